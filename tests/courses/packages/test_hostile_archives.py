"""Archives made to do harm, or broken: each is told by its own code before anything in it is believed."""

import stat
from collections.abc import Callable
from zipfile import ZIP_BZIP2, ZIP_STORED

import pytest

from courses.packages.domain.archives import Verdict
from tests.courses.packages.making import (
    entry,
    good_files,
    renamed,
    with_flag,
    with_stated_size,
    with_wrong_checksum,
    zipped,
)
from tests.courses.packages.reports import SMALL, changed, codes, report_on, with_entry


def bomb() -> bytes:
    return zipped(good_files() | {"content/nol.txt": b"\0" * 190_000})


HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "an empty file": (lambda: b"", "empty-file"),
    "a text that calls itself a package": (lambda: b"Halo, ini bukan zip.", "not-a-zip"),
    "half a package": (lambda: zipped(good_files())[:200], "not-a-zip"),
    "a directory that has been overwritten": (
        lambda: zipped(good_files()).replace(b"PK\x01\x02", b"PK\x09\x09", 1),
        "damaged-archive",
    ),
    "the second part of a split archive": (
        lambda: zipped(good_files())[:-18] + b"\x03\x00" + zipped(good_files())[-16:],
        "split-archive",
    ),
    "a path that climbs out": (lambda: with_entry("../../etc/passwd"), "path-traversal"),
    "a path that climbs out of a library": (
        lambda: with_entry("Coba.Inti-1.0/../../x.js"),
        "path-traversal",
    ),
    "an absolute path": (lambda: with_entry("/etc/passwd"), "absolute-path"),
    "a drive letter": (lambda: with_entry("C:/windows/x.js"), "absolute-path"),
    "a backslash": (
        lambda: renamed(with_entry("content_x.json"), "content_x.json", "content\\x.json"),
        "backslash-in-name",
    ),
    "a climb with backslashes": (
        lambda: renamed(with_entry(".._.._x.json"), ".._.._x.json", "..\\..\\x.json"),
        "backslash-in-name",
    ),
    "a NUL in a name": (
        lambda: renamed(with_entry("content/a_.json"), "content/a_.json", "content/a\0.json"),
        "control-character-in-name",
    ),
    "a line break in a name": (
        lambda: with_entry("content/a\nb.json"),
        "control-character-in-name",
    ),
    "a name of 300 letters": (lambda: with_entry(f"content/{'a' * 300}.txt"), "name-too-long"),
    "forty folders in one another": (lambda: with_entry("a/" * 40 + "b.txt"), "name-too-long"),
    "an empty part in a path": (lambda: with_entry("content//x.txt"), "odd-path"),
    "a single dot in a path": (lambda: with_entry("content/./x.txt"), "odd-path"),
    "a symbolic link": (
        lambda: with_entry(entry("content/a.txt", mode=stat.S_IFLNK | 0o777), b"/etc/passwd"),
        "symbolic-link",
    ),
    "a device": (
        lambda: with_entry(entry("content/a.txt", mode=stat.S_IFCHR | 0o600)),
        "special-file",
    ),
    "a named pipe": (
        lambda: with_entry(entry("content/a.txt", mode=stat.S_IFIFO | 0o600)),
        "special-file",
    ),
    "a locked file": (
        lambda: with_flag(zipped(good_files()), "content/content.json", 0x1),
        "encrypted",
    ),
    "a hidden directory": (
        lambda: with_flag(zipped(good_files()), "content/content.json", 0x2000),
        "encrypted",
    ),
    "a packing that nobody reads": (lambda: zipped(good_files(), ZIP_BZIP2), "unknown-compression"),
    "two files of one name": (
        lambda: renamed(
            changed(**{"Coba.Inti-1.0__inti.jX": b"lain"}),
            "Coba.Inti-1.0/inti.jX",
            "Coba.Inti-1.0/inti.js",
        ),
        "duplicate-name",
    ),
    "a wrong checksum": (
        lambda: with_wrong_checksum(zipped(good_files()), "content/content.json"),
        "wrong-checksum",
    ),
    "a stated size smaller than the true one": (
        lambda: with_stated_size(zipped(good_files()), "Coba.Inti-1.0/inti.js", 3),
        "wrong-checksum",
    ),
    "a stated size larger than the true one": (
        lambda: with_stated_size(zipped(good_files()), "Coba.Inti-1.0/inti.js", 9000),
        "damaged-file",
    ),
    "a bomb that says what it is": (bomb, "compression-bomb"),
    "a bomb that hides it": (
        lambda: with_stated_size(bomb(), "content/nol.txt", 100),
        "wrong-checksum",
    ),
    "a file too large": (
        lambda: zipped(good_files() | {"content/a.txt": b"\0" * 250_000}),
        "file-too-large",
    ),
    "many files too large together": (
        lambda: zipped(
            good_files() | {f"content/{n}.txt": bytes(range(256)) * 400 for n in range(4)},
            ZIP_STORED,
        )[:],
        "archive-too-large",
    ),
    "more than may be unpacked": (
        lambda: zipped(
            good_files() | {f"content/{n}.txt": bytes(range(256)) * 400 for n in range(4)}
        ),
        "too-large-unpacked",
    ),
    "seventy files": (
        lambda: zipped(good_files() | {f"content/{n}.txt": b"x" for n in range(70)}),
        "too-many-entries",
    ),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_a_hostile_archive_is_refused_by_its_own_code(case):
    make, code = HOSTILE[case]

    report = report_on(make(), SMALL)

    assert code in codes(report, "error")
    assert report.verdict == Verdict.REFUSED
