"""Record what learners did: once per fact, in any order, from any device."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Literal
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.catalogue.models import Lesson
from courses.learning.domain.completion import settle
from courses.learning.domain.event_log import append, enrolled_event
from courses.learning.domain.progress import CourseProgress, progress_at
from courses.learning.domain.standing import Standing, standings_of
from courses.learning.models import LearnerEvent
from courses.people.domain.privacy import refuse_while_paused
from courses.people.models import User

MOST_FACTS = 200
OLDEST_CREDIBLE_CLOCK = datetime(2020, 1, 1, tzinfo=UTC)
Kind = LearnerEvent.Kind


@dataclass(frozen=True)
class Fact:
    """Something a learner did, as their device or our server states it.

    `body` of a practice: {"practice": id, "correct": int, "total": int}; of a result:
    {"source": what gave it, "score": percent or None}; of the others: {}.
    """

    id: UUID
    kind: str
    course: str
    lesson: UUID
    occurred: datetime
    body: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class FactResult:
    """What became of one fact; a rejected one says why, and what to do."""

    id: str
    status: Literal["ok", "dup", "rejected"]
    message: str = ""


@dataclass(frozen=True)
class Recorded:
    """What became of a batch: an answer for each fact, and how far the learner is now, by course."""

    results: list[FactResult]
    progress: dict[str, CourseProgress]


def record_facts(learner: User, facts: Sequence[Fact]) -> list[FactResult]:
    """Apply each new fact once, and answer for each in the same order; see record_batch."""
    return record_batch(learner, facts).results


def record_batch(learner: User, facts: Sequence[Fact]) -> Recorded:
    """Apply each new fact once, taking up its course on the way; say how far the learner is then.

    A fact that cannot be true is rejected with a sentence and the others are applied. At most
    MOST_FACTS (ValueError). Three statements for one course: read, log, write. Raises
    ProcessingPausedError, with nothing recorded, while the learner has paused.
    """
    refuse_while_paused(learner)
    if len(facts) > MOST_FACTS:
        raise ValueError(f"At most {MOST_FACTS} facts at a time, not {len(facts)}.")
    return _record(learner, facts)


@transaction.atomic(savepoint=False)
def _record(learner: User, facts: Sequence[Fact]) -> Recorded:
    standings = standings_of(learner, (fact.course for fact in facts))
    _bring_dropped_lessons(standings, facts)
    by_id = {fact.id: fact for fact in reversed(facts)}
    refusals = {fact.id: _refusal(fact, standings.get(fact.course)) for fact in by_id.values()}
    accepted = {fact.id: fact for fact in by_id.values() if not refusals[fact.id]}
    new = _log(learner, accepted.values(), standings)
    new_ids = {event.id for event in new}
    seen = {fact_id: fact for fact_id, fact in accepted.items() if fact_id not in new_ids}
    refusals |= _refusals_of_seen(learner, seen)
    # In one order everywhere, so that two batches wait for each other and never in a circle.
    for code, standing in sorted(standings.items()):
        events = [event for event in new if event.course_id == standing.course.pk]
        standings[code] = settle(standing, events)
    return Recorded(
        results=_answers(facts, refusals, new_ids),
        progress={code: progress_at(standing) for code, standing in standings.items()},
    )


def _bring_dropped_lessons(standings: dict[str, Standing], facts: Iterable[Fact]) -> None:
    """Make known the lessons that no current outline has: a phone may come late with its facts."""
    for code, standing in standings.items():
        standing.know_dropped({fact.lesson for fact in facts if fact.course == code})


# --- What cannot be true ----------------------------------------------------------------------


def _refusal(fact: Fact, standing: Standing | None) -> str:
    """Return why the fact cannot be true, or an empty string."""
    item = standing.item(fact.lesson) if standing else None
    if standing is None or item is None:
        return _("We do not know this lesson. Open the course again and do it once more.")
    if fact.kind == Kind.READ and item.kind == Lesson.Kind.QUIZ:
        return _("A quiz counts when it is passed. Open the quiz and answer its questions.")
    if fact.kind == Kind.PRACTICE:
        return _refusal_of_practice(fact.body, standing.practices_of(fact.lesson))
    return ""


def _refusal_of_practice(body: dict[str, Any], practices: set[str]) -> str:
    if body["practice"] not in practices:
        return _("This practice has changed. Open the lesson again and do the new one.")
    if not 0 <= body["correct"] <= body["total"]:
        return _("The result of this practice cannot be right. Do the practice once more.")
    return ""


def _refusals_of_seen(learner: User, facts: dict[UUID, Fact]) -> dict[UUID, str]:
    """Return the refusals of facts under whose id the log has something else."""
    if not facts:
        return {}
    refusals = {}
    for event in LearnerEvent.objects.filter(pk__in=facts):
        fact = facts[event.pk]
        if event.learner_id != learner.pk:
            refusals[event.pk] = _(
                "This progress already belongs to another account that used this device."
            )
        elif (event.kind, event.lesson_id, event.body) != (fact.kind, fact.lesson, fact.body):
            refusals[event.pk] = _(
                "We already have something else under this number. Do it once more."
            )
    return refusals


# --- What is new ------------------------------------------------------------------------------


def _log(
    learner: User, facts: Iterable[Fact], standings: dict[str, Standing]
) -> list[LearnerEvent]:
    """Add the facts, and the taking up of courses, to the log; return those that were new."""
    now = timezone.now()
    events = [_event(learner, fact, standings[fact.course], now) for fact in facts]
    touched = {event.course_id for event in events}
    events += [
        enrolled_event(standing.enrolment, now)
        for standing in standings.values()
        if standing.is_new and standing.course.pk in touched
    ]
    ids = append(events)
    return _without_idle_courses([event for event in events if event.id in ids])


def _without_idle_courses(new: list[LearnerEvent]) -> list[LearnerEvent]:
    """Take back the taking up of a course all of whose facts turned out to be somebody else's."""
    busy = {event.course_id for event in new if event.kind != Kind.ENROLLED}
    idle = [event.id for event in new if event.course_id not in busy]
    if idle:
        LearnerEvent.objects.filter(pk__in=idle).delete()
    return [event for event in new if event.course_id in busy]


def _event(learner: User, fact: Fact, standing: Standing, now: datetime) -> LearnerEvent:
    believable = OLDEST_CREDIBLE_CLOCK <= fact.occurred <= now
    return LearnerEvent(
        id=fact.id,
        learner=learner,
        kind=fact.kind,
        course=standing.course,
        version_id=standing.newest.version_id,
        lesson_id=fact.lesson,
        body=fact.body,
        occurred_at=fact.occurred if believable else now,
        recorded_at=now,
    )


def _answers(facts: Sequence[Fact], refusals: dict[UUID, str], new: set[UUID]) -> list[FactResult]:
    answers = []
    for fact in facts:
        if message := refusals[fact.id]:
            answers.append(FactResult(str(fact.id), "rejected", message))
        else:
            answers.append(FactResult(str(fact.id), "ok" if fact.id in new else "dup"))
            new = new - {fact.id}
    return answers
