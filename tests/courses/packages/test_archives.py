"""Hostile and odd archives, made here: each is told by its own code, and none is believed."""

import io
import json
import stat
from collections.abc import Callable
from zipfile import ZIP_BZIP2, ZIP_STORED

import pytest
from django.core.management import call_command

from courses.packages.domain.archives import Limits, Report, Verdict
from courses.packages.domain.h5p.libraries import Shelf
from courses.packages.domain.inspecting import inspect
from courses.packages.domain.wording import SENTENCES, told
from tests.courses.packages.making import (
    PNG,
    SCRIPT,
    a_library,
    a_manifest,
    as_json,
    cards_package,
    depends,
    entry,
    good_files,
    library_files,
    renamed,
    with_flag,
    with_stated_size,
    with_wrong_checksum,
    zipped,
)

SMALL = Limits(
    archive=400_000, total=300_000, file=200_000, json=50_000, entries=60, ratio_from=50_000
)


def report_on(archive: bytes, limits: Limits | None = None) -> Report:
    return inspect(io.BytesIO(archive), Shelf(), limits)[0]


def codes(report: Report, *severities: str) -> list[str]:
    return [one.code for one in report.findings if not severities or one.severity in severities]


def with_entry(info: object, content: bytes = b"x") -> bytes:
    return zipped([*good_files().items(), (info, content)])


def changed(**files: object) -> bytes:
    """Return the good package with files added, replaced, or (None) taken out; `__` stands for a slash."""
    named = {name.replace("__", "/"): content for name, content in files.items()}
    whole = good_files() | {name: content for name, content in named.items() if content is not None}
    return zipped(
        {name: content for name, content in whole.items() if named.get(name, b"") is not None}
    )


def library_with(**stated: object) -> bytes:
    return zipped(good_files() | library_files(**stated))


def manifest_with(**stated: object) -> bytes:
    return zipped(good_files() | {"h5p.json": as_json(a_manifest() | stated)})


