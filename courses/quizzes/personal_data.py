"""What quizzes hold about a person."""

from typing import Any

from courses.people.models import User
from courses.quizzes.domain.attempts import forget_attempts_of
from courses.quizzes.domain.filling import response_in_words
from courses.quizzes.domain.granting import forget_grants_of
from courses.quizzes.domain.printing.entering import forget_entries_of
from courses.quizzes.models import (
    Answer,
    Attempt,
    EssayMark,
    ExtraTime,
    PaperEntry,
    QuestionReview,
    QuestionVersion,
    Seat,
    TryGrant,
)


def export_for(user: User) -> dict[str, Any]:
    """Return every attempt with its answers, in the words of the quiz."""
    attempts = Attempt.objects.filter(learner=user).select_related("version")
    seats = Seat.objects.filter(learner=user).select_related("session__exam")
    answers = (
        Answer.objects.filter(attempt__learner=user)
        .select_related("question")
        .prefetch_related("marks")
    )
    return {
        "quiz_attempts": [
            {
                "quiz": attempt.version.title,
                "number": attempt.number,
                "started_at": attempt.started_at.isoformat(),
                "submitted_at": attempt.submitted_at and attempt.submitted_at.isoformat(),
                "right_answers": attempt.correct,
                "questions": len(attempt.paper),
                "score_percent": attempt.score,
                "passed": attempt.passed,
                "supervised": attempt.supervised,
                "receipt": attempt.receipt,
                "answers": [
                    _exported(answer) for answer in answers if answer.attempt_id == attempt.pk
                ],
            }
            for attempt in attempts.order_by("started_at")
        ],
        "exam_seats": [
            {
                "exam": seat.session.exam.title,
                "room": seat.session.place,
                "seat": seat.number,
                "entered_at": seat.entered_at.isoformat(),
            }
            for seat in seats.order_by("entered_at")
        ],
        "answers_on_paper": [
            {"exam": str(one.run), "answers": one.typed, "typed_at": one.typed_at.isoformat()}
            for one in PaperEntry.objects.filter(learner=user).select_related("run__version")
        ],
        "extra_time_percent": [one.percent for one in ExtraTime.objects.filter(learner=user)],
        "granted_tries": [
            {"tries": one.tries, "reason": one.reason, "granted_at": one.granted_at.isoformat()}
            for one in TryGrant.objects.filter(learner=user).order_by("granted_at")
        ],
    }


def erase_for(user: User) -> None:
    """Delete every attempt, answer, seat and grant; certificates keep their own frozen statement."""
    forget_grants_of(user)
    forget_entries_of(user)
    forget_attempts_of(user)


def _exported(answer: Answer) -> dict[str, Any]:
    question = answer.question
    return {
        "question": question.content["heading"],
        "answer": response_in_words(question.kind, question.content, answer.response),
        "saved_at": answer.saved_at.isoformat(),
        "right": answer.correct,
        "points": None if answer.points is None else str(answer.points),
        "said_by_readers": [mark.comment for mark in answer.marks.all() if mark.comment],
    }


def _work_with_questions(user: User) -> dict[str, Any]:
    """Return what somebody wrote about questions and essays of others."""
    reviews = QuestionReview.objects.filter(reviewer=user).select_related("version__question")
    return {
        "questions_written": QuestionVersion.objects.filter(drafted_by=user).count(),
        "questions_reviewed": [
            {
                "question": review.version.question.ref,
                "verdict": review.verdict,
                "note": review.note,
                "decided_at": review.decided_at.isoformat(),
            }
            for review in reviews
        ],
        "essays_marked": [
            {"comment": mark.comment, "marked_at": mark.marked_at.isoformat()}
            for mark in EssayMark.objects.filter(marker=user)
        ],
    }
