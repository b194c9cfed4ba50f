"""Typst: a design and its values in, a tagged archival PDF out.

One compiler is kept per process and design, since starting one costs more than a page. It reads
only below `certificates/designs`, uses only the fonts we ship, and reaches no network. Values go
in as one JSON text and are never read as Typst, so nothing that a person writes can run.
"""

import json
import threading
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cache
from io import BytesIO
from pathlib import Path

import segno
import typst
from django.conf import settings
from fontTools.ttLib import TTFont

DESIGNS = Path(__file__).resolve().parent.parent / "designs"
BREAK_HERE = "\u200b"
NOT_IN_OUR_FONT = "?"
# A compiler is one mutable object; web threads that render a lost file again take turns.
_one_at_a_time = threading.Lock()


type Value = str | int | Sequence[Value] | Mapping[str, Value]


class MissingFontsError(Exception):
    """The fonts of printed papers have not been built; the message says how."""


def set_paper(design: str, values: Mapping[str, Value], made_at: datetime) -> bytes:
    """Return the PDF of `designs/<design>.typ` with these values: PDF/A-3a and PDF/UA-1.

    The same values and the same moment give the same bytes. Signs that our fonts do not have
    become their nearest letter, or a question mark: an archival PDF may not show what it does not
    carry.
    """
    texts = {name: _printable_all(value) for name, value in values.items()}
    data = {**texts, "made_on": _parts_of(made_at)}
    with _one_at_a_time:
        pdf = _compiler(design).compile(
            format="pdf",
            sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
            pdf_standards=["a-3a", "ua-1"],
            timestamp=int(made_at.timestamp()),
        )
    if not isinstance(pdf, bytes):
        raise TypeError(f"{design} gave {type(pdf).__name__} and not one PDF.")
    return pdf


def qr_drawing(text: str) -> str:
    """Return a QR of this text as SVG, readable from a poor copy (a quarter may be damaged)."""
    drawing = BytesIO()
    _qr(text).save(drawing, kind="svg", border=2, xmldecl=False)
    return drawing.getvalue().decode()


def qr_picture(text: str) -> str:
    """Return the same QR as the address of a picture for a page."""
    return str(_qr(text).svg_data_uri(border=4))


def _qr(text: str) -> segno.QRCode:
    return segno.make(text, error="q", micro=False)


def printable(text: str) -> str:
    """Return the text in signs that our fonts have."""
    return "".join(_nearest(sign) for sign in unicodedata.normalize("NFC", text))


def unprintable(text: str) -> str:
    """Return the signs of the text that our fonts do not have, each once."""
    known = _signs()
    composed = unicodedata.normalize("NFC", text)
    return "".join(dict.fromkeys(sign for sign in composed if ord(sign) not in known))


def _nearest(sign: str) -> str:
    known = _signs()
    if ord(sign) in known or sign in f"\n{BREAK_HERE}":
        return sign
    letters = unicodedata.normalize("NFKD", sign)
    kept = "".join(letter for letter in letters if ord(letter) in known)
    return kept or ("" if unicodedata.category(sign).startswith("C") else NOT_IN_OUR_FONT)


def _printable_all(value: Value) -> Value:
    """Return the same structure with every text made printable."""
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, Mapping):
        return {name: _printable_all(part) for name, part in value.items()}
    if isinstance(value, Sequence):
        return [_printable_all(part) for part in value]
    return value


@cache
def _signs() -> frozenset[int]:
    """Return the code points that every font of ours has."""
    fonts = [TTFont(path).getBestCmap() for path in _fonts()]
    return frozenset(set.intersection(*map(set, fonts)))


def _fonts() -> list[Path]:
    if found := sorted(settings.FONTS_DIR.glob("*.ttf")):
        return found
    raise MissingFontsError(
        f"There are no fonts in {settings.FONTS_DIR}: run manage.py build_assets."
    )


@cache
def _compiler(design: str) -> typst.Compiler:
    return typst.Compiler(
        input=str(DESIGNS / f"{design}.typ"),
        root=str(DESIGNS),
        font_paths=[str(settings.FONTS_DIR)],
        ignore_system_fonts=True,
    )


def _parts_of(moment: datetime) -> dict[str, int]:
    return {name: getattr(moment, name) for name in ("year", "month", "day")}
