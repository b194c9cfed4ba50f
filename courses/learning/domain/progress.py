"""How far a learner is, for the screens: read only."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from courses.catalogue.domain import PublishedItem, PublishedOutline, outlines_of
from courses.catalogue.models import Course
from courses.learning.domain.standing import Standing, standings_of
from courses.learning.domain.wording import sentence_of_missing
from courses.learning.models import Enrolment
from courses.learning.rules import LessonResult, missing_items, with_done_lessons
from courses.people.models import User


@dataclass(frozen=True)
class LessonProgress:
    """One item of the course as its learner sees it."""

    item: PublishedItem
    result: LessonResult

    @property
    def is_done(self) -> bool:
        """Tell whether it counts."""
        return "done" in self.result

    @property
    def practices_done(self) -> frozenset[str]:
        """Return the ids of the practices that were done."""
        return frozenset(self.result.get("practices", {}))


@dataclass(frozen=True)
class CourseProgress:
    """A learner's way through the newest version of a course; `enrolment` is None before they begin."""

    outline: PublishedOutline
    lessons: tuple[LessonProgress, ...]
    missing_items: tuple[PublishedItem, ...]
    enrolment: Enrolment | None = None

    @property
    def done(self) -> int:
        """Return how many items are done."""
        return sum(lesson.is_done for lesson in self.lessons)

    @property
    def total(self) -> int:
        """Return how many items there are."""
        return len(self.lessons)

    @property
    def completed_at(self) -> datetime | None:
        """Return when the course became complete."""
        return self.enrolment.completed_at if self.enrolment else None

    @property
    def is_complete(self) -> bool:
        """Tell whether the course is complete."""
        return self.completed_at is not None

    @cached_property
    def next_item(self) -> PublishedItem | None:
        """Return where to go on: the first item that is not done after the last one worked on."""
        undone = [lesson.item for lesson in self.lessons if not lesson.is_done]
        last = self.enrolment.last_lesson_id if self.enrolment else None
        position = self.outline.by_key[last].position if last in self.outline.by_key else 0
        onwards = [item for item in undone if item.position >= position]
        return next(iter(onwards or undone), None)

    @property
    def missing(self) -> str:
        """Return one sentence on what is still missing ("Kenapa belum?")."""
        return "" if self.is_complete else sentence_of_missing(self.missing_items)


def progress_of(learner: User, course: Course) -> CourseProgress:
    """Return how far the learner is in the course. One query; KeyError when it was never published."""
    return progress_in(learner, [course.code])[course.code]


def progress_in(learner: User, codes: Iterable[str]) -> dict[str, CourseProgress]:
    """Return how far the learner is in these courses, by code. One query for any number."""
    return {code: progress_at(standing) for code, standing in standings_of(learner, codes).items()}


def progress_at(standing: Standing) -> CourseProgress:
    """Return how far the learner is by what has been read already. No query."""
    return _progress(standing.enrolment, (standing.taken_up, standing.newest))


def my_learning(learner: User) -> list[CourseProgress]:
    """Return all courses the learner took up, the one worked on last first. One query."""
    enrolments = list(
        Enrolment.objects.filter(learner=learner).with_course().order_by("-active_at", "-pk")
    )
    outlines = outlines_of(
        version for each in enrolments for version in (each.version_id, _newest(each))
    )
    return [
        _progress(each, (outlines[each.version_id], outlines[_newest(each)])) for each in enrolments
    ]


def explain_what_is_missing(enrolment: Enrolment) -> str:
    """Return one plain sentence on what the learner still has to do in the course."""
    outlines = outlines_of([enrolment.version_id, _newest(enrolment)])
    return _progress(
        enrolment, (outlines[enrolment.version_id], outlines[_newest(enrolment)])
    ).missing


def _newest(enrolment: Enrolment) -> int:
    return enrolment.course.current_id or enrolment.version_id


def _progress(
    enrolment: Enrolment, outlines: tuple[PublishedOutline, PublishedOutline]
) -> CourseProgress:
    taken_up, newest = outlines
    results = enrolment.results
    for outline in outlines:
        results = with_done_lessons(results, outline)
    return CourseProgress(
        outline=newest,
        lessons=tuple(
            LessonProgress(item, results.get(str(item.key), {})) for item in newest.items
        ),
        # Either outline is enough, so the learner hears of the shorter way.
        missing_items=min(
            (
                tuple(missing_items(outline, results))
                for outline in (newest, taken_up)
                if outline.required
            ),
            key=len,
            default=(),
        ),
        enrolment=enrolment if enrolment.pk else None,
    )
