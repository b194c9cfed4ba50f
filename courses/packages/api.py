"""The statement store for programs outside: xAPI's way of reading, with a key of its own for each reader."""

import base64
import binascii
import json
from collections.abc import Callable
from datetime import datetime
from functools import wraps
from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.core import signing
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from courses.packages.domain.asking import MOST, Question, find_statements, is_ours, statement_with
from courses.packages.domain.readers import reader_with

VERSIONS = ["1.0.0", "1.0.1", "1.0.2", "1.0.3", "2.0.0"]
CURRENT = "1.0.3"
KNOWN = frozenset(
    [
        "statementId",
        "voidedStatementId",
        "agent",
        "verb",
        "activity",
        "registration",
        "related_activities",
        "related_agents",
        "since",
        "until",
        "limit",
        "format",
        "attachments",
        "ascending",
        "more",
    ]
)
FORMATS = ("exact", "ids", "canonical")
ALONE = frozenset({"format", "attachments"})
WRONG_KEYS_A_MINUTE = 20

View = Callable[[HttpRequest], HttpResponse]


class AskedWronglyError(ValueError):
    """A question that the standard says to answer with 400."""


def for_readers(view: View) -> View:
    """Let only readers with their key in, who state the version they speak; answer in it."""

    @wraps(view)
    def guarded(request: HttpRequest) -> HttpResponse:
        version = request.headers.get("X-Experience-API-Version", "")
        address = request.META.get("REMOTE_ADDR", "")
        if _is_guessing(address):
            response = _fault(
                "Too many wrong keys. Try again in a minute.", HTTPStatus.TOO_MANY_REQUESTS
            )
        elif not _is_reader(request):
            _note_wrong_key(address)
            response = _fault("A key and its secret are needed.", HTTPStatus.UNAUTHORIZED)
            response.headers["WWW-Authenticate"] = 'Basic realm="xAPI"'
        elif version not in VERSIONS and version not in ("1.0", "2.0"):
            response = _fault(
                "X-Experience-API-Version is missing or unknown.", HTTPStatus.BAD_REQUEST
            )
        else:
            response = _answered(view, request)
        response.headers["X-Experience-API-Version"] = version if version in VERSIONS else CURRENT
        response.headers["X-Experience-API-Consistent-Through"] = timezone.now().isoformat()
        return response

    return guarded


def _answered(view: View, request: HttpRequest) -> HttpResponse:
    try:
        return view(request)
    except AskedWronglyError as fault:
        return _fault(str(fault), HTTPStatus.BAD_REQUEST)


@never_cache
@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """Say which versions are spoken here."""
    response = JsonResponse({"version": VERSIONS})
    response.headers["X-Experience-API-Version"] = CURRENT
    return response


@csrf_exempt
@never_cache
@require_safe
@for_readers
def statements(request: HttpRequest) -> HttpResponse:
    """Answer a question with the statements it asks for."""
    asked = request.GET
    if unknown := sorted(set(asked) - KNOWN):
        raise AskedWronglyError(f"Unknown parameter: {', '.join(unknown)}")
    form = asked.get("format", "exact")
    if form not in FORMATS:
        raise AskedWronglyError("format is exact, ids or canonical.")
    if "statementId" in asked or "voidedStatementId" in asked:
        return _one(asked, form)
    question = _question(asked)
    found = find_statements(question)
    body = {
        "statements": [_in_form(statement, form) for statement in found.statements],
        "more": _more(asked, found.more) if found.more else "",
    }
    return _json(body)


def _one(asked: QueryDict, form: str) -> HttpResponse:
    names = {"statementId", "voidedStatementId"} & set(asked)
    if len(names) > 1 or set(asked) - names - ALONE:
        raise AskedWronglyError("statementId stands alone.")
    number = _uuid(_text(asked, names.pop()), "statementId")
    # Nothing is ever voided here: what was said stays, until its learner takes it all back.
    found = statement_with(number) if "statementId" in asked else None
    if found is None:
        return _fault("There is no such statement.", HTTPStatus.NOT_FOUND)
    response = _json(_in_form(found, form))
    stored = parse_datetime(str(found["stored"]))
    if stored:
        response.headers["Last-Modified"] = stored.strftime("%a, %d %b %Y %H:%M:%S GMT")
    return response


