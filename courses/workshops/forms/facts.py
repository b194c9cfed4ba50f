"""Facts as a device sends them: checked in shape here, in meaning by the domain."""

import json
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from courses.workshops.domain.facts import NewFact
from courses.workshops.models import Attendee, WorkshopFact
from courses.workshops.rules import FACES

MOST_FACTS = 200
MOST_BYTES = 64 * 1024
METHODS = ("card", "name", "paper")
Kind = WorkshopFact.Kind


class BatchRefusedError(Exception):
    """The whole batch cannot be read; nothing of it was kept."""

    def __init__(self, sentence: str, status: int = 400) -> None:
        self.status = status
        super().__init__(sentence)


def facts_from_json(body: bytes) -> tuple[list[NewFact], list[str]]:
    """Return the facts of a batch, and the ids of those that have no shape. Raises BatchRefusedError."""
    if len(body) > MOST_BYTES:
        raise BatchRefusedError(_("Too much at once. Send it in smaller parts."), 413)
    try:
        stated = json.loads(body)["facts"]
    except (ValueError, KeyError, TypeError) as error:
        raise BatchRefusedError(_("This cannot be read. Load the page again.")) from error
    if not isinstance(stated, list) or len(stated) > MOST_FACTS:
        raise BatchRefusedError(_("Too much at once. Send it in smaller parts."), 413)
    facts, shapeless = [], []
    for each in stated:
        fact = _fact(each)
        if fact is None:
            shapeless.append(str(each.get("id", ""))[:36] if isinstance(each, dict) else "")
        else:
            facts.append(fact)
    return facts, shapeless


def _fact(stated: Any) -> NewFact | None:  # noqa: ANN401 - whatever a device sent
    if not isinstance(stated, dict):
        return None
    try:
        key = UUID(str(stated["id"]))
        occurred = datetime.fromisoformat(str(stated["occurred"]))
        meeting = UUID(str(stated["meeting"])) if stated.get("meeting") else None
        registration = UUID(str(stated["registration"])) if stated.get("registration") else None
    except (KeyError, ValueError):
        return None
    kind = stated.get("kind")
    body = _BODIES[kind](stated.get("body") or {}) if kind in _BODIES else None
    if body is None or key.version != 7:
        return None
    if timezone.is_naive(occurred):
        occurred = timezone.make_aware(occurred)
    return NewFact(key, str(kind), occurred, meeting, registration, body)


def _present(body: dict[str, Any]) -> dict[str, Any] | None:
    method = body.get("method")
    if method not in METHODS:
        return None
    if method == "card":
        return {"method": "card", "card": str(body.get("card", ""))[:200]}
    return {"method": method}


def _absent(body: dict[str, Any]) -> dict[str, Any] | None:
    return {"note": str(body["note"])[:120]} if body.get("note") else {}


def _count(body: dict[str, Any]) -> dict[str, Any] | None:
    sex = body.get("sex", Attendee.Sex.UNSTATED)
    if body.get("amount") not in (1, -1) or sex not in Attendee.Sex.values:
        return None
    return {"amount": body["amount"], "sex": sex}


def _face(body: dict[str, Any]) -> dict[str, Any] | None:
    amount = body.get("amount", 1)
    if body.get("face") not in FACES or amount not in (1, -1):
        return None
    return {"face": body["face"], "amount": amount}


def _help(body: dict[str, Any]) -> dict[str, Any] | None:
    return {"how": body["how"]} if body.get("how") in ("helped", "alone") else None


_BODIES = {
    Kind.PRESENT: _present,
    Kind.ABSENT: _absent,
    Kind.COUNT: _count,
    Kind.BEFORE: _face,
    Kind.AFTER: _face,
    Kind.HELP: _help,
}
