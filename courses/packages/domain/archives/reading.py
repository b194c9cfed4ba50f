"""An archive opened with suspicion: names are checked first, bytes are counted while they inflate."""

import hashlib
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, Self
from zipfile import BadZipFile, ZipFile, ZipInfo

from courses.packages.domain.archives.directory import check_directory
from courses.packages.domain.archives.findings import Finding, Severity, refuse
from courses.packages.domain.archives.limits import Limits
from courses.packages.domain.archives.names import check_kind, check_name, is_left_behind, name_of

CHUNK = 64 * 1024
HEAD = 64


@dataclass(frozen=True)
class Entry:
    """A file of the archive that has been read to its end: its true size, print and first bytes."""

    path: str
    size: int
    sha256: str
    head: bytes


class Archive:
    """A zip file whose names are safe. Nothing is ever written under a name that it contains."""

    def __init__(self, file: IO[bytes], limits: Limits | None = None) -> None:
        """Read the directory. Raises RefusedError when the archive itself cannot be taken."""
        self.limits = limits or Limits()
        self.findings: list[Finding] = []
        self._counted: dict[str, int] = {}
        self._total = 0
        check_directory(file, self.limits)
        try:
            self._zip = ZipFile(file)
        except (BadZipFile, NotImplementedError, ValueError, OSError, EOFError) as error:
            raise refuse("damaged-archive") from error
        self._infos = self._checked(self._zip.infolist())

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self._zip.close()

    @property
    def paths(self) -> list[str]:
        """Return the paths of the files, sorted; folders and what systems leave behind are not among them."""
        return sorted(self._infos)

    def __contains__(self, path: str) -> bool:
        return path in self._infos

    def stated_size(self, path: str) -> int:
        """Return the size that the directory states."""
        return self._infos[path].file_size

    def chunks(self, path: str) -> Iterator[bytes]:
        """Yield the bytes of a file, counting what really comes out. Raises RefusedError."""
        info = self._infos[path]
        size = 0
        try:
            with self._zip.open(info) as opened:
                while chunk := opened.read(CHUNK):
                    size += len(chunk)
                    self._count(path, info, size)
                    yield chunk
        except (
            BadZipFile,
            zlib.error,
            EOFError,
            OSError,
            NotImplementedError,
            ValueError,
        ) as error:
            code = "wrong-checksum" if "CRC" in str(error) else "damaged-file"
            raise refuse(code, path) from error
        if size != info.file_size:
            raise refuse("damaged-file", path)

    def read(self, path: str, most: int | None = None) -> bytes:
        """Return a file whole. Raises RefusedError when it has more than `most` bytes."""
        limit = self.limits.json if most is None else most
        parts: list[bytes] = []
        size = 0
        for chunk in self.chunks(path):
            size += len(chunk)
            if size > limit:
                raise refuse("file-too-large", path, size=self.stated_size(path), limit=limit)
            parts.append(chunk)
        return b"".join(parts)

    def inspect(self, path: str) -> Entry:
        """Read a file to its end, keeping nothing but its measures. Raises RefusedError."""
        digest, size, head = hashlib.sha256(), 0, b""
        for chunk in self.chunks(path):
            head = head or chunk[:HEAD]
            digest.update(chunk)
            size += len(chunk)
        return Entry(path, size, digest.hexdigest(), head)

    def _count(self, path: str, info: ZipInfo, size: int) -> None:
        limits = self.limits
        if size > limits.file:
            raise refuse("file-too-large", path, size=info.file_size, limit=limits.file)
        if size > limits.ratio_from and size > limits.ratio * max(1, info.compress_size):
            raise refuse("compression-bomb", path, ratio=limits.ratio)
        known = self._counted.get(path, 0)
        self._counted[path] = max(size, known)
        self._total += self._counted[path] - known
        if self._total > limits.total:
            raise refuse("too-large-unpacked", path, limit=limits.total)

    def _checked(self, infos: list[ZipInfo]) -> dict[str, ZipInfo]:
        limits = self.limits
        if len(infos) > limits.entries:
            raise refuse("too-many-entries", count=len(infos), limit=limits.entries)
        kept: dict[str, ZipInfo] = {}
        for info in infos:
            name = name_of(info)
            check_name(name, limits)
            check_kind(info, name)
            if name.endswith("/"):
                continue
            if is_left_behind(name):
                self.findings.append(Finding("left-behind", Severity.INFO, name))
                continue
            self._refuse_stated_size(info, name)
            self._keep(kept, name, info)
        if sum(info.file_size for info in kept.values()) > limits.total:
            raise refuse("too-large-unpacked", limit=limits.total)
        return kept

    def _refuse_stated_size(self, info: ZipInfo, name: str) -> None:
        limits = self.limits
        if info.file_size > limits.file:
            raise refuse("file-too-large", name, size=info.file_size, limit=limits.file)
        stated = limits.ratio * max(1, info.compress_size)
        if info.file_size > limits.ratio_from and info.file_size > stated:
            raise refuse("compression-bomb", name, ratio=limits.ratio)

    def _keep(self, kept: dict[str, ZipInfo], name: str, info: ZipInfo) -> None:
        """Keep the first of two entries with one name, if they are the same file; refuse them if not."""
        known = kept.setdefault(name, info)
        if known is info:
            return
        if (known.CRC, known.file_size) != (info.CRC, info.file_size):
            raise refuse("duplicate-name", name)
        self.findings.append(Finding("same-file-twice", Severity.WARNING, name))
