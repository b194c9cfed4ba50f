"""A second checker of QR statements, written from docs/offline-proof.md alone: nothing of ours in it."""

import base64
import hashlib
import json
from datetime import UTC, date, datetime, timedelta

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

KINDS = {1: "pass", 2: "training", 3: "completion", 4: "facilitator"}


def check(address: str, published: dict, now: datetime, trusted_keys: dict | None = None):
    """Return the answer's word and what the statement says."""
    ended_list = json.loads(published["list"])
    _check_list(published, trusted_keys or ended_list["keys"])
    try:
        code, body, signature, key_id, facts = _read(address)
    except (ValueError, IndexError, UnicodeDecodeError):
        return "not readable", None
    if key_id not in ended_list["keys"]:
        return "cannot be checked", None
    signed = b"literasi-proof-1\n" + code.encode("ascii") + body
    if not _fits(ended_list["keys"][key_id], signature, signed):
        return "does not match", None
    mark = hashlib.sha256(signature).digest()[:8].hex()
    if mark in ended_list["ended"]:
        return ended_list["ended"][mark], facts
    last = facts["until"]
    if last and now > datetime(last.year, last.month, last.day, 17, tzinfo=UTC):
        return "expired", facts
    return "genuine", facts


def _check_list(published, keys):
    signed = b"literasi-list-1\n" + published["list"].encode()
    if not _fits(keys[published["key"]], base64.b64decode(published["signature"]), signed):
        raise ValueError("the list is not the issuer's")


def _fits(key, signature, signed):
    try:
        Ed25519PublicKey.from_public_bytes(base64.b64decode(key)).verify(signature, signed)
    except InvalidSignature:
        return False
    return True


def _read(address):
    path, _, statement = address.partition("#")
    code = path.rsplit("/", 1)[1].replace("-", "").upper()
    statement = statement.upper()
    content = base64.b32decode(statement + "=" * (-len(statement) % 8))
    body, signature = content[:-64], content[-64:]
    if body[0] != 1:
        raise ValueError("another format")
    numbers = [int.from_bytes(body[at : at + 2], "big") for at in (5, 7, 9, 11)]
    awarded, started, finished, until = map(_day, numbers)
    texts, at = [], 16
    while at < len(body):
        length = body[at]
        if at + 1 + length > len(body):
            raise ValueError("a length points behind the end")
        texts.append(body[at + 1 : at + 1 + length].decode())
        at += 1 + length
    number, name, title = texts
    facts = {
        "number": number,
        "name": name,
        "title": title,
        "awarded": awarded,
        "started": started,
        "finished": finished,
        "until": until,
        "kind": KINDS.get(body[13], ""),
        "jp": int.from_bytes(body[14:16], "big"),
    }
    return code, body, signature, body[1:5].hex(), facts


def _day(count):
    return date(2020, 1, 1) + timedelta(days=count) if count else None
