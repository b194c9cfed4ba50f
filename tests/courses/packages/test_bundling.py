"""Many libraries become one script and one style, with what the style needs inside it and nothing from elsewhere."""

import base64
from dataclasses import dataclass, field
from typing import Any

import pytest

from courses.packages.domain.h5p.bundling import LARGEST_INSIDE, bundle, whole_style
from courses.packages.domain.h5p.versions import LibraryName
from tests.courses.packages.making import PNG, a_library

WOFF2, WOFF = b"wOF2" + b"x" * 20, b"wOFF" + b"x" * 40


@dataclass(frozen=True)
class ALibrary:
    name: LibraryName
    manifest: dict[str, Any]
    semantics: list[Any] = field(default_factory=list)


def a_style(css: str, **files: bytes) -> str:
    """Return the style as it is packed, read at gaya/utama.css; `__` stands for a slash, `_` for a dot."""
    named = {name.replace("__", "/").replace("_", "."): text for name, text in files.items()}
    return whole_style(css, "gaya/utama.css", named.get, set())


def data(kind: str, content: bytes) -> str:
    return f"data:{kind};base64,{base64.b64encode(content).decode()}"


def test_scripts_and_styles_come_in_their_order_and_do_not_run_into_each_other():
    files = {
        "satu.js": b"\xef\xbb\xbfvar a = 1 // satu",
        "dua.js": b"(function () {})()",
        "a.css": b"p{color:red}",
        "gambar/x.png": PNG,
        "icon.svg": b"<svg/>",
        "besar.png": b"\x89PNG" + b"x" * 200_000,
    }
    manifest = a_library(
        preloadedJs=[{"path": "satu.js"}, {"path": "dua.js"}, {"path": "tidak-ada.js"}],
        preloadedCss=[{"path": "a.css"}],
    )
    library = ALibrary(LibraryName("Coba.Inti", 1, 0), manifest)

    made = bundle(
        [library, library], lambda _one, path: files.get(path), lambda _one: sorted(files)
    )

    once = "var a = 1 // satu\n;\n(function () {})()\n;"
    assert made.script == f"{once}\n{once}"
    assert made.style == "p{color:red}\np{color:red}"
    assert made.files == {"Coba.Inti-1.0/gambar/x.png": data("image/png", PNG)}


@pytest.mark.parametrize(
    ("stated", "made"),
    [
        ("a{background:url(../gambar/a.png)}", f"a{{background:url({data('image/png', PNG)})}}"),
        (
            "a{background:url( '../gambar/a.png?v=2' )}",
            f"a{{background:url({data('image/png', PNG)})}}",
        ),
        ('a{background:url("https://lain.example/a.png")}', "a{background:url()}"),
        ("a{background:url(//lain.example/a.png)}", "a{background:url()}"),
        ("a{background:url(/etc/a.png)}", "a{background:url()}"),
        ("a{background:url(../../../a.png)}", "a{background:url()}"),
        ("a{background:url(tidak-ada.png)}", "a{background:url()}"),
        (
            "a{background:url(data:image/gif;base64,R0)}",
            "a{background:url(data:image/gif;base64,R0)}",
        ),
        ("a{fill:url(#b)}", "a{fill:url(#b)}"),
        ('@import url("https://lain.example/css?family=A:wght@400;700");p{}', "p{}"),
        ("@import 'b.css' screen;p{}", "p{}"),
        ("/* url(https://lain.example/a.png) */p{}", "p{}"),
    ],
)
def test_what_a_style_names_is_inside_it_or_nowhere(stated, made):
    assert a_style(stated, gambar__a_png=PNG) == made


def test_a_picture_that_is_too_large_for_a_slow_phone_is_left_out():
    assert a_style("a{background:url(a.png)}", gaya__a_png=PNG + b"x" * LARGEST_INSIDE) == (
        "a{background:url()}"
    )


def test_of_a_font_one_format_is_kept_once():
    face = (
        "@font-face{font-family:A;src:url(a.eot);src:url('a.eot?#iefix') format('embedded-opentype'),"
        "url(a.woff) format('woff'),url(a.woff2) format('woff2');font-weight:400}"
    )
    kept = f"@font-face{{font-family:A;font-weight:400;src:url({data('font/woff2', WOFF2)})}}"
    files = {"gaya__a_woff2": WOFF2, "gaya__a_woff": WOFF, "gaya__a_eot": b"x"}

    assert a_style(face + face, **files) == kept
    assert a_style(face, gaya__a_eot=b"x") == ""


@pytest.mark.parametrize(
    "piece", ["url(", "url('", 'url("', "/*", "@import ", "@font-face{", "@font-face{src:", "src:"]
)
def test_a_style_that_wants_to_be_read_for_ever_is_read_once(piece):
    """Each of these made a pattern look at the rest anew from every place: hours for a megabyte."""
    assert isinstance(a_style(piece * (1_000_000 // len(piece))), str)
