"""Results that the server found itself: a passed quiz, a practice sent without scripts."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from courses.catalogue.models import Lesson
from courses.learning.domain.event_log import id_of_what_happens_once, new_event_id
from courses.learning.domain.facts import Fact, FactResult, record_facts
from courses.learning.models import LearnerEvent
from courses.people.models import User

Kind = LearnerEvent.Kind


@transaction.atomic(savepoint=False)
def record_lesson_result(
    learner: User,
    lesson: Lesson,
    *,
    source: str,
    score: int | None = None,
    fact_id: UUID | None = None,
) -> None:
    """Keep that the learner passed this lesson, and complete the course if it was the last one.

    `source` names the activity ("quiz", "workshop"), `score` is in percent. With a `fact_id`
    the same pass reported twice counts once. Call it in the transaction of the pass itself.
    """
    body = {"source": source, "score": score}
    # No device can send an id made like this one, so none can take the place of a pass.
    log_id = id_of_what_happens_once("result", fact_id) if fact_id else new_event_id()
    _record(learner, lesson.course.code, lesson.pk, Kind.RESULT, body, log_id)


def record_practice(
    learner: User, lesson: Lesson, practice: str, correct: int, total: int
) -> FactResult:
    """Keep one try at a practice that the server looked at, such as a form sent without scripts."""
    body = {"practice": practice, "correct": correct, "total": total}
    return _record(learner, lesson.course.code, lesson.pk, Kind.PRACTICE, body, new_event_id())


def record_read(learner: User, course: str, lesson: UUID) -> FactResult:
    """Keep that the learner says this lesson is understood; saying it again adds nothing."""
    once = id_of_what_happens_once("read", learner.pk, lesson)
    return _record(learner, course, lesson, Kind.READ, {}, once)


def _record(
    learner: User, course: str, lesson: UUID, kind: str, body: dict[str, Any], fact_id: UUID
) -> FactResult:
    fact = Fact(fact_id, kind, course, lesson, timezone.now(), body)
    return record_facts(learner, [fact])[0]