def _question(asked: QueryDict) -> Question:
    return Question(
        verb=asked.get("verb", ""),
        activity=asked.get("activity", ""),
        related_activities=_flag(asked, "related_activities"),
        registration=_uuid(_text(asked, "registration"), "registration")
        if "registration" in asked
        else None,
        agent=_agent(_text(asked, "agent")) if "agent" in asked else None,
        since=_moment(asked, "since"),
        until=_moment(asked, "until"),
        limit=_limit(asked),
        ascending=_flag(asked, "ascending"),
        after=_after(_text(asked, "more")) if "more" in asked else None,
    )


def _agent(text: str) -> str:
    """Return the name of the account that is asked for; one of another site has said nothing here."""
    try:
        stated = json.loads(text)
        account = stated.get("account") or {}
    except (ValueError, AttributeError) as error:
        raise AskedWronglyError("agent is an Agent in JSON.") from error
    if not any(name in stated for name in ("account", "mbox", "mbox_sha1sum", "openid")):
        raise AskedWronglyError("agent names nobody.")
    name = account.get("name") if isinstance(account, dict) else None
    if not isinstance(name, str) or not is_ours(account.get("homePage")):
        return NOBODY
    try:
        return str(UUID(name))
    except ValueError:
        return NOBODY


NOBODY = "00000000-0000-0000-0000-000000000000"


def _text(asked: QueryDict, name: str) -> str:
    """Return the last value given under the name."""
    return str(asked[name])


def _moment(asked: QueryDict, name: str) -> datetime | None:
    if name not in asked:
        return None
    try:
        found = parse_datetime(_text(asked, name))
    except ValueError as error:
        raise AskedWronglyError(f"{name} is no moment.") from error
    if found is None:
        raise AskedWronglyError(f"{name} is a moment such as 2026-11-22T08:00:00Z.")
    return found if found.tzinfo else found.replace(tzinfo=timezone.get_default_timezone())


def _limit(asked: QueryDict) -> int:
    text = asked.get("limit", "0")
    if not text.isdecimal():
        raise AskedWronglyError("limit is a number, 0 for as many as there may be.")
    return min(int(text), MOST) or MOST


def _flag(asked: QueryDict, name: str) -> bool:
    text = asked.get(name, "false")
    if text not in ("true", "false"):
        raise AskedWronglyError(f"{name} is true or false.")
    return text == "true"


def _uuid(text: str, name: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as error:
        raise AskedWronglyError(f"{name} is a UUID.") from error


def _more(asked: QueryDict, place: tuple[datetime, UUID]) -> str:
    query = asked.copy()
    query["more"] = signing.dumps([place[0].isoformat(), str(place[1])], salt="packages.more")
    return f"/xapi/statements?{query.urlencode()}"


def _after(text: str) -> tuple[datetime, UUID]:
    try:
        stored, number = signing.loads(text, salt="packages.more")
    except signing.BadSignature as error:
        raise AskedWronglyError("more is not one of ours.") from error
    return datetime.fromisoformat(stored), UUID(number)


def _in_form(statement: dict[str, Any], form: str) -> dict[str, Any]:
    """Return the statement; "ids" leaves out every description, as the standard says."""
    if form != "ids":
        return statement
    target = {name: value for name, value in statement["object"].items() if name != "definition"}
    return statement | {"verb": {"id": statement["verb"]["id"]}, "object": target}


def _is_reader(request: HttpRequest) -> bool:
    scheme, _space, packed = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "basic":
        return False
    try:
        key, colon, secret = base64.b64decode(packed, validate=True).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError):
        return False
    return bool(colon) and reader_with(key, secret) is not None


def _is_guessing(address: str) -> bool:
    return int(cache.get(f"packages:wrong-key:{address}") or 0) >= WRONG_KEYS_A_MINUTE


def _note_wrong_key(address: str) -> None:
    name = f"packages:wrong-key:{address}"
    if not cache.add(name, 1, 60):
        try:
            cache.incr(name)
        except ValueError:
            cache.set(name, 1, 60)


def _json(body: dict[str, Any]) -> HttpResponse:
    return HttpResponse(json.dumps(body, ensure_ascii=False), content_type="application/json")


def _fault(message: str, status: HTTPStatus) -> HttpResponse:
    return JsonResponse({"message": message}, status=status)
