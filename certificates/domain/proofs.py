"""The statement in the QR, which anybody can check without internet. Format: docs/offline-proof.md.

Every number is big-endian. Days count from 1 January 2020; 0 stands for no day.
"""

import base64
import hashlib
import struct
from dataclasses import dataclass
from datetime import date, timedelta

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from certificates.domain.achievement import Achievement
from certificates.domain.keys import key_id
from certificates.domain.local_days import local_day
from certificates.models import Certificate

FORMAT = 1
PURPOSE = b"literasi-proof-1\n"
FIRST_DAY = date(2020, 1, 1)
HEAD = struct.Struct(">B4sHHHHBH")
KINDS = {
    Certificate.Kind.PASS: 1,
    Certificate.Kind.TRAINING: 2,
    Certificate.Kind.COMPLETION: 3,
    Certificate.Kind.FACILITATOR: 4,
}
MOST_BYTES = {"number": 60, "name": 200, "title": 90}
BYTES_OF_A_MARK = 8


@dataclass(frozen=True, slots=True)
class Statement:
    """What a QR states about a certificate; `title` ends in … where it was too long."""

    code: str
    kind: str
    number: str
    name: str
    title: str
    awarded_on: date
    started_on: date
    finished_on: date
    valid_until: date | None
    jp: int

    @classmethod
    def of(cls, certificate: Certificate) -> "Statement":
        """Return the statement about this certificate."""
        achievement = Achievement.from_json(certificate.snapshot)
        return cls(
            code=certificate.code,
            kind=certificate.kind,
            number=_shortened(certificate.number, MOST_BYTES["number"]),
            name=_shortened(achievement.printed_name, MOST_BYTES["name"]),
            title=_shortened(achievement.title, MOST_BYTES["title"]),
            awarded_on=local_day(certificate, certificate.awarded_at),
            started_on=achievement.started_on,
            finished_on=achievement.finished_on,
            valid_until=certificate.valid_until,
            jp=certificate.jp,
        )


def signed_statement(statement: Statement, key: Ed25519PrivateKey, public: str) -> str:
    """Return the statement with its signature in base 32, as it stands behind the # of the QR."""
    body = HEAD.pack(
        FORMAT,
        key_id(public),
        _days(statement.awarded_on),
        _days(statement.started_on),
        _days(statement.finished_on),
        _days(statement.valid_until),
        KINDS[Certificate.Kind(statement.kind)],
        statement.jp,
    ) + b"".join(map(_counted, (statement.number, statement.name, statement.title)))
    signature = key.sign(PURPOSE + statement.code.encode() + body)
    return base64.b32encode(body + signature).decode().rstrip("=")


def mark_of(signed: str) -> str:
    """Return the 16 hexadecimal digits by which the list of ended certificates names a statement.

    They begin the fingerprint of its signature, so nobody can find them out who has not seen the QR.
    """
    content = base64.b32decode(signed + "=" * (-len(signed) % 8))
    return hashlib.sha256(content[-64:]).hexdigest()[: 2 * BYTES_OF_A_MARK]


def _days(day: date | None) -> int:
    """Return the count of a day; one before 2020 or far away is left out."""
    count = (day - FIRST_DAY) // timedelta(days=1) if day else 0
    return count if 0 < count < 2**16 else 0


def _counted(text: str) -> bytes:
    content = text.encode()
    return bytes([len(content)]) + content


def _shortened(text: str, most: int) -> str:
    """Return the text, or as much of it as fits into so many bytes, with … at its end."""
    if len(text.encode()) <= most:
        return text
    return text.encode()[: most - 3].decode(errors="ignore") + "…"