def without(path: str) -> bytes:
    return zipped({name: content for name, content in good_files().items() if name != path})


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
    "a program": (lambda: changed(**{"content__a.php": b"<?php"}), "file-type-not-allowed"),
    "a page in content": (lambda: changed(**{"content__a.html": b"<p>"}), "file-type-not-allowed"),
    "a drawing with a script in content": (
        lambda: changed(**{"content__a.svg": b"<svg><script/></svg>"}),
        "file-type-not-allowed",
    ),
    "a page that calls itself a picture": (
        lambda: changed(**{"content__a.png": b"<html><script>1</script>"}),
        "not-what-it-says",
    ),
    "a program that calls itself a film": (
        lambda: changed(**{"content__a.mp4": b"MZ\x90\0"}),
        "not-what-it-says",
    ),
    "a page that calls itself a sound": (
        lambda: changed(**{"content__a.mp3": b"<html>"}),
        "not-what-it-says",
    ),
    "no h5p.json": (lambda: without("h5p.json"), "h5p-json-missing"),
    "no content": (lambda: without("content/content.json"), "content-json-missing"),
    "everything in one folder": (
        lambda: zipped({f"paket/{name}": content for name, content in good_files().items()}),
        "wrapped-in-folder",
    ),
    "no package at all": (lambda: zipped({"foto/a.png": PNG}), "unknown-kind"),
    "an AICC course": (
        lambda: zipped({"kursus.crs": b"x", "kursus.au": b"x", "kursus.des": b"x"}),
        "aicc",
    ),
    "JSON that breaks off": (
        lambda: changed(**{"content__content.json": b'{"a": '}),
        "invalid-json",
    ),
    "NaN": (lambda: changed(**{"content__content.json": b'{"a": NaN}'}), "invalid-number"),
    "a number of 5000 digits": (
        lambda: changed(**{"content__content.json": b'{"a": ' + b"9" * 5000 + b"}"}),
        "invalid-number",
    ),
    "a hundred thousand brackets": (
        lambda: zipped(
            good_files() | {"content/content.json": b"[" * 40_000 + b"]" * 40_000}, ZIP_STORED
        ),
        "file-too-large",
    ),
    "a thousand brackets": (
        lambda: changed(**{"content__content.json": b'{"a":' + b"[" * 500 + b"]" * 500 + b"}"}),
        "json-too-deep",
    ),
    "another alphabet": (
        lambda: changed(**{"content__content.json": '{"a": "é"}'.encode("latin-1")}),
        "not-utf8",
    ),
    "content that is a list": (
        lambda: changed(**{"content__content.json": b"[]"}),
        "not-an-object",
    ),
    "an h5p.json that is a word": (lambda: changed(**{"h5p.json": b'"x"'}), "not-an-object"),
    "no title": (lambda: manifest_with(title=""), "property-invalid"),
    "a language that is a path": (lambda: manifest_with(language="../id"), "property-invalid"),
    "a main library that is a program": (
        lambda: manifest_with(mainLibrary="alert(1)"),
        "property-invalid",
    ),
    "dependencies that are a word": (
        lambda: manifest_with(preloadedDependencies="x"),
        "property-invalid",
    ),
    "no main library among the dependencies": (
        lambda: manifest_with(mainLibrary="Lain.Lagi"),
        "main-library-not-listed",
    ),
    "no library.json": (lambda: without("Coba.Inti-1.0/library.json"), "library-json-missing"),
    "a folder of another name": (
        lambda: zipped(good_files() | library_files("Coba.Inti 1.0", folder="Coba.Inti-9.9")),
        "folder-name-differs",
    ),
    "a library without its script": (
        lambda: without("Coba.Inti-1.0/inti.js"),
        "library-file-missing",
    ),
    "a script outside its library": (
        lambda: library_with(preloadedJs=[{"path": "../../x.js"}]),
        "property-invalid",
    ),
    "a patch that is a word": (lambda: library_with(patchVersion="satu"), "property-invalid"),
    "a newer H5P": (
        lambda: library_with(coreApi={"majorVersion": 1, "minorVersion": 99}),
        "core-too-old",
    ),
    "a library that does not play": (lambda: library_with(runnable=0), "not-runnable"),
    "semantics that are an object": (
        lambda: changed(**{"Coba.Inti-1.0__semantics.json": b"{}"}),
        "not-a-list",
    ),
    "a library that is not there": (
        lambda: library_with(preloadedDependencies=depends("Tidak.Ada 2.3")),
        "missing-library",
    ),
    "content of a library that is not there": (
        lambda: changed(
            **{"content__content.json": as_json({"a": {"library": "Tidak.Ada 2.3", "params": {}}})}
        ),
        "missing-library",
    ),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_what_is_wrong_is_told_by_its_own_code(case):
    make, code = HOSTILE[case]

    report = report_on(make(), SMALL)

    assert code in codes(report, "error")
    assert report.verdict in (Verdict.REFUSED, Verdict.NEEDS_LIBRARY)
    assert (report.verdict == Verdict.NEEDS_LIBRARY) == (code == "missing-library")


def test_the_smallest_good_package_is_accepted_without_a_word():
    report = report_on(zipped(good_files()))

    assert (report.verdict, report.main_library, codes(report)) == ("accepted", "Coba.Inti 1.0", [])


def test_our_own_content_type_is_accepted_without_a_word():
    assert (report_on(cards_package()).verdict, codes(report_on(cards_package()))) == (
        "accepted",
        [],
    )


def old_folders() -> bytes:
    return zipped(
        {
            "h5p.json": as_json(a_manifest()),
            "content/content.json": b"{}",
            **library_files(folder="Coba.Inti"),
        }
    )


def with_bom() -> bytes:
    return zipped({name: b"\xef\xbb\xbf" + text for name, text in good_files().items()})


def with_cycle() -> bytes:
    one = library_files("Coba.Inti 1.0", preloadedDependencies=depends("Coba.Dua 1.0"))
    two = library_files(
        "Coba.Dua 1.0", preloadedDependencies=depends("Coba.Inti 1.0", "Coba.Dua 1.0")
    )
    return zipped(good_files() | one | two)


