"""How far those who came are in the courses that the kit introduces."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from courses.learning.models import Enrolment
from courses.workshops.domain.attendance import Row
from courses.workshops.models import Workshop


@dataclass(frozen=True)
class CourseProgress:
    """One course of the kit: how many of those with an account have begun it, and completed it."""

    code: str
    title: str
    begun: int
    completed: int


def progress_of(workshop: Workshop, came: Iterable[Row]) -> list[CourseProgress]:
    """Return the progress in each course of the kit that somebody has begun; one query."""
    accounts = [
        row.registration.attendee.account_id
        for row in came
        if row.registration.attendee.account_id is not None
    ]
    enrolments = Enrolment.objects.filter(
        learner__in=accounts, course__code__in=workshop.kit.courses
    ).select_related("course__current")
    begun: Counter[tuple[str, str]] = Counter()
    completed: Counter[tuple[str, str]] = Counter()
    for enrolment in enrolments:
        current = enrolment.course.current
        key = (enrolment.course.code, current.title if current else enrolment.course.code)
        begun[key] += 1
        completed[key] += enrolment.completed_at is not None
    return [
        CourseProgress(code, title, begun[code, title], completed[code, title])
        for code, title in sorted(begun)
    ]
