"""Programs outside that may read the statement store: made, recognised, closed."""

import hashlib
import hmac
import secrets

from django.utils import timezone

from courses.packages.models import StatementReader
from courses.people.domain.audit import note
from courses.people.models import User


def make_reader(name: str, by: User | None) -> tuple[StatementReader, str]:
    """Return a new reader, and its secret: shown once, kept only as a print."""
    secret = secrets.token_urlsafe(32)
    reader = StatementReader.objects.create(
        name=name, key=secrets.token_hex(10), secret_print=_print(secret), made_by=by
    )
    note(by, "statement-reader.made", None, name=name, key=reader.key)
    return reader, secret


def close_reader(reader: StatementReader, by: User | None) -> None:
    """Let this reader in no more."""
    StatementReader.objects.filter(pk=reader.pk, closed_at=None).update(closed_at=timezone.now())
    note(by, "statement-reader.closed", None, name=reader.name, key=reader.key)


def reader_with(key: str, secret: str) -> StatementReader | None:
    """Return the open reader that this key and secret belong to."""
    reader = StatementReader.objects.filter(key=key, closed_at=None).first()
    # The same work for an unknown key, so that keys cannot be told apart by time.
    expected = reader.secret_print if reader else _print("")
    if not hmac.compare_digest(expected, _print(secret)) or reader is None:
        return None
    StatementReader.objects.filter(pk=reader.pk).update(used_at=timezone.now())
    return reader


def _print(secret: str) -> str:
    """Return the print of a secret; secrets are long and random, so a plain hash is enough."""
    return hashlib.sha256(secret.encode()).hexdigest()
