"""The Kartu Belajar: a signed number on paper, checked without asking anybody.

    LDK1:<regency>:<number>:<yyyymmdd>:<key>:<signature>

The letters are those that a QR code packs tightly (ISO/IEC 18004, alphanumeric). The signature is
Ed25519 (RFC 8032) over everything before its colon, in base32 (RFC 4648) without padding. A key is
derived from each of FIELD_ENCRYPTION_KEYS: the newest signs, all of them verify.
"""

import base64
import hashlib
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import settings
from django.core.cache import caches
from django.db import transaction
from django.utils import timezone

from courses.people.domain.audit import note
from courses.people.models import Area, User
from courses.workshops.models import Attendee, LearnerCard

MARK = "LDK1"
VALID_FOR = timedelta(days=730)
LONGEST = 200


class Standing(StrEnum):
    """What the letters of a card say, before anybody looks into a database."""

    GENUINE = "genuine"
    UNREADABLE = "unreadable"
    OTHER_REGENCY = "other_regency"
    FORGED = "forged"
    EXPIRED = "expired"


@dataclass(frozen=True)
class Reading:
    """What was read from a card; the number is there only when the signature holds."""

    standing: Standing
    number: str = ""
    regency: str = ""


@transaction.atomic
def issue_card(attendee: Attendee, *, by: User | None) -> LearnerCard:
    """Return the attendee's card: the one they have when it is valid for a while, else a new one."""
    current = attendee.cards.valid().order_by("-issued_at").first()
    if current and current.valid_until - timezone.localdate() > timedelta(days=60):
        return current
    return LearnerCard.objects.create(
        attendee=attendee, issued_by=by, valid_until=timezone.localdate() + VALID_FOR
    )


@transaction.atomic
def replace_card(attendee: Attendee, *, by: User) -> LearnerCard:
    """Return a new card in place of a lost one; whoever finds the lost one cannot use it."""
    attendee.cards.filter(revoked_at=None).update(revoked_at=timezone.now())
    note(by, "card.replaced", attendee.account, attendee=str(attendee.pk))
    return LearnerCard.objects.create(
        attendee=attendee, issued_by=by, valid_until=timezone.localdate() + VALID_FOR
    )


def text_of(card: LearnerCard) -> str:
    """Return the letters for the card's QR code."""
    key = _signing_keys()[0]
    stated = (
        f"{MARK}:{regency()}:{card.number}:{card.valid_until:%Y%m%d}:{_id_of(key.public_key())}"
    )
    return f"{stated}:{_base32(key.sign(stated.encode()))}"


def read_card(text: str, today: date | None = None) -> Reading:
    """Return what these letters are worth. A foreign card is told from a forged one by its code."""
    parts = text.strip().upper().split(":")
    if len(text) > LONGEST or len(parts) != 6 or parts[0] != MARK:
        return Reading(Standing.UNREADABLE)
    _mark, where, number, until, key_id, signature = parts
    if where != regency():
        return Reading(Standing.OTHER_REGENCY, regency=where[:6])
    stated = ":".join(parts[:5])
    if not _is_signed(stated, key_id, signature):
        return Reading(Standing.FORGED)
    if datetime.strptime(until, "%Y%m%d").date() < (today or timezone.localdate()):  # noqa: DTZ007 - a day
        return Reading(Standing.EXPIRED, number, where)
    return Reading(Standing.GENUINE, number, where)


def public_keys() -> dict[str, str]:
    """Return the keys that check cards, by their id, in the base64 that browsers import."""
    keys = (key.public_key() for key in _signing_keys())
    return {_id_of(key): base64.b64encode(_raw(key)).decode() for key in keys}


def regency() -> str:
    """Return the regency's code as cards bear it, such as 1803: that of its first kecamatan."""
    kept: str | None = caches["local"].get("workshops:regency")
    if kept is None:
        code = Area.objects.order_by("code").values_list("code", flat=True).first() or "0000"
        kept = "".join(code.split(".")[:2])
        caches["local"].set("workshops:regency", kept, 3600)
    return kept


def _is_signed(stated: str, key_id: str, signature: str) -> bool:
    try:
        proof = base64.b32decode(signature + "=" * (-len(signature) % 8))
    except ValueError:
        return False
    for key in _signing_keys():
        public = key.public_key()
        if _id_of(public) != key_id:
            continue
        try:
            public.verify(proof, stated.encode())
        except InvalidSignature:
            return False
        return True
    return False


def _signing_keys() -> list[Ed25519PrivateKey]:
    return [
        Ed25519PrivateKey.from_private_bytes(
            hashlib.sha256(f"literasi:learner-card:{secret}".encode()).digest()
        )
        for secret in settings.FIELD_ENCRYPTION_KEYS
    ]


def _id_of(key: Ed25519PublicKey) -> str:
    return _base32(hashlib.sha256(_raw(key)).digest())[:6]


def _raw(key: Ed25519PublicKey) -> bytes:
    return key.public_bytes(Encoding.Raw, PublicFormat.Raw)


def _base32(content: bytes) -> str:
    return base64.b32encode(content).decode().rstrip("=")
