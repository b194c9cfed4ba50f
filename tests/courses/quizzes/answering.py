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
    if "order" in right:
        return {"order": right["order"][::-1]}
    chosen = {right["choice"]} if "choice" in right else set(right["choices"])
    other = next(option for option in item.options if option not in chosen)
    return {"choice": other} if "choice" in right else {"choices": [other]}


def answer(attempt: Attempt, *, right: int, wrong: int = 0) -> None:
    for position in range(1, right + wrong + 1):
        response = (right_response if position <= right else wrong_response)(attempt, position)
        save_answer(attempt, position, response, position)


def taken(quiz, taker: Taker, *, right: int, wrong: int = 0) -> Attempt:
    """Return a handed-in attempt with so many right and so many wrong answers."""
    attempt = start_attempt(quiz, taker)
    answer(attempt, right=right, wrong=wrong)
    return submit_attempt(attempt)
