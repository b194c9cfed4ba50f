"""A question of quiz.yaml or of a bank: what every kind has, and the answer of its own, both ways."""

from typing import Any

from django.utils.translation import gettext as _

from cms.starter import prose
from cms.starter.documents import BlockValue, FileRef, Prose
from cms.starter.questions.answers import ANSWERS
from cms.starter.questions.words import (
    BANKED,
    ELEMENTS,
    KINDS,
    PARTIAL,
    PILLARS,
    SHARING,
    Value,
    name_of,
    without_nothing,
)
from cms.starter.reader import Reader


def read_question(reader: Reader) -> BlockValue:
    """Return one question in the shape of the blocks of cms.blocks.questions. Raises PackageError."""
    kind = KINDS[reader.choice("jenis", KINDS)]
    if kind == BANKED:
        return _read_banked(reader)
    domain = reader.number("domain", highest=5)
    picture = reader.text("gambar", default="")
    value: dict[str, Any] = {
        "ref": reader.text("id", longest=60),
        "difficulty": reader.choice("tingkat", ("mudah", "sedang", "sulit"), default=""),
        "domain": "" if domain is None else str(domain),
        "bloom": reader.choice("bloom", ("ingat", "terapkan", "analisis"), default=""),
        "pilar": reader.choice("pilar", PILLARS, default=""),
        "element": reader.choice("elemen", ELEMENTS, default=""),
        "kka_element": reader.text("elemen_kka", default="", longest=60),
        "competency": reader.text("kompetensi", default="", longest=160),
        "lesson_slug": reader.text("pelajaran", default="", longest=80),
        "text": reader.text("tanya"),
        "more": _prose(reader),
        "picture": FileRef(picture) if picture else None,
        "alt": reader.text("gambar_alt", default="", longest=400),
        "feedback": reader.text("umpan", default=""),
        "reason": reader.text("alasan", default=""),
    }
    if picture and not value["alt"]:
        raise reader.refuse("gambar", _("A picture needs “gambar_alt”: what it shows, in words."))
    if kind in SHARING:
        value["partial"] = PARTIAL[reader.choice("nilai", PARTIAL, default="penuh")]
    value |= ANSWERS[kind].read(reader)
    reader.finish()
    return kind, value


def _prose(reader: Reader) -> Prose:
    text = reader.text("bahan", default="")
    line = reader.lines.get((*reader.path, "bahan"), 1)
    return Prose(prose.write_markdown(prose.read_markdown(text, reader.file, line)))


def _read_banked(reader: Reader) -> BlockValue:
    value = {"bank": reader.text("bank", longest=40), "ref": reader.text("id", longest=60)}
    reader.finish()
    return BANKED, value


def write_question(kind: str, value: Value) -> dict[str, Any]:
    """Return one question as it stands in YAML."""
    if kind == BANKED:
        return {"jenis": "bank", "bank": value["bank"], "id": value["ref"]}
    written = {
        "id": value["ref"],
        "jenis": name_of(KINDS, kind),
        "tingkat": value["difficulty"],
        "domain": int(value["domain"]) if value["domain"] else None,
        "bloom": value["bloom"],
        "pilar": value["pilar"],
        "elemen": value["element"],
        "elemen_kka": value["kka_element"],
        "kompetensi": value["competency"],
        "pelajaran": value["lesson_slug"],
        "tanya": value["text"],
        "bahan": value["more"].markdown,
        "gambar": value["picture"].path if value["picture"] else "",
        "gambar_alt": value["alt"],
        "nilai": "sebagian" if kind in SHARING and value.get("partial") == "share" else "",
        **ANSWERS[kind].write(value),
        "umpan": value["feedback"],
        "alasan": value["reason"],
    }
    return without_nothing(written)
