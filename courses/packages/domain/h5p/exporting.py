"""Write a .h5p archive: the same content gives the same bytes, whoever writes it and whenever."""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from courses.packages.domain.archives.media import type_of
from courses.packages.domain.h5p.libraries import dependencies_of
from courses.packages.domain.h5p.reading import CONTENT, MANIFEST

# The first moment that a zip file can state.
BEGINNING = (1980, 1, 1, 0, 0, 0)
READABLE = 0o644 << 16
PACKED_ALREADY = ("image/", "video/", "audio/", "font/")
CHUNK = 64 * 1024

OpenFile = Callable[[], IO[bytes]]


@dataclass(frozen=True)
class LibraryToWrite:
    """An installed library as export sees it; `files` open by path."""

    folder: str
    files: Mapping[str, OpenFile]


def write_h5p(
    target: IO[bytes],
    manifest: Mapping[str, Any],
    content: object,
    files: Mapping[str, OpenFile],
    libraries: Iterable[LibraryToWrite] = (),
) -> None:
    """Write the archive; without libraries it is content only, for sites that have them."""
    with ZipFile(target, "w", ZIP_DEFLATED) as archive:
        _write_text(archive, MANIFEST, manifest)
        _write_text(archive, CONTENT, content)
        for path, opened in sorted(files.items()):
            _write_file(archive, f"content/{path}", opened)
        for library in sorted(libraries, key=lambda one: one.folder):
            for path, opened in sorted(library.files.items()):
                _write_file(archive, f"{library.folder}/{path}", opened)


def manifest_for(
    title: str, language: str, main: Mapping[str, Any], loaded: Iterable[Mapping[str, Any]]
) -> dict[str, Any]:
    """Return an h5p.json for content that needs these libraries, given as their library.json."""
    return {
        "title": title,
        "language": language,
        "mainLibrary": main["machineName"],
        "embedTypes": ["iframe"],
        "license": "U",
        "preloadedDependencies": [
            {
                "machineName": one["machineName"],
                "majorVersion": int(one["majorVersion"]),
                "minorVersion": int(one["minorVersion"]),
            }
            for one in loaded
        ],
    }


def needed_by(manifest: Mapping[str, Any]) -> list[str]:
    """Return the folders of the libraries that an h5p.json lists."""
    return [name.folder for name in dependencies_of(manifest, "preloaded")]


def as_json(value: object) -> bytes:
    """Return JSON in one form: sorted names, no blanks, no escapes."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def _write_text(archive: ZipFile, path: str, value: object) -> None:
    archive.writestr(_entry(path), as_json(value))


def _write_file(archive: ZipFile, path: str, opened: OpenFile) -> None:
    with opened() as source, archive.open(_entry(path), "w", force_zip64=True) as entry:
        while chunk := source.read(CHUNK):
            entry.write(chunk)


def _entry(path: str) -> ZipInfo:
    entry = ZipInfo(path, BEGINNING)
    entry.create_system = 3
    entry.external_attr = READABLE
    entry.compress_type = ZIP_STORED if type_of(path).startswith(PACKED_ALREADY) else ZIP_DEFLATED
    return entry
