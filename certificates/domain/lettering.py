"""Which signs our printed fonts have, and what stands in for the others.

An archival PDF may not show what it does not carry, so a sign without a letter of ours must be
replaced before it is set. A name is never replaced by question marks: `unprintable` finds such
signs while the name can still be put right.
"""

import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from django.conf import settings
from fontTools.ttLib import TTFont

BREAK_HERE = "\u200b"
NOT_IN_OUR_FONT = "?"

type Value = str | int | float | bool | Sequence[Value] | Mapping[str, Value] | None


class MissingFontsError(Exception):
    """The fonts of printed papers have not been built; the message says how."""


def printable(text: str) -> str:
    """Return the text in signs that our fonts have: the nearest letter, at worst a question mark."""
    # Every font has these; drawings inside the values are thousands of them.
    if text.isascii() and text.replace("\n", "").isprintable():
        return text
    return "".join(_nearest(sign) for sign in unicodedata.normalize("NFC", text))


def printable_all(value: Value) -> Value:
    """Return the same structure with every text in it made printable."""
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, Mapping):
        return {name: printable_all(part) for name, part in value.items()}
    if isinstance(value, Sequence):
        return [printable_all(part) for part in value]
    return value


def unprintable(text: str) -> str:
    """Return the signs of the text that our fonts do not have, each once."""
    known = _signs()
    composed = unicodedata.normalize("NFC", text)
    return "".join(dict.fromkeys(sign for sign in composed if ord(sign) not in known))


def without_any_letter(text: str) -> str:
    """Return the signs of the text that not even a near letter can stand for, each once."""
    composed = unicodedata.normalize("NFC", text)
    return "".join(
        dict.fromkeys(
            sign
            for sign in composed
            if _nearest(sign) == NOT_IN_OUR_FONT and sign != NOT_IN_OUR_FONT
        )
    )


def fonts_folder() -> Path:
    """Return where the fonts of printed papers lie; MissingFontsError tells how to make them."""
    _fonts()
    return settings.FONTS_DIR


def _nearest(sign: str) -> str:
    known = _signs()
    if ord(sign) in known or sign in f"\n{BREAK_HERE}":
        return sign
    letters = unicodedata.normalize("NFKD", sign)
    kept = "".join(letter for letter in letters if ord(letter) in known)
    return kept or ("" if unicodedata.category(sign).startswith("C") else NOT_IN_OUR_FONT)


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
