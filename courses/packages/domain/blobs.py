"""Where the bytes of packages lie: the private storage, each file once, under its print."""

import os
import secrets
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO

from django.core.files import File
from django.core.files.storage import Storage, storages
from django.core.files.temp import NamedTemporaryFile

from certificates.domain.insertion import insert_new
from courses.packages.models import Blob

FOLDER = "packages"


def place_of(sha256: str) -> str:
    """Return the place of a blob in the private storage."""
    return f"{FOLDER}/{sha256[:2]}/{sha256}"


def keep(sha256: str, size: int, chunks: Iterable[bytes]) -> Blob:
    """Keep these bytes, whose print and size have been measured; the same bytes a second time cost nothing."""
    storage, place = storages["private"], place_of(sha256)
    if not storage.exists(place):
        _write(storage, place, chunks)
    blob = Blob(sha256=sha256, size=size)
    insert_new([blob])
    return blob


def open_blob(sha256: str) -> IO[bytes]:
    """Open the bytes of a blob."""
    opened: IO[bytes] = storages["private"].open(place_of(sha256))
    return opened


def read_blob(sha256: str) -> bytes:
    """Return the bytes of a blob whole."""
    with open_blob(sha256) as file:
        return file.read()


def chunks_of(file: IO[bytes], size: int = 64 * 1024) -> Iterator[bytes]:
    """Yield the rest of a file in pieces."""
    while chunk := file.read(size):
        yield chunk


def _write(storage: Storage, place: str, chunks: Iterable[bytes]) -> None:
    try:
        target = Path(storage.path(place))
    except NotImplementedError:
        # An object store shows an object only when it is whole.
        with NamedTemporaryFile() as beside:
            for chunk in chunks:
                beside.write(chunk)
            beside.seek(0)
            storage.save(place, File(beside))
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    beside_path = target.with_name(f".{target.name}.{secrets.token_hex(4)}")
    try:
        with beside_path.open("wb") as file:
            for chunk in chunks:
                file.write(chunk)
            file.flush()
            os.fsync(file.fileno())
        beside_path.replace(target)
    finally:
        beside_path.unlink(missing_ok=True)
