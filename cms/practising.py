"""Mark a practice on the server, as static/js/practice.js does on the page. A practice never counts."""

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

RIGHT, WRONG = "right", "wrong"
# Longer than anything a mock form asks for, and short enough for any pattern of an editor.
LONGEST_ANSWER = 500


@dataclass(frozen=True)
class Try:
    """One try at a practice: what was given, and what is said about it.

    `marks` and `said` go by the option's, step's or field's position; `sentence` is empty
    while steps are only being moved.
    """

    given: Mapping[int, str] = field(default_factory=dict)
    marks: Mapping[int, str] = field(default_factory=dict)
    said: Mapping[int, str] = field(default_factory=dict)
    order: Sequence[int] = ()
    correct: int = 0
    total: int = 0
    is_done: bool = False
    sentence: str = ""


def try_practice(kind: str, practice: Mapping[str, Any], sent: Mapping[str, list[str]]) -> Try:
    """Mark what a form of this kind of practice has sent."""
    return {"practice_spot": try_spots, "practice_order": try_order, "practice_form": try_form}[
        kind
    ](practice, sent)


def try_spots(practice: Mapping[str, Any], sent: Mapping[str, list[str]]) -> Try:
    """Mark ticks: enough of the right ones, and none that is not."""
    options = practice["options"]
    chosen = {number for number in _numbers(sent.get("choice", [])) if number < len(options)}
    right = {number for number, option in enumerate(options) if option["correct"]}
    found, needed = len(chosen & right), practice["enough"] or len(right)
    is_done = found >= needed and not chosen - right
    sentence = _("You found %(found)d of %(total)d.") % {"found": found, "total": len(right)}
    if chosen - right:
        sentence += " " + _("Look again at what you ticked.")
    elif not is_done:
        sentence += " " + _("Find at least %(needed)d.") % {"needed": needed}
    return Try(
        given=dict.fromkeys(chosen, "on"),
        marks={number: RIGHT if number in right else WRONG for number in chosen},
        said={number: options[number]["feedback"] for number in chosen},
        correct=found,
        total=len(right),
        is_done=is_done,
        sentence=sentence,
    )


def try_order(practice: Mapping[str, Any], sent: Mapping[str, list[str]]) -> Try:
    """Mark an order of steps, or move one of them and mark nothing."""
    total = len(practice["order"])
    order = _numbers(sent.get("order", []))
    if sorted(order) != list(range(total)):
        order = shuffled(practice["id"], total)
    if sent.get("move"):
        return Try(order=moved(order, sent["move"][0]))
    correct = sum(place == number for number, place in enumerate(order))
    sentence = (
        _("The order is right.")
        if correct == total
        else _("%(correct)d of %(total)d are in the right place. Move the others and try again.")
        % {"correct": correct, "total": total}
    )
    return Try(
        order=order,
        marks={place: RIGHT if place == number else WRONG for number, place in enumerate(order)},
        correct=correct,
        total=total,
        is_done=correct == total,
        sentence=sentence,
    )


def try_form(practice: Mapping[str, Any], sent: Mapping[str, list[str]]) -> Try:
    """Mark a mock form; what was written is shown again and kept nowhere."""
    fields = practice["fields"]
    given = {
        number: sent.get(one["name"], [""])[0][:LONGEST_ANSWER] for number, one in enumerate(fields)
    }
    said = {
        number: fault
        for number, one in enumerate(fields)
        if (fault := fault_of_field(one, given[number]))
    }
    correct = len(fields) - len(said)
    return Try(
        given=given,
        said=said,
        correct=correct,
        total=len(fields),
        is_done=not said,
        sentence=_("Some parts need another look.") if said else practice["result"],
    )


def fault_of_field(one: Mapping[str, Any], given: str) -> str:
    """Return what to say about one answer in a mock form; nothing if it fits."""
    written = given.strip()
    if not written:
        return _("Fill in this part.") if one["required"] else ""
    if any(_contains(written, pattern) for pattern in one["avoid"]):
        return one["feedback"] or _("Do not write this here. It is secret.")
    expected = str(one["expected"] or "").strip()
    if expected and written.casefold() != expected.casefold():
        return one["feedback"] or _("Not right yet")
    return ""


def shuffled(practice_id: str, total: int) -> list[int]:
    """Return an order that is not the right one, the same one for everybody: pages are kept whole."""
    order = sorted(
        range(total), key=lambda number: hashlib.sha256(f"{practice_id}:{number}".encode()).digest()
    )
    return order[::-1] if order == sorted(order) else order


def moved(order: Sequence[int], move: str) -> list[int]:
    """Return the order after a move such as "2:up"; a move that makes no sense changes nothing."""
    place, _colon, direction = move.partition(":")
    after = list(order)
    if not place.isdecimal() or direction not in {"up", "down"}:
        return after
    here = int(place)
    there = here + (-1 if direction == "up" else 1)
    if 0 <= here < len(after) and 0 <= there < len(after):
        after[here], after[there] = after[there], after[here]
    return after


def _numbers(texts: Sequence[str]) -> list[int]:
    return [int(text) for text in texts if text.isdecimal()]


def _contains(text: str, pattern: str) -> bool:
    try:
        return re.search(pattern, text, re.IGNORECASE) is not None
    except re.error:
        return pattern.casefold() in text.casefold()