def with_text_numbers() -> bytes:
    stated = a_library(majorVersion="1", minorVersion="0", patchVersion="7", runnable="1")
    main = a_manifest(
        preloadedDependencies=[
            {"machineName": "Coba.Inti", "majorVersion": "1", "minorVersion": "0"}
        ]
    )
    return zipped(
        good_files() | {"Coba.Inti-1.0/library.json": as_json(stated), "h5p.json": as_json(main)}
    )


def with_mac_junk() -> bytes:
    junk = {
        "__MACOSX/._h5p.json": b"\0",
        ".DS_Store": b"\0",
        "content/.DS_Store": b"\0",
        "Thumbs.db": b"\0",
        "content/Icon\r": b"",
    }
    return zipped(good_files() | junk)


def with_editor_libraries() -> bytes:
    main = a_manifest(
        preloadedDependencies=depends(
            "Coba.Inti 1.0", "H5PEditor.ShowWhen 1.0", "H5PEditor.RangeList 1.0"
        )
    )
    library = library_files(editorDependencies=depends("H5PEditor.VerticalTabs 1.3"))
    return zipped(good_files() | library | {"h5p.json": as_json(main)})


def with_chain() -> bytes:
    names = [f"Coba.L{number} 1.0" for number in range(400)]
    files = good_files() | library_files(preloadedDependencies=depends(names[0]))
    for name, following in zip(names, [*names[1:], names[0]], strict=True):
        files |= library_files(name, preloadedDependencies=depends(following))
    return zipped(files)


ODD: dict[str, tuple[Callable[[], bytes], str, list[str]]] = {
    "libraries in folders without a version": (old_folders, "accepted", []),
    "byte order marks": (with_bom, "accepted", []),
    "extensions in capitals": (lambda: changed(**{"content__FOTO.PNG": PNG}), "accepted", []),
    "what a Mac leaves behind": (with_mac_junk, "accepted", ["left-behind"] * 5),
    "numbers written as text": (with_text_numbers, "accepted", []),
    "libraries that need each other": (with_cycle, "accepted", []),
    "four hundred libraries in a chain": (with_chain, "accepted", []),
    "editor libraries that are not there": (
        with_editor_libraries,
        "accepted",
        ["editor-libraries-ignored", "editor-library-missing"],
    ),
    "libraries that nothing uses": (
        lambda: zipped(good_files() | library_files("Coba.Lain 2.1")),
        "accepted",
        ["libraries-not-used"],
    ),
    "the same file twice": (
        lambda: renamed(
            changed(**{"Coba.Inti-1.0__inti.jX": SCRIPT}),
            "Coba.Inti-1.0/inti.jX",
            "Coba.Inti-1.0/inti.js",
        ),
        "accepted_with_warnings",
        ["same-file-twice"],
    ),
    "a licence beside the library": (
        lambda: changed(**{"Coba.Inti-1.0__LICENSE": b"MIT", "README.md": b"x"}),
        "accepted",
        ["file-ignored", "file-ignored"],
    ),
    "a folder that is no library": (
        lambda: changed(**{"catatan__a.txt": b"x"}),
        "accepted_with_warnings",
        ["folder-ignored"],
    ),
    "a jpeg that calls itself png": (
        lambda: changed(**{"content__a.png": b"\xff\xd8\xff\xe0"}),
        "accepted_with_warnings",
        ["other-extension"],
    ),
    "a picture on another site": (
        lambda: changed(
            **{
                "content__content.json": as_json(
                    {"f": {"path": "https://lain.example/a.png", "mime": "image/png"}}
                )
            }
        ),
        "accepted_with_warnings",
        ["external-media"],
    ),
    "a picture that is not there": (
        lambda: changed(
            **{
                "content__content.json": as_json(
                    {"f": {"path": "images/a.png", "mime": "image/png"}}
                )
            }
        ),
        "accepted_with_warnings",
        ["media-missing"],
    ),
    "a script that makes code of text": (
        lambda: changed(**{"Coba.Inti-1.0__inti.js": SCRIPT + b"new Function('x')"}),
        "accepted_with_warnings",
        ["needs-eval"],
    ),
    "a script from another site": (
        lambda: changed(
            **{
                "Coba.Inti-1.0__inti.js": SCRIPT
                + b"\ntag.src = 'https://www.youtube.com/iframe_api';"
            }
        ),
        "accepted_with_warnings",
        ["remote-script"],
    ),
    "a library that cannot resume and gives no points": (
        lambda: changed(**{"Coba.Inti-1.0__inti.js": b"window.Coba = {};"}),
        "accepted_with_warnings",
        ["cannot-resume", "gives-no-score"],
    ),
    "a minor version next to the one that content names": (
        lambda: zipped(
            good_files()
            | library_files("Coba.Dua 1.7")
            | {"content/content.json": as_json({"a": {"library": "Coba.Dua 1.2", "params": {}}})}
        ),
        "accepted_with_warnings",
        ["other-version-used"],
    ),
    "the word library in a text": (
        lambda: changed(
            **{
                "content__content.json": as_json(
                    {"library": "Perpustakaan 1.2 kita", "a": {"library": "X 1.0"}}
                )
            }
        ),
        "accepted",
        [],
    ),
    "a name in UTF-8 without its flag": (
        lambda: with_flag(changed(**{"content__foto-é.png": PNG}), "content/foto-é.png", 0x800),
        "accepted",
        [],
    ),
    "an unknown licence": (
        lambda: manifest_with(license="Bebas"),
        "accepted_with_warnings",
        ["property-invalid"],
    ),
}


