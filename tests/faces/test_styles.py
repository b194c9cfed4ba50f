"""The one style sheet: its size, its colours and what it must never contain."""

import gzip
import re

import pytest
from django.conf import settings

from literasi.assets import build_styles

STYLES = settings.BASE_DIR / "static" / "css"
LARGEST_COMPRESSED = 14_000
SMALLEST_CONTRAST = 4.5

LIGHT_PAIRS = [
    ("tinta", "putih"), ("tinta", "kertas"), ("tinta-2", "putih"), ("tinta-2", "kertas"),
    ("daun", "putih"), ("di-daun", "daun"), ("di-daun", "daun-tua"), ("daun-tua", "daun-muda"),
    ("biru", "putih"), ("biru", "kertas"), ("tinta", "emas"), ("emas-tua", "emas-muda"),
    ("merah", "putih"), ("merah", "merah-muda"), ("hijau", "putih"), ("hijau", "hijau-muda"),
    ("marun", "putih"), ("ungu", "putih"), ("tinta", "daun-muda"), ("tinta", "emas-muda"),
    ("tinta", "merah-muda"), ("tinta", "hijau-muda"), ("biru", "daun-muda"), ("emas", "kain"),
]  # fmt: skip
DARK_PAIRS = [pair for pair in LIGHT_PAIRS if pair != ("tinta", "emas")]


@pytest.fixture(scope="module")
def sheet(tmp_path_factory) -> str:
    built = tmp_path_factory.mktemp("css") / "literasi.css"
    build_styles(STYLES, built)
    return built.read_text()


def test_the_style_sheet_is_small(sheet):
    assert len(gzip.compress(sheet.encode())) < LARGEST_COMPRESSED


def test_every_part_is_listed_once(sheet):
    listed = re.findall(r'@import "([^"]+)"', (STYLES / "main.css").read_text())
    parts = {path.relative_to(STYLES).as_posix() for path in STYLES.rglob("*.css")} - {
        "main.css",
        "admin.css",
    }
    assert (sorted(listed), len(set(listed))) == (sorted(parts), len(listed))


def test_nothing_is_fetched_from_elsewhere(sheet):
    addresses = re.findall(r"url\(([^)]*)\)", sheet)
    assert all(address.startswith("../fonts/") for address in addresses)
    assert "http" not in sheet


def test_no_gradient_but_the_thread_and_no_soft_shadow(sheet):
    plain = sheet.replace("repeating-linear-gradient(", "")
    assert not re.search(r"(linear|radial|conic)-gradient", plain)
    for shadow in re.findall(r"box-shadow:([^;}]+)", sheet):
        assert re.fullmatch(r"\s*(none|(inset )?0 0 0 \dpx var\(--(fokus|daun)\))", shadow), shadow


@pytest.mark.parametrize(("ink", "paper"), LIGHT_PAIRS)
def test_light_colours_can_be_read(ink, paper):
    assert contrast(tokens(":root {")[ink], tokens(":root {")[paper]) >= SMALLEST_CONTRAST


@pytest.mark.parametrize(("ink", "paper"), DARK_PAIRS)
def test_dark_colours_can_be_read(ink, paper):
    dark = tokens(':root[data-theme="dark"] {')
    assert contrast(dark[ink], dark[paper]) >= SMALLEST_CONTRAST


def test_the_device_and_the_person_get_the_same_dark():
    assert tokens(':root:not([data-theme="light"]) {') == tokens(':root[data-theme="dark"] {')


def tokens(selector: str) -> dict[str, str]:
    css = (STYLES / "tokens.css").read_text()
    block = css[css.index(selector) :].split("}")[0]
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{3,6});", block))


def contrast(one: str, other: str) -> float:
    """Return the contrast of WCAG 2.2, between 1 and 21."""
    bright, dim = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


def luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(digit * 2 for digit in colour[1:])
    parts = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
