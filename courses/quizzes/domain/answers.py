"""Save one answer, as it is given."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, cast

from django.db import connection
from django.db.models import Field, Model
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.quizzes.domain.papers import item_at
from courses.quizzes.domain.responses import AnswerRefused, Response, clean_response, is_empty
from courses.quizzes.models import Answer, Attempt
from courses.quizzes.rules import can_change_answers, is_overdue

# One statement, so that nothing can come between looking and writing: it takes a share lock on
# the attempt (on SQLite a writer is alone anyway), so an answer is stored either before the
# attempt is handed in, and then it is marked, or not at all, and then we say so.
SAVE = """
INSERT INTO quizzes_answer (attempt_id, position, question_id, response, sequence, saved_at)
SELECT id, %s, %s, %s, %s, %s FROM quizzes_attempt
WHERE id = %s AND submitted_at IS NULL AND (deadline IS NULL OR deadline >= %s) {lock}
ON CONFLICT (attempt_id, position) {on_conflict}
RETURNING sequence
"""
NEWEST_WINS = """DO UPDATE SET
response = excluded.response, sequence = excluded.sequence, saved_at = excluded.saved_at
WHERE quizzes_answer.sequence < excluded.sequence"""
FIRST_STAYS = "DO NOTHING"


@dataclass(frozen=True)
class SavedAnswer:
    """What is stored now. `is_ours` says whether it is the answer that was just given."""

    response: Response
    sequence: int
    is_ours: bool


def save_answer(attempt: Attempt, position: int, raw: object, sequence: int) -> SavedAnswer:
    """Keep the answer if it is the newest for its question; return what is kept.

    `sequence` is the moment of the answer in milliseconds by our clock, so that answers which
    arrive late change nothing; one from the future counts as from now. An answer that was given
    before the deadline may arrive within the grace of the rules: the line was down. Where feedback
    comes at once, the first answer stays. Raises AnswerRefused, with nothing stored, and LookupError
    for a position that the paper does not have. One statement, or two if the answer is not kept.
    """
    now = timezone.now()
    item = item_at(attempt, position)
    response = clean_response(item, raw)
    if attempt.submitted_at is not None:
        raise _closed()
    must_last_until = _moment_that_counts(attempt, sequence, now)
    if is_overdue(attempt, must_last_until):
        raise AnswerRefused(
            "overdue", _("The time is over. Your saved answers are being handed in.")
        )
    may_change = can_change_answers(attempt.version)
    if not may_change and is_empty(response):
        raise AnswerRefused("empty", _("Choose an answer first."))
    sequence = max(0, min(sequence, _milliseconds(now)))
    answer = Answer(
        attempt=attempt,
        position=position,
        question_id=item.question,
        response=response,
        sequence=sequence,
        saved_at=now,
    )
    if _store(answer, must_last_until, NEWEST_WINS if may_change else FIRST_STAYS):
        return SavedAnswer(response, sequence, is_ours=True)
    return _kept_instead(answer)


def _milliseconds(moment: datetime) -> int:
    return int(moment.timestamp() * 1000)


def _moment_that_counts(attempt: Attempt, sequence: int, now: datetime) -> datetime:
    """Return until when the deadline must last for an answer that was given then and comes now."""
    given = datetime.fromtimestamp(max(0, min(sequence, _milliseconds(now))) / 1000, tz=UTC)
    return max(given, now - timedelta(minutes=attempt.version.grace_minutes))


def _store(answer: Answer, must_last_until: datetime, on_conflict: str) -> bool:
    lock = "FOR SHARE" if connection.features.has_select_for_update else ""
    values: list[Any] = [
        answer.position,
        answer.question_id,
        for_database(Answer, "response", answer.response),
        answer.sequence,
        for_database(Answer, "saved_at", answer.saved_at),
        for_database(Attempt, "id", answer.attempt_id),
        for_database(Attempt, "deadline", must_last_until),
    ]
    with connection.cursor() as cursor:
        cursor.execute(SAVE.format(lock=lock, on_conflict=on_conflict), values)
        return cursor.fetchone() is not None


def for_database(model: type[Model], name: str, value: object) -> object:
    """Return a value of a field as this database wants it."""
    field = model._meta.get_field(name)  # noqa: SLF001 - Django's documented way to a model's fields
    return cast("Field[object, object]", field).get_db_prep_save(value, connection)


def _kept_instead(answer: Answer) -> SavedAnswer:
    kept = (
        Answer.objects.filter(attempt=answer.attempt_id, position=answer.position)
        .select_related("attempt")
        .first()
    )
    if kept is None or kept.attempt.submitted_at is not None:
        raise _closed()
    return SavedAnswer(kept.response, kept.sequence, is_ours=kept.response == answer.response)


def _closed() -> AnswerRefused:
    return AnswerRefused(
        "closed", _("These answers have been handed in already, so this one was not added.")
    )
