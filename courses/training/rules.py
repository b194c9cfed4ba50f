"""Who may see the JP of whom, and who answers for BKPSDM."""

from courses.people.models import Role, User
from courses.people.rules import ROLES_THAT_SEE_JP


def can_see_jp_of_others(viewer: User) -> bool:
    """Say whether any role of the viewer reaches civil servants; whose, decides the queryset."""
    return viewer.is_superuser or viewer.roles.filter(role__in=ROLES_THAT_SEE_JP).exists()


def can_answer_training(viewer: User) -> bool:
    """Say whether the viewer agrees to training of others in the name of BKPSDM."""
    return viewer.is_superuser or viewer.roles.filter(role=Role.CERTIFIER).exists()


def is_civil_servant(viewer: User) -> bool:
    """Say whether JP are counted for the viewer."""
    return hasattr(viewer, "civil_servant")
