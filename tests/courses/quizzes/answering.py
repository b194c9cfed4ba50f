"""Answer a paper in tests, which may look at the key."""

from courses.quizzes.domain.answers import save_answer
from courses.quizzes.domain.attempts import start_attempt
from courses.quizzes.domain.papers import item_at
from courses.quizzes.domain.submitting import submit_attempt
from courses.quizzes.domain.takers import Taker
from courses.quizzes.models import Attempt, QuestionVersion


def right_response(attempt: Attempt, position: int) -> dict:
    return QuestionVersion.objects.get(pk=item_at(attempt, position).question).key["answer"]


def wrong_response(attempt: Attempt, position: int) -> dict:
    item, right = item_at(attempt, position), right_response(attempt, position)
    return WRONG[item.kind](item, right) if item.kind in WRONG else _other_choice(item, right)


def _other_choice(item, right: dict) -> dict:
    chosen = {right["choice"]} if "choice" in right else set(right["choices"])
    other = next(option for option in item.options if option not in chosen)
    return {"choice": other} if "choice" in right else {"choices": [other]}


def _other_values(name: str, others: str):
    def wrong(item, right: dict) -> dict:
        values = item.shown[others]
        return {
            name: {
                id: next(value for value in values if value != kept)
                for id, kept in right[name].items()
            }
        }

    return wrong


def _other_words(item, right: dict) -> dict:
    return {
        "blanks": {
            id: next((choice for choice in choices if choice != right["blanks"][id]), "lain")
            for id, choices in item.shown["blanks"].items()
        }
    }


WRONG = {
    "ordering": lambda item, right: {"order": right["order"][::-1]},
    "numeric": lambda item, right: {"number": "987654", "unit": right["unit"]},
    "short": lambda item, right: {"text": "jawaban yang lain sekali"},
    "matching": _other_values("pairs", "rights"),
    "categorise": _other_values("groups", "groups"),
    "blanks": _other_words,
    "hotspot": lambda item, right: {"x": 1000, "y": 0},
}


def answer(attempt: Attempt, *, right: int, wrong: int = 0) -> None:
    for position in range(1, right + wrong + 1):
        response = (right_response if position <= right else wrong_response)(attempt, position)
        save_answer(attempt, position, response, position)


def taken(quiz, taker: Taker, *, right: int, wrong: int = 0) -> Attempt:
    """Return a handed-in attempt with so many right and so many wrong answers."""
    attempt = start_attempt(quiz, taker)
    answer(attempt, right=right, wrong=wrong)
    return submit_attempt(attempt)
