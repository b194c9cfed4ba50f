"""What a player sends, turned into values."""

import json
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import gettext as _

from courses.packages.domain.recording import MOST_STATEMENTS, Said
from courses.packages.domain.states import NewState, StateRefusedError, state_from

MOST_BYTES = 1024 * 1024
MOST_STATES = 20


class BatchRefusedError(ValueError):
    """The whole batch cannot be taken; `status` is for HTTP."""

    def __init__(self, message: str, status: int = HTTPStatus.BAD_REQUEST) -> None:
        super().__init__(message)
        self.status = status


@dataclass(frozen=True)
class Batch:
    """A token, what was said, and the states to keep."""

    token: str
    said: list[Said]
    states: list[NewState]


def batch_from_json(request: HttpRequest) -> Batch:
    """Return the batch {"token", "statements": [{key, at, statement}], "states": [{sub, data, value, sequence}]}.

    Raises BatchRefusedError when it is too large or not of this shape.
    """
    if int(request.headers.get("Content-Length") or 0) > MOST_BYTES:
        raise BatchRefusedError(
            _("That is too much at once. It is sent again by itself."),
            HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
        )
    try:
        sent = json.loads(request.body)
        return Batch(
            _text(sent["token"]),
            [_said(one) for one in _list(sent.get("statements", []), MOST_STATEMENTS)],
            [state_from(one) for one in _list(sent.get("states", []), MOST_STATES)],
        )
    except (
        ValueError,
        KeyError,
        TypeError,
        AttributeError,
        RecursionError,
        StateRefusedError,
    ) as error:
        raise BatchRefusedError(_("We could not read this. Open the lesson again.")) from error


def _said(entry: dict[str, Any]) -> Said:
    at = datetime.fromisoformat(entry["at"])
    if at.tzinfo is None:
        raise ValueError("A moment without a zone.")
    return Said(UUID(_text(entry["key"])), at, entry["statement"])


def _list(value: object, most: int) -> list[Any]:
    if not isinstance(value, list) or len(value) > most:
        raise ValueError("Not a list, or too long.")
    return value


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("Not a text.")
    return value
