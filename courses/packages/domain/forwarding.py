"""Hand statements on to a learning record store outside: rows first, on a lease, safe to repeat."""

import base64
import json
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from http import HTTPStatus
from http.client import HTTPException
from urllib.error import HTTPError
from urllib.request import HTTPRedirectHandler, Request, build_opener
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from courses.packages.models import Forwarding

logger = logging.getLogger(__name__)

MOST_AT_ONCE = 50
MOST_ROUNDS = 20
MOST_TRIES = 12
LEASE = timedelta(seconds=90)
FIRST_PAUSE = timedelta(seconds=10)
PATIENCE = 20
VERSION = "1.0.3"
# No answer, wrong keys, too much at once: the operator or the hour may mend these.
TEMPORARY = frozenset(
    {
        0,
        HTTPStatus.UNAUTHORIZED,
        HTTPStatus.FORBIDDEN,
        HTTPStatus.NOT_FOUND,
        HTTPStatus.REQUEST_TIMEOUT,
        HTTPStatus.TOO_MANY_REQUESTS,
    }
)


def queue_forwarding(statements: Sequence[UUID]) -> None:
    """Write down that these statements are to be handed on, in the transaction that stored them."""
    if settings.LRS_ENDPOINT and statements:
        Forwarding.objects.bulk_create(
            [Forwarding(statement_id=number) for number in statements], ignore_conflicts=True
        )


def forward_due_statements() -> int:
    """Hand on the statements whose time has come; return how many arrived.

    Any number of processes may do so at once. A store that is away costs one request a round.
    """
    if not settings.LRS_ENDPOINT:
        return 0
    arrived = 0
    for _round in range(MOST_ROUNDS):
        batch = _claim()
        if not batch:
            break
        number = _hand_on(batch)
        arrived += number
        if number < len(batch):
            break
    return arrived


def retry_parked(forwarding: Forwarding) -> None:
    """Let a statement that was given up be tried again."""
    Forwarding.objects.filter(pk=forwarding.pk, done_at=None).update(
        tries=0, parked_reason="", leased_until=timezone.now()
    )


def _claim() -> list[Forwarding]:
    """Lease the statements that wait longest, counting the try before it is made."""
    now = timezone.now()
    if not Forwarding.objects.due(now).exists():
        return []
    with transaction.atomic():
        batch = list(
            Forwarding.objects.due(now)
            .select_related("statement")
            .select_for_update(skip_locked=True, of=("self",))
            .order_by("leased_until")[:MOST_AT_ONCE]
        )
        for one in batch:
            one.tries += 1
            one.leased_until = now + LEASE
        Forwarding.objects.bulk_update(batch, ["tries", "leased_until"])
    return batch


@dataclass(frozen=True)
class Answer:
    """What the store answered; status 0 when it did not."""

    status: int
    text: str = ""

    @property
    def is_there(self) -> bool:
        """Tell whether the store has the statements: taken now, or by a try whose answer got lost (409)."""
        return 200 <= self.status < 300 or self.status == HTTPStatus.CONFLICT

    @property
    def may_change(self) -> bool:
        """Tell whether the same request may be answered otherwise later: by other keys, or another day."""
        return self.status in TEMPORARY or self.status >= HTTPStatus.INTERNAL_SERVER_ERROR


class _NoRedirects(HTTPRedirectHandler):
    """The key in the header is for this store alone, so nobody is followed elsewhere."""

    def redirect_request(self, *args: object, **options: object) -> None:
        """Follow nothing."""


def _hand_on(batch: list[Forwarding]) -> int:
    """Send a batch. A store that refuses it gets its statements one by one: a bad one holds up no other."""
    answer = _post(batch)
    if answer.may_change:
        _put_back(batch, _reason(answer))
        return 0
    if answer.is_there:
        Forwarding.objects.filter(pk__in=[one.pk for one in batch]).update(done_at=timezone.now())
        return len(batch)
    if len(batch) > 1:
        return sum(_hand_on([one]) for one in batch)
    _park(batch[0], _reason(answer))
    return 0


def _post(batch: list[Forwarding]) -> Answer:
    key = f"{settings.LRS_KEY}:{settings.LRS_SECRET}".encode()
    request = Request(  # noqa: S310 - the operator's own setting, checked to be http or https
        f"{settings.LRS_ENDPOINT.rstrip('/')}/statements",
        data=json.dumps([one.statement.document for one in batch]).encode(),
        headers={
            "Authorization": f"Basic {base64.b64encode(key).decode()}",
            "Content-Type": "application/json",
            "X-Experience-API-Version": VERSION,
        },
    )
    try:
        with build_opener(_NoRedirects).open(request, timeout=PATIENCE) as answer:
            return Answer(answer.status)
    except HTTPError as error:
        return Answer(error.code, error.read(200).decode("utf-8", "replace"))
    except (OSError, HTTPException) as error:
        return Answer(0, type(error).__name__)


def _reason(answer: Answer) -> str:
    return f"{answer.status}: {answer.text}" if answer.status else f"no answer ({answer.text})"


def _put_back(batch: list[Forwarding], reason: str) -> None:
    now = timezone.now()
    for one in batch:
        if one.tries >= MOST_TRIES:
            _park(one, reason)
            continue
        Forwarding.objects.filter(pk=one.pk).update(
            leased_until=now + FIRST_PAUSE * 2 ** (one.tries - 1)
        )


def _park(forwarding: Forwarding, reason: str) -> None:
    logger.error("Statement %s is not handed on: %s", forwarding.pk, reason)
    Forwarding.objects.filter(pk=forwarding.pk).update(parked_reason=reason[:300])
