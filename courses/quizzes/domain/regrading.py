"""Put a wrong key right, and mark again what was marked by it.

The correction is a row first, with who and why; the clock marks again, one attempt at a time, and
writes down what changed in each. Nobody's certificate is changed by it: those that rest on a result
that changed are named, and a person decides.
"""

import logging
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from certificates.models import Certificate
from courses.people.models import User
from courses.quizzes.domain.drawing import paper_item
from courses.quizzes.domain.keys import Outcome, keys_for
from courses.quizzes.domain.passing import count_pass
from courses.quizzes.domain.responses import AnswerRefused, clean_response, is_empty
from courses.quizzes.domain.submitting import lock_attempt, tally
from courses.quizzes.models import Attempt, KeyCorrection, QuestionVersion, RegradedAttempt

logger = logging.getLogger(__name__)


class CorrectionRefused(Exception):  # noqa: N818 - it reads as the sentence it carries
    """The key cannot be corrected like this; the sentence says why."""


def correct_key(
    version: QuestionVersion, outcome: str, answer: object, reason: str, by: User
) -> KeyCorrection:
    """Write down what should have been right; attempts are marked again in the background.

    `answer` has the shape of a response, and is not looked at when every answer counts. Raises
    CorrectionRefused, with nothing written.
    """
    if not reason.strip():
        raise CorrectionRefused(_("Say why the key was wrong. It is kept with the correction."))
    right: dict[str, object] = {}
    if outcome == Outcome.KEY:
        right = _clean(version, answer)
    elif outcome != Outcome.EVERYONE:
        raise CorrectionRefused(_("Choose what should count as right."))
    return KeyCorrection.objects.create(
        version=version, outcome=outcome, answer=right, reason=reason.strip(), corrected_by=by
    )


def _clean(version: QuestionVersion, answer: object) -> dict[str, object]:
    try:
        right = clean_response(paper_item(version, seed=0), answer)
    except AnswerRefused as refusal:
        raise CorrectionRefused(str(refusal)) from refusal
    if is_empty(right):
        raise CorrectionRefused(_("Choose what should count as right."))
    return right


def regrade_due() -> int:
    """Mark again by every correction that waits; return how many attempts changed. Safe to call twice."""
    waiting = KeyCorrection.objects.filter(regraded_at__isnull=True).order_by("corrected_at")
    return sum(regrade(correction) for correction in list(waiting))


def regrade(correction: KeyCorrection) -> int:
    """Mark again every handed-in answer to the wording; return how many attempts changed."""
    attempts = Attempt.objects.submitted().filter(answers__question=correction.version_id)
    changed = sum(_regrade_one(correction, attempt) for attempt in attempts.distinct())
    KeyCorrection.objects.filter(pk=correction.pk).update(regraded_at=timezone.now())
    return changed


@transaction.atomic
def _regrade_one(correction: KeyCorrection, attempt: Attempt) -> bool:
    locked = lock_attempt(attempt)
    answers = list(locked.answers.select_related("question"))
    keys = keys_for([correction.version_id])
    for answer in answers:
        if answer.question_id == correction.version_id:
            given = keys.mark(answer.question, answer.response)
            answer.points, answer.correct = given.points, given.correct
            answer.save(update_fields=["points", "correct"])
    if locked.passed is None or locked.score is None:
        return False
    before = (locked.score, locked.passed, locked.points)
    tally(locked, answers)
    if before == (locked.score, locked.passed, locked.points):
        return False
    locked.save(update_fields=["correct", "points", "score", "passed", "domains"])
    RegradedAttempt.objects.get_or_create(
        correction=correction,
        attempt=locked,
        defaults={
            "score_before": before[0],
            "score_after": locked.score or 0,
            "passed_before": before[1],
            "passed_after": bool(locked.passed),
            "certificate": _certificate_that_rests_on(locked),
        },
    )
    if locked.passed and not before[1]:
        count_pass(locked)
    return True


def _certificate_that_rests_on(attempt: Attempt) -> str:
    """Return the number of a certificate that was given for this result, or an empty string."""
    if attempt.learner is None:
        return ""
    for certificate in Certificate.objects.held_by(attempt.learner).standing():
        if _rests_on(certificate.snapshot["evidence"], attempt):
            return str(certificate.number)
    return ""


def _rests_on(evidence: dict[str, Any], attempt: Attempt) -> bool:
    """Tell whether this exam was met with exactly this attempt, or this quiz is in a course that was."""
    if attempt.quiz is not None:
        return f"course:{attempt.quiz.lesson.course.code}" in evidence.get("keys", [])
    return any(one["reference"] == str(attempt.pk) for one in evidence.get("met", []))
