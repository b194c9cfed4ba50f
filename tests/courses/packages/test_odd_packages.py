"""What real tools make is taken in: whole packages without a word, odd ones with what is odd about them."""

from collections.abc import Callable

import pytest

from tests.courses.packages.making import (
    PNG,
    SCRIPT,
    a_library,
    a_manifest,
    as_json,
    cards_package,
    depends,
    good_files,
    library_files,
    renamed,
    with_flag,
    zipped,
)
from tests.courses.packages.reports import changed, codes, manifest_with, report_on


def test_the_smallest_good_package_is_accepted_without_a_word():
    report = report_on(zipped(good_files()))

    assert (report.verdict, report.main_library, codes(report)) == ("accepted", "Coba.Inti 1.0", [])


def test_our_own_content_type_is_accepted_without_a_word():
    assert (report_on(cards_package()).verdict, codes(report_on(cards_package()))) == (
        "accepted",
        [],
    )


def test_the_order_of_a_package_does_not_matter():
    backwards = dict(reversed(good_files().items()))

    assert report_on(zipped(backwards)).verdict == "accepted"


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
