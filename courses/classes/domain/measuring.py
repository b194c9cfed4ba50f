"""A made-up class, as full as one wishes, for measuring. The caller takes it back."""

from django.utils import timezone

from courses.classes.domain.assigning import LESSON, PAPER, Order, assign, assignable_outlines
from courses.classes.domain.classes import ClassFacts, open_class
from courses.classes.domain.marking import MarkFacts, keep_mark
from courses.classes.domain.pupils import Newcomer, seat_pupils
from courses.classes.models import Assignment, SchoolClass
from courses.learning.domain import record_read
from courses.people.domain.accounts import create_person
from courses.people.domain.roles import assign_role
from courses.people.models import Role, School

NPSN = "99999999"


def a_class_for_measuring(pupils: int, assignments: int) -> SchoolClass:
    """Return a class whose pupils have read half of what is assigned and are marked for the rest."""
    school, _made = School.objects.get_or_create(npsn=NPSN, defaults={"name": "Sekolah ukur"})
    teacher = create_person("Guru ukur", by=None)
    assign_role(teacher, Role.TEACHER, by=None, school=school)
    school_class = open_class(teacher, school, ClassFacts("Ukur"))
    seats = seat_pupils(
        school_class, [Newcomer(f"Murid {number:03d} Ukur") for number in range(pupils)], by=None
    )
    lessons = [
        (outline.code, item)
        for outline in assignable_outlines()
        for item in outline.items
        if not item.is_quiz and not item.practices
    ][: assignments // 2]
    today = timezone.localdate()
    for code, item in lessons:
        assign(school_class, Order(f"{LESSON}:{item.key}", "", today), by=teacher)
        for seat in seats:
            record_read(seat.person, code, item.key)
    papers: list[Assignment] = [
        assign(school_class, Order(PAPER, f"Kertas {number}", today), by=teacher)
        for number in range(assignments - len(lessons))
    ]
    for paper in papers:
        for seat in seats:
            keep_mark(paper, seat, MarkFacts(60 + seat.number % 40), by=teacher)
    return school_class
