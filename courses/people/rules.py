"""Who may see and do what with people, units and schools."""

from courses.people.models import Role, User

# Row 79 of the requirements: whoever can change content, people or certificates.
ROLES_WITH_SECOND_FACTOR = frozenset(
    {Role.TRAINER, Role.UNIT_HEAD, Role.CERTIFIER, Role.EDITOR, Role.REVIEWER, Role.ADMIN}
)


def needs_second_factor(person: User) -> bool:
    """Say whether what this person may do asks for more than a passphrase."""
    return person.is_staff or person.is_superuser or person.roles.filter(role__in=ROLES_WITH_SECOND_FACTOR).exists()
