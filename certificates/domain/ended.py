"""The dated list by which a page checks certificates without internet. Format: docs/offline-proof.md.

It names statements by marks that only the QR gives away, so the list tells nobody anything.
"""

import base64
import json
from dataclasses import dataclass

from django.conf import settings
from django.core.cache import cache
from django.utils import timezone

from certificates.domain.badges.multibase import key_of
from certificates.domain.keys import current_key, key_id, private_half
from certificates.models import Badge, IssuerKey

PURPOSE = b"literasi-list-1\n"
KEPT_FOR_SECONDS = 300
KEPT_AS = "certificates:ended-list"


@dataclass(frozen=True, slots=True)
class EndedList:
    """The list as text, and who signed it."""

    text: str
    key: str
    signature: str

    def to_json(self) -> dict[str, str]:
        """Return it as it is handed out."""
        return {"list": self.text, "key": self.key, "signature": self.signature}


def ended_list() -> EndedList:
    """Return the list of now, at most five minutes old; two or three queries when it is made."""
    kept: EndedList | None = cache.get(KEPT_AS)
    if kept is None:
        kept = _made()
        cache.set(KEPT_AS, kept, KEPT_FOR_SECONDS)
    return kept


def _made() -> EndedList:
    key = current_key()
    text = json.dumps(
        {
            "version": 1,
            "made_at": timezone.now().strftime("%Y-%m-%dT%H:%M:%SZ"),
            "site": settings.SITE_URL,
            "keys": _public_keys(),
            "ended": _ended(),
        },
        separators=(",", ":"),
    )
    signature = private_half(key).sign(PURPOSE + text.encode())
    return EndedList(text, key_id(key.public).hex(), base64.b64encode(signature).decode())


def _public_keys() -> dict[str, str]:
    """Return every key that ever signed, by its id: 32 bytes in base 64."""
    from_ids = {}
    for public in IssuerKey.objects.order_by("pk").values_list("public", flat=True):
        from_ids[key_id(public).hex()] = base64.b64encode(
            key_of(public).public_bytes_raw()
        ).decode()
    return from_ids


def _ended() -> dict[str, str]:
    """Return why each statement that no longer stands does not, by its mark."""
    badges = Badge.objects.exclude(status=Badge.Status.VALID).order_by("statement_mark")
    rows = badges.values_list("statement_mark", "status", "certificate__revoked_at")
    return {mark: _why(status, is_revoked=bool(revoked)) for mark, status, revoked in rows}


def _why(status: str, *, is_revoked: bool) -> str:
    if status == Badge.Status.SUSPENDED:
        return "suspended"
    return "revoked" if is_revoked else "replaced"
