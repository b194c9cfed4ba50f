"""Who may do what with a class, and which doors somebody's roles open."""

from dataclasses import dataclass

from courses.classes.models import SchoolClass
from courses.people.models import Role, User


@dataclass(frozen=True)
class SchoolDoors:
    """Whether somebody teaches, heads a school, or looks at all schools for Disdikbud."""

    teaches: bool
    heads: bool
    oversees: bool


def doors_into_schools(person: User) -> SchoolDoors:
    """Return the doors of this person; each page decides again. One query."""
    held = list(person.roles.values_list("role", "school"))
    return SchoolDoors(
        teaches=any(role == Role.TEACHER and school for role, school in held),
        heads=any(role == Role.SCHOOL_HEAD and school for role, school in held),
        oversees=any(role == Role.EDUCATION_OFFICER for role, _school in held),
    )


def may_teach(person: User, school_class: SchoolClass) -> bool:
    """Tell whether the person may change anything in the class now."""
    taught = SchoolClass.objects.taught_by(person)
    return not school_class.is_archived and taught.filter(pk=school_class.pk).exists()


def may_own(person: User, school_class: SchoolClass) -> bool:
    """Tell whether the class is this person's."""
    return SchoolClass.objects.owned_by(person).filter(pk=school_class.pk).exists()


ROLES_WITH_LESSON_PLANS = frozenset(
    {Role.TEACHER, Role.SCHOOL_HEAD, Role.TRAINER, Role.EDITOR, Role.REVIEWER, Role.ADMIN}
)


def may_see_plans(person: User) -> bool:
    """Tell whether lesson plans, with the answers to the worksheets, are for this person."""
    return person.is_superuser or person.roles.filter(role__in=ROLES_WITH_LESSON_PLANS).exists()
