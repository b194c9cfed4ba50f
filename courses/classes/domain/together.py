"""A class in front of one screen: hands counted for each answer, and a lesson done together."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from courses.catalogue.models import Lesson
from courses.classes.models import Pupil, SchoolClass, ShowOfHands
from courses.learning.domain import record_lesson_result
from courses.learning.domain.event_log import id_of_what_happens_once
from courses.people.domain.audit import note
from courses.people.models import User

MOST_HANDS = 99


@dataclass(frozen=True)
class Hands:
    """How many hands went up for each answer of one practice."""

    practice: str
    counts: tuple[int, ...]

    @property
    def total(self) -> int:
        """Return all hands."""
        return sum(self.counts)


def keep_hands(
    school_class: SchoolClass, lesson: Lesson, practice: str, counts: Sequence[int], *, by: User
) -> None:
    """Keep the count of one practice; counting again replaces it."""
    ShowOfHands.objects.update_or_create(
        school_class=school_class,
        lesson=lesson,
        practice=practice,
        defaults={
            "counts": [min(max(count, 0), MOST_HANDS) for count in counts],
            "counted_by": by,
            "counted_at": timezone.now(),
        },
    )


def hands_of(school_class: SchoolClass, lesson: Lesson) -> dict[str, Hands]:
    """Return the counts of a lesson by practice. One query."""
    rows = ShowOfHands.objects.filter(school_class=school_class, lesson=lesson)
    return {row.practice: Hands(row.practice, tuple(row.counts)) for row in rows}


@transaction.atomic
def finish_together(
    school_class: SchoolClass, lesson: Lesson, pupils: Iterable[Pupil], *, by: User
) -> int:
    """Let the lesson count as done for the pupils who were there; return how many that were.

    Doing it twice counts once.
    """
    present = list(pupils)
    for pupil in present:
        record_lesson_result(
            pupil.person,
            lesson,
            source="class",
            fact_id=id_of_what_happens_once("class", lesson.pk, pupil.person_id),
        )
    note(by, "lesson.together", school_class=school_class.code, pupils=len(present))
    return len(present)
