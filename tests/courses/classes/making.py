"""Schools, teachers and classes for the tests."""

from typing import Any

from courses.classes.domain.assigning import Order, assign
from courses.classes.domain.classes import ClassFacts, open_class
from courses.classes.domain.pupils import Newcomer, seat_pupils
from courses.classes.models import Assignment, Pupil, SchoolClass
from courses.people.models import School, User
from tests.people import make_school, make_teacher

NAMES = ("Rizky Pratama", "Dinda Lestari", "Agus Wijaya", "Sari Ayu", "Bayu Saputra")


def make_class(
    teacher: User | None = None, school: School | None = None, *, pupils: int = 3, **facts: Any
) -> SchoolClass:
    """Return a class VII A of this teacher (a new one at a new school) with so many pupils."""
    school = school or make_school()
    teacher = teacher or make_teacher(school)
    school_class = open_class(teacher, school, ClassFacts(**({"name": "VII A"} | facts)))
    seat(school_class, pupils)
    return school_class


def seat(school_class: SchoolClass, count: int) -> list[Pupil]:
    """Seat so many pupils with different names."""
    newcomers = [
        Newcomer(
            NAMES[place] if place < len(NAMES) else f"Murid {place + 1} Kelas", "LP"[place % 2]
        )
        for place in range(count)
    ]
    return seat_pupils(school_class, newcomers, by=None)


def owner_of(school_class: SchoolClass) -> User:
    """Return whose class it is."""
    return school_class.teachers.get(kind="owner").person


def give(school_class: SchoolClass, what: str, **changes: Any) -> Assignment:
    """Assign something from today on, or as stated."""
    from django.utils import timezone

    stated: dict[str, Any] = {"title": "", "opens_on": timezone.localdate()} | changes
    return assign(school_class, Order(what=what, **stated), by=owner_of(school_class))