@pytest.mark.parametrize("case", ODD)
def test_what_is_only_odd_is_accepted_and_told(case):
    make, verdict, told_codes = ODD[case]

    report = report_on(make())

    assert (report.verdict, sorted(codes(report))) == (verdict, sorted(told_codes))


def test_every_code_has_a_sentence_and_every_finding_can_be_told():
    reports = [report_on(make(), SMALL) for make, _code in HOSTILE.values()]
    reports += [report_on(make()) for make, _verdict, _codes in ODD.values()]

    messages = [told(finding)["message"] for report in reports for finding in report.findings]

    assert [message for message in messages if not message or "%(" in message] == []
    assert {one.code for report in reports for one in report.findings} <= set(SENTENCES)


def test_the_order_of_a_package_does_not_matter():
    backwards = dict(reversed(good_files().items()))

    assert report_on(zipped(backwards)).verdict == "accepted"


@pytest.mark.django_db
def test_the_command_prints_the_report_and_ends_with_its_code(tmp_path, capsys):
    good, bad, scorm = tmp_path / "a.h5p", tmp_path / "b.h5p", tmp_path / "c.zip"
    good.write_bytes(cards_package())
    bad.write_bytes(zipped([*good_files().items(), ("../x.txt", b"x")]))
    scorm.write_bytes(zipped({"h5p.txt": b"x"}))

    call_command("check_package", str(good), json=True)
    assert json.loads(capsys.readouterr().out) == {
        "verdict": "accepted",
        "main_library": "Literasi.Cards 1.0",
        "findings": [],
    }
    with pytest.raises(SystemExit) as ended:
        call_command("check_package", str(bad), json=True)
    report = json.loads(capsys.readouterr().out)
    assert (ended.value.code, report["verdict"], report["main_library"]) == (1, "refused", None)
    assert [(one["code"], one["severity"], one["path"]) for one in report["findings"]] == [
        ("path-traversal", "error", "../x.txt")
    ]
    for missing in (scorm, tmp_path / "tidak-ada.h5p"):
        with pytest.raises(SystemExit):
            call_command("check_package", str(missing), json=True)
        assert json.loads(capsys.readouterr().out)["verdict"] == "refused"
