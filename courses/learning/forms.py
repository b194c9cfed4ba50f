"""What a device sends, turned into facts."""

import json
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from courses.learning.domain import Fact, FactResult
from courses.learning.domain.facts import MOST_FACTS
from courses.learning.models import LearnerEvent

MOST_BYTES = 64 * 1024
COURSE_CODE = re.compile(r"[A-Za-z0-9-]{1,20}")
PRACTICE_ID = re.compile(r"[A-Za-z0-9_-]{1,60}")
MOST_ANSWERS = 1000


class BatchRefusedError(ValueError):
    """The whole batch cannot be taken; the message says what to do. `status` is for HTTP."""

    def __init__(self, message: str, status: int = 400) -> None:
        super().__init__(message)
        self.status = status


@dataclass(frozen=True)
class FactBatch:
    """What a device sent: facts, and refusals of what is no fact, in the order it sent them."""

    entries: list[Fact | FactResult]

    @property
    def facts(self) -> list[Fact]:
        """Return the entries that can be recorded."""
        return [entry for entry in self.entries if isinstance(entry, Fact)]

    def answers(self, results: Iterable[FactResult]) -> list[FactResult]:
        """Return an answer for each entry in the order sent, given those of the facts."""
        recorded = iter(results)
        return [next(recorded) if isinstance(entry, Fact) else entry for entry in self.entries]

    @property
    def last_course(self) -> str:
        """Return the code of the course that the newest fact is about."""
        return self.facts[-1].course if self.facts else ""


def facts_from_json(body: bytes) -> FactBatch:
    """Return the batch in the body {"facts": [{id, kind, course, lesson, occurred, body}]}.

    Raises BatchRefusedError when it is too large or not of this shape; a single fact that makes
    no sense becomes a refusal and does not hold up the others.
    """
    if len(body) > MOST_BYTES:
        raise BatchRefusedError(_("That is too much at once. Send fewer facts at a time."), 413)
    try:
        sent = json.loads(body)["facts"]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise BatchRefusedError(_("We could not read this. Open the page again.")) from error
    if not isinstance(sent, list):
        raise BatchRefusedError(_("We could not read this. Open the page again."))
    if len(sent) > MOST_FACTS:
        raise BatchRefusedError(_("That is too much at once. Send fewer facts at a time."), 413)
    return FactBatch([_fact_or_refusal(entry) for entry in sent])


def _fact_or_refusal(entry: object) -> Fact | FactResult:
    stated = entry if isinstance(entry, dict) else {}
    try:
        return _fact(stated)
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError):
        named = stated.get("id")
        message = _("We could not read this fact. Open the lesson again and do it once more.")
        return FactResult(named[:60] if isinstance(named, str) else "", "rejected", message)


def _fact(entry: dict[str, Any]) -> Fact:
    kind = entry["kind"]
    occurred = datetime.fromisoformat(entry["occurred"])
    if occurred.tzinfo is None:
        raise ValueError("A moment without a zone.")
    return Fact(
        id=_client_id(entry["id"]),
        kind=kind,
        course=_matching(COURSE_CODE, entry["course"]),
        lesson=UUID(entry["lesson"]),
        occurred=occurred,
        body=_BODIES[kind](entry.get("body") or {}),
    )


def _client_id(text: str) -> UUID:
    """Return the id; only random ones, so that no device can take the id of what we record ourselves."""
    made = UUID(text)
    if made.version not in (4, 7):
        raise ValueError("Not an id of a device.")
    return made


def _practice(body: dict[str, Any]) -> dict[str, Any]:
    return {
        "practice": _matching(PRACTICE_ID, body["practice"]),
        "correct": _count(body["correct"]),
        "total": _count(body["total"]),
    }


def _nothing(body: dict[str, Any]) -> dict[str, Any]:
    return {}


_BODIES: dict[str, Callable[[dict[str, Any]], dict[str, Any]]] = {
    LearnerEvent.Kind.READ.value: _nothing,
    LearnerEvent.Kind.PRACTICE.value: _practice,
}


def _matching(pattern: re.Pattern[str], text: str) -> str:
    if not pattern.fullmatch(text):
        raise ValueError("Unknown characters.")
    return text


def _count(number: object) -> int:
    # True is an int to Python, and not to us.
    if isinstance(number, bool) or not isinstance(number, int) or not 0 <= number <= MOST_ANSWERS:
        raise ValueError("Not a count.")
    return number


class UnderstoodForm(forms.Form):
    """The button "I understand, continue" as a browser without scripts sends it."""

    course = forms.CharField(max_length=20)
    lesson = forms.UUIDField()
    next = forms.CharField(required=False, max_length=300)

    def next_address(self, host: str) -> str:
        """Return where to go on: an address of this site, else an empty string."""
        address: str = self.cleaned_data["next"]
        return address if url_has_allowed_host_and_scheme(address, {host}) else ""
