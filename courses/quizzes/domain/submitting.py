"""Hand in an attempt: mark what is saved, and let a pass count, in one transaction."""

from django.db import transaction
from django.utils import timezone

from courses.learning.domain import record_lesson_result
from courses.learning.domain.event_log import id_of_what_happens_once
from courses.people.domain.privacy import refuse_while_paused
from courses.quizzes.domain.marking import is_right
from courses.quizzes.models import Answer, Attempt
from courses.quizzes.rules import needed_to_pass


@transaction.atomic
def submit_attempt(attempt: Attempt) -> Attempt:
    """Mark the saved answers and close the attempt; a second call changes nothing.

    A learner's pass is recorded in the course, which may complete it and award its certificate:
    all of it together, or nothing. Raises ProcessingPausedError while the learner has paused.
    """
    locked = (
        Attempt.objects.select_for_update(of=("self",))
        .select_related("version", "learner", "quiz__lesson__course")
        .get(pk=attempt.pk)
    )
    if locked.submitted_at is not None:
        return locked
    if locked.learner is not None:
        refuse_while_paused(locked.learner)
    _mark(locked)
    if locked.passed:
        count_pass(locked)
    return locked


def count_pass(attempt: Attempt) -> None:
    """Let a pass count in the learner's course; a guest's waits until it is claimed."""
    if attempt.learner is None:
        return
    record_lesson_result(
        attempt.learner,
        attempt.quiz.lesson,
        source="quiz",
        score=attempt.score,
        fact_id=id_of_what_happens_once("attempt", attempt.pk),
    )


def _mark(attempt: Attempt) -> None:
    answers = list(attempt.answers.select_related("question"))
    for answer in answers:
        question = answer.question
        answer.correct = is_right(question.kind, question.key["answer"], answer.response)
    Answer.objects.bulk_update(answers, ["correct"])
    total = len(attempt.paper)
    attempt.correct = sum(bool(answer.correct) for answer in answers)
    attempt.score = 100 * attempt.correct // total
    attempt.passed = attempt.correct >= needed_to_pass(attempt.version, total)
    now = timezone.now()
    attempt.submitted_at = min(now, attempt.deadline) if attempt.deadline else now
    attempt.save(update_fields=["correct", "score", "passed", "submitted_at"])
