"""What can be answered, and in which shape.

single       {"choice": id of an option}
true_false   {"choice": "true" or "false"}
several      {"choices": [ids of options]}   none at all takes the answer back
ordering     {"order": [the ids of all options]}
numeric      {"number": as it was typed, "unit": as it was typed}
short        {"text": words}
matching     {"pairs": {id of a left: id of a right}}   as many as are matched
blanks       {"blanks": {id of a blank: words}}
categorise   {"groups": {id of an option: id of a group}}
hotspot      {"x": 0 to 1000, "y": 0 to 1000}   of the picture's width and height
essay        {"text": words}
"""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from courses.quizzes.domain.kinds import KINDS, AnswerRefused, Response
from courses.quizzes.domain.papers import PaperItem
from courses.quizzes.models import Question

__all__ = ["AnswerRefused", "Response", "clean_response", "is_empty", "response_of_fields"]

Kind = Question.Kind
# The fields of a form that name the part they belong to: pairs-1a2b3c4d.
MAPPINGS = {Kind.MATCHING: "pairs", Kind.BLANKS: "blanks", Kind.CATEGORISE: "groups"}


def clean_response(item: PaperItem, raw: object) -> Response:
    """Return the response with nothing but what belongs to it.

    Raises AnswerRefused for another shape, and for options that the question does not have.
    """
    response = KINDS[item.kind].clean(item.shown, raw) if isinstance(raw, Mapping) else None
    if response is None:
        raise AnswerRefused(
            "unreadable", _("This answer does not fit the question. Reload the page and try again.")
        )
    return response


def is_empty(response: Mapping[str, Any]) -> bool:
    """Tell whether the response says nothing."""
    return all(part in ("", None) or part == [] or part == {} for part in response.values())


def response_of_fields(item: PaperItem, fields: Mapping[str, list[str]]) -> dict[str, Any]:
    """Return what the fields of the page's form say, in the shape of a response, not yet looked at."""

    def first(name: str) -> str | None:
        return next(iter(fields.get(name, ())), None)

    if item.kind in MAPPINGS:
        return _mapping_of_fields(MAPPINGS[Kind(item.kind)], fields)
    match item.kind:
        case Kind.ORDERING:
            return {"order": list(fields.get("order", ()))}
        case Kind.SEVERAL:
            return {"choices": list(fields.get("choices", ()))}
        case Kind.NUMERIC:
            return {"number": first("number") or "", "unit": first("unit") or ""}
        case Kind.SHORT | Kind.ESSAY:
            return {"text": first("text") or ""}
        case Kind.HOTSPOT:
            return {"x": _whole(first("x")), "y": _whole(first("y"))}
        case _:
            return {"choice": first("choice")}


def _mapping_of_fields(name: str, fields: Mapping[str, list[str]]) -> dict[str, Any]:
    start = f"{name}-"
    return {
        name: {
            field.removeprefix(start): values[0]
            for field, values in fields.items()
            if field.startswith(start) and values
        }
    }


def _whole(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 5 else None
