"""The formats that questions come and go in."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cms.exchange.own_yaml import question_files, read_own, write_own
from courses.quizzes.domain.exchange.archive import is_archive, read_archive
from courses.quizzes.domain.exchange.decoding import decoded_text
from courses.quizzes.domain.exchange.gift import read_gift, write_gift
from courses.quizzes.domain.exchange.moodle import read_moodle, write_moodle
from courses.quizzes.domain.exchange.parcels import Parcel, Written
from courses.quizzes.domain.exchange.qti import read_qti, write_qti21, write_qti30


@dataclass(frozen=True)
class Format:
    """One format: how it is read and written, and what its files are called."""

    title: str | Promise
    read: Callable[[bytes], Parcel]
    write: Callable[[Parcel], Written]
    suffix: str
    media_type: str


FORMATS = {
    "moodle": Format(_("Moodle XML"), read_moodle, write_moodle, ".xml", "application/xml"),
    "gift": Format(_("GIFT"), read_gift, write_gift, ".txt", "text/plain; charset=utf-8"),
    "qti21": Format(_("QTI 2.1"), read_qti, write_qti21, ".zip", "application/zip"),
    "qti30": Format(_("QTI 3.0"), read_qti, write_qti30, ".zip", "application/zip"),
    "yaml": Format(_("our own file (YAML)"), read_own, write_own, ".yaml", "application/yaml"),
}


def format_of(content: bytes) -> str:
    """Return which format the content most likely has. Raises ExchangeRefused for a broken zip."""
    if is_archive(content):
        return "yaml" if question_files(read_archive(content)) else "qti21"
    start = decoded_text(content[:4000])[0].lstrip("\ufeff \t\r\n")
    if start.startswith("<"):
        return "qti21" if "assessment" in start else "moodle"
    is_ours = start.startswith("soal:") or "\nsoal:" in start
    return "yaml" if is_ours else "gift"


def suffix_of(name: str, content: bytes) -> str:
    """Return the suffix of a written file; ours is a zip when it has pictures."""
    return ".zip" if is_archive(content) else FORMATS[name].suffix
