"""The end of a zip file, read before zipfile does: it would take in a directory of any size."""

import struct
from typing import IO

from courses.packages.domain.archives.findings import refuse
from courses.packages.domain.archives.limits import Limits

# APPNOTE.TXT 4.3.14 to 4.3.16.
END = struct.Struct("<4s4H2LH")
END_MARK = b"PK\x05\x06"
LOCATOR = struct.Struct("<4sLQL")
LOCATOR_MARK = b"PK\x06\x07"
END64 = struct.Struct("<4sQ2H2L4Q")
END64_MARK = b"PK\x06\x06"
LONGEST_COMMENT = 0xFFFF
IN_ZIP64 = 0xFFFF


def check_directory(file: IO[bytes], limits: Limits) -> None:
    """Refuse what is no zip file, is too large, or states more entries than we read."""
    size = file.seek(0, 2)
    if size == 0:
        raise refuse("empty-file")
    if size > limits.archive:
        raise refuse("archive-too-large", size=size, limit=limits.archive)
    start = max(0, size - LONGEST_COMMENT - END.size)
    file.seek(start)
    tail = file.read()
    place = tail.rfind(END_MARK)
    if place < 0 or len(tail) - place < END.size:
        raise refuse("not-a-zip")
    found = END.unpack_from(tail, place)
    disk, entries, directory = found[1], found[4], found[5]
    if disk not in (0, IN_ZIP64):
        raise refuse("split-archive")
    in_64 = _end_of_zip64(file, start + place)
    if in_64:
        entries, directory = in_64
    if entries > limits.entries or directory > limits.directory:
        raise refuse("too-many-entries", count=entries, limit=limits.entries)
    file.seek(0)


def _end_of_zip64(file: IO[bytes], end: int) -> tuple[int, int] | None:
    """Return the number of entries and the size of the directory of a zip64 file."""
    if end < LOCATOR.size:
        return None
    file.seek(end - LOCATOR.size)
    mark, _disk, place, _disks = LOCATOR.unpack(file.read(LOCATOR.size))
    if mark != LOCATOR_MARK:
        return None
    file.seek(min(place, end))
    record = file.read(END64.size)
    if len(record) < END64.size or not record.startswith(END64_MARK):
        raise refuse("damaged-archive")
    found = END64.unpack(record)
    return found[7], found[8]
