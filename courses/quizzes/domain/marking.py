"""Mark an answer: pure functions, one for each kind of question."""

from collections.abc import Callable, Mapping
from typing import Any

from courses.quizzes.models import Question

Given = Mapping[str, Any]


def is_right(kind: str, right: Given, response: Given | None) -> bool:
    """Tell whether the response is what is right; no response is not."""
    return response is not None and MARKERS[kind](right, response)


def _same_choice(right: Given, response: Given) -> bool:
    return bool(right["choice"] == response["choice"])


def _same_choices(right: Given, response: Given) -> bool:
    """All that are right and none that is wrong."""
    return set(right["choices"]) == set(response["choices"])


def _same_order(right: Given, response: Given) -> bool:
    return bool(right["order"] == response["order"])


MARKERS: dict[str, Callable[[Given, Given], bool]] = {
    Question.Kind.SINGLE: _same_choice,
    Question.Kind.TRUE_FALSE: _same_choice,
    Question.Kind.SEVERAL: _same_choices,
    Question.Kind.ORDERING: _same_order,
}
