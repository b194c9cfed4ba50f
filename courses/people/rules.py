"""Who may see and do what with people, units and schools."""

from dataclasses import dataclass

from courses.people.models import Role, Unit, User
from courses.people.querysets import scope_of

# Row 79 of the requirements: whoever can change content, people or certificates.
ROLES_WITH_SECOND_FACTOR = frozenset(
    {Role.TRAINER, Role.UNIT_HEAD, Role.CERTIFIER, Role.EDITOR, Role.REVIEWER, Role.ADMIN}
)
ROLES_IN_ADMINISTRATION = frozenset(
    {Role.TEACHER, Role.TRAINER, Role.UNIT_HEAD, Role.CERTIFIER, Role.ADMIN}
)
ROLES_WITH_CLASSES = frozenset({Role.TEACHER, Role.SCHOOL_HEAD, Role.EDUCATION_OFFICER})
ROLES_THAT_EDIT_PEOPLE = frozenset({Role.CERTIFIER, Role.ADMIN})
ROLES_THAT_SEE_JP = frozenset({Role.CERTIFIER, Role.UNIT_HEAD, Role.ADMIN})
ROLES_THAT_PROCTOR = frozenset({Role.CERTIFIER, Role.TRAINER})
ROLES_THAT_WRITE = frozenset({Role.EDITOR, Role.REVIEWER})
ROLES_THAT_MARK = frozenset({Role.TEACHER, Role.CERTIFIER, Role.EDITOR, Role.REVIEWER})


@dataclass(frozen=True)
class Doors:
    """Which staff pages somebody's roles open, so that they can be linked to."""

    people: bool
    certificates: bool
    content: bool
    jp: bool
    exams: bool
    workshops: bool
    classes: bool
    essays: bool


def doors_of(person: User) -> Doors:
    """Return the staff pages to offer this person; each page decides again. One query."""
    held = list(person.roles.values_list("role", "unit", "school"))
    roles = {role for role, _unit, _school in held}
    is_everywhere = any(role == Role.ADMIN and not (unit or school) for role, unit, school in held)
    return Doors(
        people=person.is_superuser or not roles.isdisjoint(ROLES_IN_ADMINISTRATION),
        certificates=person.is_superuser or Role.CERTIFIER in roles,
        content=person.is_superuser or is_everywhere or not roles.isdisjoint(ROLES_THAT_WRITE),
        jp=person.is_superuser or not roles.isdisjoint(ROLES_THAT_SEE_JP),
        exams=person.is_superuser or is_everywhere or not roles.isdisjoint(ROLES_THAT_PROCTOR),
        workshops=person.is_superuser or is_everywhere or Role.TRAINER in roles,
        classes=not roles.isdisjoint(ROLES_WITH_CLASSES),
        essays=person.is_superuser or is_everywhere or not roles.isdisjoint(ROLES_THAT_MARK),
    )


def needs_second_factor(person: User) -> bool:
    """Say whether what this person may do asks for more than a passphrase."""
    return (
        person.is_staff
        or person.is_superuser
        or person.roles.filter(role__in=ROLES_WITH_SECOND_FACTOR).exists()
    )


def is_admin(person: User) -> bool:
    """Say whether the person administers the whole regency, not only a unit or a school."""
    return scope_of(person).everywhere


def can_enter_administration(person: User) -> bool:
    """Say whether any role lets the person look after other people."""
    return person.is_superuser or person.roles.filter(role__in=ROLES_IN_ADMINISTRATION).exists()


def can_see_person(viewer: User, person: User) -> bool:
    """Say whether the viewer's roles reach the person."""
    return User.objects.visible_to(viewer).filter(pk=person.pk).exists()


def can_edit_people(viewer: User) -> bool:
    """Say whether the viewer may make and change people within reach."""
    return viewer.is_superuser or viewer.roles.filter(role__in=ROLES_THAT_EDIT_PEOPLE).exists()


def can_edit_person(viewer: User, person: User) -> bool:
    """Say whether the viewer may change or close this account; staff accounts are the administrators' alone."""
    if is_admin(viewer):
        return True
    return (
        can_edit_people(viewer)
        and can_see_person(viewer, person)
        and not needs_second_factor(person)
    )


def can_issue_code(issuer: User, person: User) -> bool:
    """Say whether the issuer may let this person in with a code.

    Never oneself, and a staff account only by an administrator: a code is a new
    passphrase, so it must not lead up.
    """
    if issuer.pk == person.pk:
        return False
    if is_admin(issuer):
        return True
    return can_see_person(issuer, person) and not needs_second_factor(person)


def can_give_roles(viewer: User) -> bool:
    """Say whether the viewer may give and take roles."""
    return is_admin(viewer)


def can_manage_unit(viewer: User, unit: Unit) -> bool:
    """Say whether the unit is within the viewer's reach."""
    return Unit.objects.visible_to(viewer).filter(pk=unit.pk).exists()


def can_manage_places(viewer: User) -> bool:
    """Say whether the viewer may change units, schools and areas."""
    return is_admin(viewer)
