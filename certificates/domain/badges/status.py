"""Bitstring status lists: which badges are taken back, without telling whose they are.

A badge has a random place in a list. The list is signed when somebody asks for it, and kept in the
cache until a bit changes or a day is over.
"""

import base64
import gzip
import json
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.db.models import F
from django.utils import timezone

from certificates.domain.badges.credential import (
    did_of,
    list_address,
    method_of,
    with_proof,
)
from certificates.domain.badges.linked_data import CREDENTIALS_V2
from certificates.domain.keys import current_key, private_half
from certificates.models import PLACES_IN_A_LIST, Badge, Certificate, IssuerKey, StatusList

# The next list begins when this one is half full, so that a free place is soon found.
MOST_IN_A_LIST = PLACES_IN_A_LIST // 2
# A copy that is older than this says itself that it is too old.
VALID_FOR = timedelta(days=2)
KEPT_FOR = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class PublishedList:
    """One status list, in both forms that verifiers ask for."""

    document: dict[str, Any]
    token: str


def set_status(certificate: Certificate, status: str) -> None:
    """Set the badge's bit in the caller's transaction: "valid", "suspended" or "revoked".

    A certificate without a badge has none to set; when one is made it gets its standing.
    """
    changed = (
        Badge.objects.filter(certificate=certificate)
        .exclude(status=Badge.Status(status))
        .update(status=Badge.Status(status))
    )
    if changed:
        StatusList.objects.filter(badges__certificate=certificate).update(
            revision=F("revision") + 1
        )


def open_list() -> StatusList:
    """Return the list that still has room."""
    newest = StatusList.objects.order_by("-number").first()
    if newest and newest.badges.count() < MOST_IN_A_LIST:
        return newest
    number = newest.number + 1 if newest else 1
    return StatusList.objects.get_or_create(number=number)[0]


def free_place(status_list: StatusList) -> int:
    """Return a random place that nobody has; the database decides between two who chose one."""
    while True:
        place = secrets.randbelow(PLACES_IN_A_LIST)
        if not status_list.badges.filter(status_index=place).exists():
            return place


def published_list(number: int) -> PublishedList:
    """Return the signed list; StatusList.DoesNotExist when there is none with this number."""
    status_list = StatusList.objects.get(number=number)
    key = current_key()
    name = f"certificates:status-list:{number}:{status_list.revision}:{key.pk}"
    kept: PublishedList | None = cache.get(name)
    if kept is None:
        kept = _signed(status_list, key, timezone.now())
        cache.set(name, kept, KEPT_FOR.total_seconds())
    return kept


def encoded(places: list[int]) -> str:
    """Return the bits, the first on the left, packed as the standard says."""
    bits = bytearray(PLACES_IN_A_LIST // 8)
    for place in places:
        bits[place // 8] |= 0x80 >> (place % 8)
    packed = base64.urlsafe_b64encode(gzip.compress(bytes(bits), mtime=0)).decode()
    return f"u{packed.rstrip('=')}"


def _signed(status_list: StatusList, key: IssuerKey, now: datetime) -> PublishedList:
    base = settings.SITE_URL
    address = list_address(base, status_list.number)
    set_places = status_list.badges.exclude(status=Badge.Status.VALID)
    document = {
        "@context": [CREDENTIALS_V2],
        "id": address,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": did_of(base),
        "validFrom": _moment(now),
        "validUntil": _moment(now + VALID_FOR),
        "credentialSubject": {
            "id": f"{address}#list",
            "type": "BitstringStatusList",
            "statusPurpose": "revocation",
            "encodedList": encoded(list(set_places.values_list("status_index", flat=True))),
        },
    }
    method = method_of(base, key.public)
    return PublishedList(
        with_proof(document, private_half(key), method, now), _token(document, key, method, now)
    )


def _token(document: dict[str, Any], key: IssuerKey, method: str, now: datetime) -> str:
    """Return the list as a JWT, for verifiers that read no Data Integrity proof on a list."""
    claims = {
        **document,
        "iss": document["issuer"],
        "jti": document["id"],
        "nbf": int(now.timestamp()),
        "exp": int((now + VALID_FOR).timestamp()),
    }
    # joserfc warns of this algorithm's name (RFC 9864), and no verifier of badges knows the new one.
    header = {"alg": "EdDSA", "typ": "JWT", "kid": method}
    signed = ".".join(_unpadded(json.dumps(part).encode()) for part in (header, claims))
    return f"{signed}.{_unpadded(private_half(key).sign(signed.encode()))}"


def _unpadded(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).decode().rstrip("=")


def _moment(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
