"""Who may do what with exams beside taking them."""

from courses.people.models import Role, User
from courses.people.rules import ROLES_THAT_PROCTOR, is_admin

READERS = frozenset({Role.CERTIFIER, Role.EDITOR, Role.REVIEWER})


def can_proctor(person: User) -> bool:
    """Say whether somebody may open a room and watch over it."""
    return _holds(person, ROLES_THAT_PROCTOR)


def can_run_exams(person: User) -> bool:
    """Say whether somebody answers for exams: releases them, grants time, corrects keys."""
    return _holds(person, frozenset({Role.CERTIFIER}))


def can_read_statistics(person: User) -> bool:
    """Say whether somebody may see how questions do; names of people are not in it."""
    return _holds(person, READERS)


def _holds(person: User, roles: frozenset[Role]) -> bool:
    if not person.is_authenticated:
        return False
    return person.roles.filter(role__in=roles).exists() or is_admin(person)
