"""Where a learner stands in a course: read in one statement, written in one."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, cast
from uuid import UUID

from django.db.models import F, FilteredRelation, Q

from certificates.domain.insertion import insert_new
from courses.catalogue.domain import (
    PublishedItem,
    PublishedOutline,
    dropped_items,
    outlines_of,
)
from courses.catalogue.models import Course
from courses.learning.models import Enrolment
from courses.people.models import User

ENROLMENT_COLUMNS = (
    "id",
    "version_id",
    "results",
    "revision",
    "last_lesson_id",
    "started_at",
    "active_at",
    "completed_at",
)


@dataclass
class Standing:
    """A learner's enrolment, not yet saved when it is new, and the outlines it is measured by."""

    course: Course
    enrolment: Enrolment
    taken_up: PublishedOutline
    newest: PublishedOutline
    dropped: dict[UUID, PublishedItem] = field(default_factory=dict)

    @property
    def is_new(self) -> bool:
        """Tell whether the learner has not taken up the course so far."""
        return self.enrolment.pk is None

    @property
    def outlines(self) -> tuple[PublishedOutline, ...]:
        """Return the outlines of which one must be complete."""
        if self.taken_up.version_id == self.newest.version_id:
            return (self.newest,)
        return (self.taken_up, self.newest)

    def item(self, lesson: UUID) -> PublishedItem | None:
        """Return the lesson as the newest outline has it, else as an older one had it."""
        return (
            self.newest.by_key.get(lesson)
            or self.taken_up.by_key.get(lesson)
            or self.dropped.get(lesson)
        )

    def practices_of(self, lesson: UUID) -> set[str]:
        """Return the ids of the practices that count in the lesson."""
        items = [outline.by_key.get(lesson) for outline in self.outlines]
        items.append(self.dropped.get(lesson))
        return {practice for item in items if item for practice in item.practices}

    def know_dropped(self, lessons: Iterable[UUID]) -> None:
        """Look up those lessons that neither outline has; costs nothing when there are none."""
        missing = [lesson for lesson in lessons if not self.item(lesson)]
        self.dropped |= dropped_items(self.course.pk, missing)


def standings_of(learner: User, codes: Iterable[str]) -> dict[str, Standing]:
    """Return where the learner stands in these courses, by code; courses that are unknown are left out.

    One statement for any number of courses, and two more in a process that meets a version first.
    """
    courses = list(
        Course.objects.filter(code__in=set(codes), current__isnull=False)
        .annotate(mine=FilteredRelation("enrolments", condition=Q(enrolments__learner=learner)))
        .annotate(**{f"mine_{name}": F(f"mine__{name}") for name in ENROLMENT_COLUMNS})
    )
    enrolments = {course.code: _enrolment_in(course, learner) for course in courses}
    outlines = outlines_of(
        version
        for course in courses
        for version in (_newest(course), enrolments[course.code].version_id)
    )
    return {
        course.code: Standing(
            course,
            enrolments[course.code],
            taken_up=outlines[enrolments[course.code].version_id],
            newest=outlines[_newest(course)],
        )
        for course in courses
    }


def _newest(course: Course) -> int:
    """Return the current version's id of a course that was asked for with one."""
    return cast(int, course.current_id)


def _enrolment_in(course: Course, learner: User) -> Enrolment:
    columns: dict[str, Any] = {name: getattr(course, f"mine_{name}") for name in ENROLMENT_COLUMNS}
    if columns["id"] is None:
        return Enrolment(learner=learner, course=course, version_id=_newest(course))
    return Enrolment(learner=learner, course=course, **columns)


def write(enrolment: Enrolment) -> bool:
    """Save the enrolment; False when somebody else wrote it since it was read. One statement."""
    if enrolment.pk is None:
        written = insert_new([enrolment])
        enrolment.pk = written[0] if written else None
        return bool(written)
    read = enrolment.revision
    enrolment.revision = read + 1
    return bool(
        Enrolment.objects.filter(pk=enrolment.pk, revision=read).update(
            results=enrolment.results,
            revision=enrolment.revision,
            last_lesson=enrolment.last_lesson_id,
            active_at=enrolment.active_at,
            completed_at=enrolment.completed_at,
        )
    )
