"""What can be answered, and in which shape.

single       {"choice": id of an option}
true_false   {"choice": "true" or "false"}
several      {"choices": [ids of options]}   none at all takes the answer back
ordering     {"order": [the ids of all options]}
"""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from courses.quizzes.domain.papers import PaperItem
from courses.quizzes.models import Question

Response = dict[str, Any]


class AnswerRefused(Exception):  # noqa: N818 - it reads as the sentence it carries
    """The answer was not stored; the sentence says why, the code is for programs."""

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code


def clean_response(item: PaperItem, raw: object) -> Response:
    """Return the response with nothing but what belongs to it.

    Raises AnswerRefused for another shape, and for options that the question does not have.
    """
    response = CLEANERS[item.kind](item, raw) if isinstance(raw, Mapping) else None
    if response is None:
        raise AnswerRefused(
            "unreadable", _("This answer does not fit the question. Reload the page and try again.")
        )
    return response


def is_empty(response: Mapping[str, Any]) -> bool:
    """Tell whether the response says nothing."""
    return not any(response.values())


def _clean_choice(item: PaperItem, raw: Mapping[str, Any]) -> Response | None:
    choice = raw.get("choice")
    return {"choice": choice} if isinstance(choice, str) and choice in item.options else None


def _clean_choices(item: PaperItem, raw: Mapping[str, Any]) -> Response | None:
    choices = _strings(raw.get("choices"))
    if choices is None or not set(choices) <= set(item.options) or len(set(choices)) < len(choices):
        return None
    return {"choices": sorted(choices)}


def _clean_order(item: PaperItem, raw: Mapping[str, Any]) -> Response | None:
    order = _strings(raw.get("order"))
    return {"order": order} if order and sorted(order) == sorted(item.options) else None


def _strings(value: object) -> list[str] | None:
    if isinstance(value, list) and all(isinstance(part, str) for part in value):
        return value
    return None


CLEANERS: dict[str, Callable[[PaperItem, Mapping[str, Any]], Response | None]] = {
    Question.Kind.SINGLE: _clean_choice,
    Question.Kind.TRUE_FALSE: _clean_choice,
    Question.Kind.SEVERAL: _clean_choices,
    Question.Kind.ORDERING: _clean_order,
}
