"""Apply events to an enrolment: the one place that says what a fact amounts to.

Used when a fact arrives and when everything is rebuilt from the log, so both agree.
"""

from collections.abc import Iterable
from datetime import datetime

from courses.catalogue.domain import PublishedOutline
from courses.learning.domain.event_log import in_order
from courses.learning.models import Enrolment, LearnerEvent
from courses.learning.rules import (
    LessonResult,
    completed_at,
    with_done_lessons,
    with_pass,
    with_practice,
    with_read,
)

Kind = LearnerEvent.Kind


def project(
    enrolment: Enrolment, events: Iterable[LearnerEvent], outlines: tuple[PublishedOutline, ...]
) -> None:
    """Change the enrolment, in memory, by what the events say; `outlines` decide what is done."""
    for event in in_order(events):
        _apply(enrolment, event)
    for outline in outlines:
        enrolment.results = with_done_lessons(enrolment.results, outline)
    enrolment.completed_at = _first(
        enrolment.completed_at, completed_at(outlines, enrolment.results)
    )


def _apply(enrolment: Enrolment, event: LearnerEvent) -> None:
    if event.kind == Kind.ENROLLED:
        enrolment.started_at = event.recorded_at
        enrolment.version_id = event.version_id
    if event.lesson_id:
        key = str(event.lesson_id)
        changed = _result_after(event, enrolment.results.get(key, {}))
        enrolment.results = {**enrolment.results, key: changed}
    if event.kind != Kind.OUTLINE and event.recorded_at >= enrolment.active_at:
        enrolment.active_at = event.recorded_at
        enrolment.last_lesson_id = event.lesson_id or enrolment.last_lesson_id


def _result_after(event: LearnerEvent, result: LessonResult) -> LessonResult:
    body, at = event.body, event.recorded_at
    if event.kind == Kind.READ:
        return with_read(result, at)
    if event.kind == Kind.PRACTICE:
        return with_practice(result, body["practice"], body["correct"], body["total"], at)
    return with_pass(result, body["score"], at)


def _first(one: datetime | None, other: datetime | None) -> datetime | None:
    return min(one, other) if one and other else one or other
