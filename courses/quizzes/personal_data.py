"""What quizzes hold about a person."""

from typing import Any

from courses.people.models import User
from courses.quizzes.domain.attempts import forget_attempts_of
from courses.quizzes.models import Answer, Attempt, QuestionVersion


def export_for(user: User) -> dict[str, Any]:
    """Return every attempt with its answers, in the words of the quiz."""
    attempts = Attempt.objects.filter(learner=user).select_related("version")
    answers = Answer.objects.filter(attempt__learner=user).select_related("question")
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
                "answers": [
                    _exported(answer) for answer in answers if answer.attempt_id == attempt.pk
                ],
            }
            for attempt in attempts.order_by("started_at")
        ]
    }


def erase_for(user: User) -> None:
    """Delete every attempt and answer; certificates keep their own frozen statement."""
    forget_attempts_of(user)


def _exported(answer: Answer) -> dict[str, Any]:
    return {
        "question": answer.question.content["heading"],
        "answer": _in_words(answer.question, answer.response),
        "saved_at": answer.saved_at.isoformat(),
        "right": answer.correct,
    }


def _in_words(question: QuestionVersion, response: dict[str, Any]) -> list[str]:
    texts = {option["id"]: option["text"] for option in question.content["options"]}
    given = [response["choice"]] if "choice" in response else next(iter(response.values()))
    return [texts.get(id) or id for id in given]
