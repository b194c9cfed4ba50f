"""Packages for tests, made here: good ones, odd ones, and those made to do harm."""

import io
import json
import struct
import zlib
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from django.conf import settings

SAMPLE = Path(settings.BASE_DIR) / "courses" / "packages" / "sample"
PNG = (
    b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1f\x15\xc4\x89\0\0\0\rIDATx\xdac\xfc\xcf"
    b"\xc0P\x0f\0\x04\x85\x01\x80\x84\xa9\x8c!\0\0\0\0IEND\xaeB`\x82"
)
Files = dict[str, bytes]


def as_json(value: object) -> bytes:
    return json.dumps(value).encode()


def depends(*names: str) -> list[dict[str, Any]]:
    """Return dependencies of "Name 1.0"."""
    return [
        {"machineName": name, "majorVersion": major, "minorVersion": minor}
        for name, version in (one.split(" ") for one in names)
        for major, minor in [map(int, version.split("."))]
    ]


def a_manifest(main: str = "Coba.Inti 1.0", **changes: Any) -> dict[str, Any]:
    return {
        "title": "Percobaan",
        "language": "id",
        "mainLibrary": main.split(" ")[0],
        "embedTypes": ["iframe"],
        "license": "U",
        "preloadedDependencies": depends(main),
    } | changes


def a_library(name: str = "Coba.Inti 1.0", patch: int = 0, **changes: Any) -> dict[str, Any]:
    machine, version = name.split(" ")
    major, minor = map(int, version.split("."))
    return {
        "title": machine,
        "machineName": machine,
        "majorVersion": major,
        "minorVersion": minor,
        "patchVersion": patch,
        "runnable": 1,
        "preloadedJs": [{"path": "inti.js"}],
        "coreApi": {"majorVersion": 1, "minorVersion": 24},
    } | changes


SCRIPT = b"// getCurrentState getMaxScore\nwindow.Coba = {};"


def library_files(name: str = "Coba.Inti 1.0", folder: str = "", **changes: Any) -> Files:
    """Return the files of a library that states these things."""
    folder = folder or name.replace(" ", "-")
    return {
        f"{folder}/library.json": as_json(a_library(name, **changes)),
        f"{folder}/inti.js": SCRIPT,
    }


def good_files(**more: bytes) -> Files:
    """Return the smallest package that is accepted without a word."""
    return {
        "h5p.json": as_json(a_manifest()),
        "content/content.json": as_json({"text": "Halo"}),
        **library_files(),
        **more,
    }


def zipped(files: Files | list[tuple[ZipInfo | str, bytes]], packing: int = ZIP_DEFLATED) -> bytes:
    """Return a zip of these files, in their order."""
    target = io.BytesIO()
    with ZipFile(target, "w", packing) as archive:
        for name, content in files.items() if isinstance(files, dict) else files:
            if isinstance(name, ZipInfo):
                name.compress_type = name.compress_type or packing
            archive.writestr(name, content)
    return target.getvalue()


def entry(name: str, *, mode: int = 0, **attributes: Any) -> ZipInfo:
    """Return an entry with a Unix mode and other attributes."""
    info = ZipInfo(name)
    info.external_attr = mode << 16
    info.create_system = 3
    info.compress_type = ZIP_DEFLATED
    for attribute, value in attributes.items():
        setattr(info, attribute, value)
    return info


def renamed(archive: bytes, before: str, after: str) -> bytes:
    """Return the archive with a name of the same length put in place of another, which zipfile would clean."""
    assert len(before) == len(after)
    return archive.replace(before.encode(), after.encode())


def with_flag(archive: bytes, name: str, flag: int) -> bytes:
    """Return the archive with a general purpose flag turned over for one entry, in both of its headers."""
    changed = bytearray(archive)
    for mark, at, name_at in ((b"PK\x03\x04", 6, 30), (b"PK\x01\x02", 8, 46)):
        place = -1
        while (place := changed.find(mark, place + 1)) >= 0:
            if changed[place + name_at :].startswith(name.encode()):
                value = struct.unpack_from("<H", changed, place + at)[0] ^ flag
                struct.pack_into("<H", changed, place + at, value)
    return bytes(changed)


def with_stated_size(archive: bytes, name: str, size: int) -> bytes:
    """Return the archive whose directory lies about the size of an entry."""
    changed = bytearray(archive)
    for mark, at, name_at in ((b"PK\x03\x04", 22, 30), (b"PK\x01\x02", 24, 46)):
        place = -1
        while (place := changed.find(mark, place + 1)) >= 0:
            if changed[place + name_at :].startswith(name.encode()):
                struct.pack_into("<L", changed, place + at, size)
    return bytes(changed)


def with_wrong_checksum(archive: bytes, name: str) -> bytes:
    changed = bytearray(archive)
    for mark, at, name_at in ((b"PK\x03\x04", 14, 30), (b"PK\x01\x02", 16, 46)):
        place = -1
        while (place := changed.find(mark, place + 1)) >= 0:
            if changed[place + name_at :].startswith(name.encode()):
                struct.pack_into("<L", changed, place + at, zlib.crc32(b"something else"))
    return bytes(changed)


# --- Our own content type -------------------------------------------------------------------------


def sample_libraries() -> Files:
    """Return the files of our own content type."""
    return {
        path.relative_to(SAMPLE).as_posix(): path.read_bytes()
        for path in sorted(SAMPLE.glob("Literasi.*/**/*"))
        if path.is_file()
    }


def a_question(text: str, *options: str, right: int = 0) -> dict[str, Any]:
    """Return a question whose options are these texts."""
    return {
        "library": "Literasi.Choice 1.0",
        "subContentId": f"soal-{zlib.crc32(text.encode())}",
        "params": {
            "question": f"<p>{text}</p>",
            "options": [
                {"text": option, "correct": place == right} for place, option in enumerate(options)
            ],
        },
    }


def three_questions() -> dict[str, Any]:
    """Return cards with three questions."""
    return {
        "cards": [
            {
                "title": f"Soal {number}",
                "question": a_question(f"Jawab {number}?", f"benar {number}", f"salah {number}"),
            }
            for number in (1, 2, 3)
        ]
    }


def cards_package(
    content: dict[str, Any] | None = None, title: str = "Kartu", **files: bytes
) -> bytes:
    """Return a whole .h5p of our own content type."""
    manifest = a_manifest("Literasi.Cards 1.0", title=title)
    return zipped(
        {
            "h5p.json": as_json(manifest),
            "content/content.json": as_json(content or three_questions()),
            **sample_libraries(),
            **files,
        }
    )
