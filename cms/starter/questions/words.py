"""The words of a question in a package, for what is named otherwise in cms.blocks.questions."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from cms.starter.reader import Reader

Value = Mapping[str, Any]

BANKED = "banked"
KINDS = {
    "tunggal": "single",
    "beberapa": "several",
    "benar_salah": "true_false",
    "urutan": "ordering",
    "angka": "numeric",
    "isian": "short",
    "jodoh": "matching",
    "rumpang": "blanks",
    "kelompok": "categorise",
    "tunjuk": "hotspot",
    "uraian": "essay",
    "bank": BANKED,
}
SHARING = {"several", "ordering", "matching", "blanks", "categorise"}
PARTIAL = {"penuh": "none", "sebagian": "share"}
SHAPES = {"lingkaran": "circle", "kotak": "rect", "bidang": "polygon"}
PILLARS = ("cakap", "etika", "budaya", "aman")
ELEMENTS = ("BK", "LD", "AD", "AP")


def name_of(names: Mapping[str, str], value: str) -> str:
    """Return the word of a package for a value of ours."""
    return next(name for name, known in names.items() if known == value)


def finished(reader: Reader, value: dict[str, Any]) -> dict[str, Any]:
    """Return the value of a reader in which nothing else stands."""
    reader.finish()
    return value


def without_nothing(written: dict[str, Any]) -> dict[str, Any]:
    """Return only the lines that say something."""
    return {name: part for name, part in written.items() if part not in (None, "", [])}


def plain_number(value: object) -> int | float:
    """Return a number as YAML writes it: whole ones without a point."""
    number = Decimal(str(value))
    return int(number) if number == number.to_integral_value() else float(number)
