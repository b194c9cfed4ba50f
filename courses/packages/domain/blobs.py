"""Where the bytes of packages lie: the private storage, each file once, under its print."""

import os
import secrets
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import batched
from pathlib import Path
from typing import IO

from django.conf import settings
from django.core.files import File
from django.core.files.storage import Storage, storages
from django.core.files.temp import NamedTemporaryFile

from certificates.domain.insertion import insert_new
from courses.packages.models import Blob

FOLDER = "packages"
# A row has four values, and SQLite takes 32,766 in one statement.
AT_ONCE = 1000
# Files that are not yet whole, on a disk of our own; a process that was killed leaves its own here.
BEGUN = f"{FOLDER}/begun"


@dataclass(frozen=True)
class Source:
    """Where bytes come from that are not kept yet; their print and size have been measured."""

    size: int
    chunks: Callable[[], Iterable[bytes]]


def place_of(sha256: str) -> str:
    """Return the place of a blob in the private storage."""
    return f"{FOLDER}/{sha256[:2]}/{sha256}"


def keep(sha256: str, size: int, chunks: Iterable[bytes]) -> None:
    """Keep these bytes; the same bytes a second time cost nothing."""
    keep_all({sha256: Source(size, lambda: chunks)})


def keep_all(sources: Mapping[str, Source]) -> None:
    """Keep what is under these prints, and keep it from being swept for at least a day.

    Rows first, files afterwards: a row that is there says that nobody deletes the file now, so that
    what is found need not be written again. Best called outside a transaction, which would hold other
    writers up for as long as the writing takes. Three queries for every thousand files.
    """
    for prints in batched(sorted(sources), AT_ONCE):
        _claim({sha256: sources[sha256].size for sha256 in prints})
    storage = storages["private"]
    for sha256, source in sources.items():
        if not storage.exists(place_of(sha256)):
            _write(storage, place_of(sha256), source.chunks())


def open_blob(sha256: str) -> IO[bytes]:
    """Open the bytes of a blob."""
    opened: IO[bytes] = storages["private"].open(place_of(sha256))
    return opened


def read_blob(sha256: str) -> bytes:
    """Return the bytes of a blob whole."""
    with open_blob(sha256) as file:
        return file.read()


def _claim(sizes: Mapping[str, int]) -> None:
    """Let every one of these have a row that is not about to be swept."""
    rows = Blob.objects.filter(pk__in=sizes)
    rows.exclude(unused_since=None).update(unused_since=None)
    known = set(rows.values_list("pk", flat=True))
    insert_new([Blob(sha256=name, size=sizes[name]) for name in sizes if name not in known])


def _write(storage: Storage, place: str, chunks: Iterable[bytes]) -> None:
    try:
        target = Path(storage.path(place))
    except NotImplementedError:
        # An object store shows an object only when it is whole.
        with NamedTemporaryFile(suffix=".upload", dir=settings.FILE_UPLOAD_TEMP_DIR) as beside:
            for chunk in chunks:
                beside.write(chunk)
            beside.seek(0)
            storage.save(place, File(beside))
        return
    begun = Path(storage.path(f"{BEGUN}/{secrets.token_hex(16)}"))
    for folder in (target.parent, begun.parent):
        folder.mkdir(parents=True, exist_ok=True)
    try:
        with begun.open("wb") as file:
            for chunk in chunks:
                file.write(chunk)
            file.flush()
            os.fsync(file.fileno())
        begun.replace(target)
    finally:
        begun.unlink(missing_ok=True)
