"""Packages whose files, manifests or libraries are wrong: refused, each by its own code."""

from collections.abc import Callable
from zipfile import ZIP_STORED

import pytest

from courses.packages.domain.archives import Verdict
from tests.courses.packages.making import PNG, as_json, depends, good_files, library_files, zipped
from tests.courses.packages.reports import (
    SMALL,
    changed,
    codes,
    library_with,
    manifest_with,
    report_on,
    without,
)

WRONG: dict[str, tuple[Callable[[], bytes], str]] = {
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


@pytest.mark.parametrize("case", WRONG)
def test_what_is_wrong_is_told_by_its_own_code(case):
    make, code = WRONG[case]

    report = report_on(make(), SMALL)

    assert code in codes(report, "error")
    assert report.verdict in (Verdict.REFUSED, Verdict.NEEDS_LIBRARY)
    assert (report.verdict == Verdict.NEEDS_LIBRARY) == (code == "missing-library")
