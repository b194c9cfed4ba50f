"""Where papers lie: the private storage, each file under its own fingerprint."""

import hashlib
import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from django.core.files.base import ContentFile
from django.core.files.storage import Storage, storages


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file in the private storage."""

    path: str
    sha256: str
    size: int


def keep_file(content: bytes, suffix: str) -> KeptFile:
    """Write the content whole or not at all; the same content is one file however often it comes."""
    sha256 = hashlib.sha256(content).hexdigest()
    path = f"certificates/{sha256[:2]}/{sha256}{suffix}"
    storage = storages["private"]
    try:
        target = Path(storage.path(path))
    except NotImplementedError:  # Django's answer of a storage that is no folder of this machine
        _put_object(storage, path, content)
    else:
        _write_whole(target, content)
    return KeptFile(path, sha256, len(content))


def read_file(path: str) -> bytes | None:
    """Return the content, or None when the storage has lost it."""
    try:
        with storages["private"].open(path) as file:
            return bytes(file.read())
    except FileNotFoundError:
        return None


def forget_file(path: str) -> None:
    """Delete the file; one that is gone already is as good."""
    storages["private"].delete(path)


def _put_object(storage: Storage, path: str, content: bytes) -> None:
    """Put it into an object store, which shows an object only when it is whole."""
    if not storage.exists(path):
        storage.save(path, ContentFile(content))


def _write_whole(target: Path, content: bytes) -> None:
    """Write beside the target, then rename: nobody ever reads half a file, even after a kill."""
    if target.exists() and target.stat().st_size == len(content):
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    beside = target.with_name(f".{target.name}.{secrets.token_hex(4)}")
    try:
        with beside.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)
