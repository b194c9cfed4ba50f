"""Zip files from outside, read without trusting them."""

import zipfile
from collections.abc import Mapping
from io import BytesIO
from pathlib import PurePosixPath

from django.utils.translation import gettext as _

from courses.quizzes.domain.exchange.parcels import ExchangeRefused

MOST_ENTRIES = 5000
MOST_BYTES_OF_ONE = 20 * 1024 * 1024
MOST_BYTES = 100 * 1024 * 1024
HIGHEST_RATIO = 200
SMALL_ENOUGH = 64 * 1024
# So that the same questions always give the same file.
ALWAYS = (1980, 1, 1, 0, 0, 0)


def read_archive(content: bytes) -> dict[str, bytes]:
    """Return the files of a zip by their path. Raises ExchangeRefused.

    Sizes are counted while unpacking, because the numbers that a zip states of itself may lie.
    """
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            _check_entries(entries)
            return _unpacked(archive, entries)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise ExchangeRefused(
            _("The package is damaged or locked. Save it again, without a password.")
        ) from error


def write_archive(files: Mapping[str, bytes]) -> bytes:
    """Return a zip of these files; the same files give the same bytes."""
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in files.items():
            entry = zipfile.ZipInfo(path, date_time=ALWAYS)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content)
    return packed.getvalue()


def is_archive(content: bytes) -> bool:
    """Tell whether the bytes begin as a zip does."""
    return content[:4] in {b"PK\x03\x04", b"PK\x05\x06"}


def _check_entries(entries: list[zipfile.ZipInfo]) -> None:
    if len(entries) > MOST_ENTRIES:
        raise ExchangeRefused(
            _("The package has more than %(most)d files. Split it.") % {"most": MOST_ENTRIES}
        )
    for entry in entries:
        if _is_outside(entry.filename) or _is_link(entry):
            raise ExchangeRefused(
                _("The package wants to put a file outside of itself (%(name)s). It was refused.")
                % {"name": entry.filename[:80]}
            )
        if _is_bomb(entry):
            raise ExchangeRefused(_too_large())


def _unpacked(archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo]) -> dict[str, bytes]:
    files: dict[str, bytes] = {}
    left = MOST_BYTES
    for entry in entries:
        with archive.open(entry) as source:
            content = source.read(min(MOST_BYTES_OF_ONE, left) + 1)
        if len(content) > min(MOST_BYTES_OF_ONE, left):
            raise ExchangeRefused(_too_large())
        left -= len(content)
        files[str(PurePosixPath(entry.filename))] = content
    return files


def _is_outside(name: str) -> bool:
    path = PurePosixPath(name.replace("\\", "/"))
    return path.is_absolute() or ".." in path.parts or "\0" in name or ":" in name


def _is_link(entry: zipfile.ZipInfo) -> bool:
    return (entry.external_attr >> 16) & 0o170000 == 0o120000


def _is_bomb(entry: zipfile.ZipInfo) -> bool:
    return entry.file_size > MOST_BYTES_OF_ONE or (
        entry.file_size > SMALL_ENOUGH
        and entry.file_size > HIGHEST_RATIO * max(entry.compress_size, 1)
    )


def _too_large() -> str:
    return _("The package unpacks to more than it should. Take out large files, or split it.")
