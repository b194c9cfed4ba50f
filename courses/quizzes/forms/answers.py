"""What a browser posts as an answer: fields of a form, or JSON from the page's module."""

import json
from dataclasses import dataclass
from datetime import datetime

from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.quizzes.domain.papers import PaperItem
from courses.quizzes.domain.responses import AnswerRefused, is_empty, response_of_fields
from courses.quizzes.models import Question

LARGEST_BODY = 8 * 1024
# An essay of the largest size, each of its letters escaped.
LARGEST_ESSAY = 128 * 1024
LARGEST_SEQUENCE = 2**53
STEPS = {"up": -1, "down": 1}


@dataclass(frozen=True)
class PostedAnswer:
    """An answer as it was posted, not yet looked at; `sequence` in milliseconds."""

    response: object
    sequence: int


def largest_body(kind: str) -> int:
    """Return how many bytes an answer to this kind of question may have."""
    return LARGEST_ESSAY if kind == Question.Kind.ESSAY else LARGEST_BODY


def answer_from_json(body: bytes) -> PostedAnswer:
    """Read {"response": …, "sequence": int}; whatever else is posted is ignored. Raises AnswerRefused."""
    try:
        posted = json.loads(body)
    except (ValueError, RecursionError) as problem:
        raise _unreadable() from problem
    sequence = posted.get("sequence") if isinstance(posted, dict) else None
    if type(sequence) is not int or not 0 <= sequence <= LARGEST_SEQUENCE:
        raise _unreadable()
    return PostedAnswer(posted.get("response"), sequence)


def answer_from_fields(item: PaperItem, fields: QueryDict) -> PostedAnswer:
    """Read the fields of the page's form, which count as given now. Raises AnswerRefused."""
    response = response_of_fields(item, dict(fields.lists()))
    if is_empty(response):
        raise AnswerRefused("empty", _("Choose an answer first."))
    return PostedAnswer(response, milliseconds(timezone.now()))


def milliseconds(moment: datetime) -> int:
    """Return a moment as scripts count it: the sequence of an answer given then."""
    return int(moment.timestamp() * 1000)


def moved_order(item: PaperItem, fields: QueryDict) -> list[str]:
    """Return the posted order with one step moved: `move` is "2:up", counted from 0.

    Whatever does not fit the question leaves the order of the paper.
    """
    order = fields.getlist("order")
    if sorted(order) != sorted(item.options):
        return list(item.options)
    place, _colon, direction = fields.get("move", "").partition(":")
    start = int(place) if place.isdecimal() and len(place) < 4 else -1
    end = start + STEPS.get(direction, 0)
    if 0 <= start < len(order) and 0 <= end < len(order):
        order[start], order[end] = order[end], order[start]
    return order


def _unreadable() -> AnswerRefused:
    return AnswerRefused(
        "unreadable", _("We could not read this answer. Reload the page and try again.")
    )
