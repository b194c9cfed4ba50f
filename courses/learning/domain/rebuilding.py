"""Make the enrolments again from the log, or say where they differ from it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db import transaction

from courses.catalogue.domain import outlines_of
from courses.learning.domain.event_log import in_order
from courses.learning.domain.projecting import project
from courses.learning.domain.standing import write
from courses.learning.models import Enrolment, LearnerEvent

REBUILT = ("version_id", "results", "last_lesson_id", "started_at", "active_at", "completed_at")


@dataclass(frozen=True)
class Difference:
    """One value of one enrolment that is not what the log amounts to."""

    learner_id: int
    course: str
    what: str
    stored: object
    rebuilt: object

    def __str__(self) -> str:
        return (
            f"learner {self.learner_id}, course {self.course}, {self.what}:"
            f" stored {self.stored!r}, the log says {self.rebuilt!r}"
        )


def find_differences() -> Iterator[Difference]:
    """Replay the log of each learner and compare; changes nothing. Three queries a learner."""
    for learner_id in _learners():
        stored = _stored(learner_id)
        rebuilt = _rebuilt(learner_id)
        for course_id in sorted(stored.keys() | rebuilt.keys()):
            yield from _compare(stored.get(course_id), rebuilt.get(course_id))


def rebuild() -> list[Difference]:
    """Write what the log amounts to wherever something else is stored; return what was mended."""
    mended = list(find_differences())
    for learner_id in sorted({difference.learner_id for difference in mended}):
        _rebuild_learner(learner_id)
    return mended


@transaction.atomic
def _rebuild_learner(learner_id: int) -> None:
    stored = {
        enrolment.course_id: enrolment
        for enrolment in Enrolment.objects.select_for_update().filter(learner=learner_id)
    }
    rebuilt = _rebuilt(learner_id)
    for course_id, enrolment in rebuilt.items():
        if known := stored.get(course_id):
            enrolment.pk, enrolment.revision = known.pk, known.revision
        write(enrolment)
    Enrolment.objects.filter(learner=learner_id).exclude(course__in=rebuilt).delete()


def _learners() -> list[int]:
    with_events = LearnerEvent.objects.values_list("learner_id", flat=True)
    with_enrolments = Enrolment.objects.values_list("learner_id", flat=True)
    return sorted(with_events.union(with_enrolments))


def _stored(learner_id: int) -> dict[int, Enrolment]:
    enrolments = Enrolment.objects.filter(learner=learner_id).with_course()
    return {enrolment.course_id: enrolment for enrolment in enrolments}


def _rebuilt(learner_id: int) -> dict[int, Enrolment]:
    by_course = defaultdict(list)
    for event in LearnerEvent.objects.filter(learner=learner_id).select_related("course"):
        by_course[event.course_id].append(event)
    return {course_id: replay(events) for course_id, events in by_course.items()}


def replay(events: Iterable[LearnerEvent]) -> Enrolment:
    """Return the enrolment, not saved, that the events of one learner and course amount to."""
    ordered = in_order(events)
    first = next(
        (event for event in ordered if event.kind == LearnerEvent.Kind.ENROLLED), ordered[0]
    )
    enrolment = Enrolment(
        learner_id=first.learner_id,
        course=first.course,
        version_id=first.version_id,
        started_at=first.recorded_at,
        active_at=first.recorded_at,
    )
    outlines = outlines_of(event.version_id for event in ordered)
    for event in ordered:
        taken_up, newest = outlines[first.version_id], outlines[event.version_id]
        project(enrolment, [event], (taken_up, newest))
    return enrolment


def _compare(stored: Enrolment | None, rebuilt: Enrolment | None) -> Iterator[Difference]:
    either = stored or rebuilt
    if either is None:
        return
    if stored is None or rebuilt is None:
        yield Difference(
            either.learner_id, either.course.code, "enrolment", bool(stored), bool(rebuilt)
        )
        return
    for name in REBUILT:
        one, other = getattr(stored, name), getattr(rebuilt, name)
        if one != other:
            yield Difference(stored.learner_id, stored.course.code, name, one, other)
