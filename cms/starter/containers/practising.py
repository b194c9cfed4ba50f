"""The containers that a learner does: choose, put in order, fill in, play; both ways."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from cms.blocks.practice import IDENTIFIER, IDENTIFIER_PATTERN, FormFieldBlock
from cms.starter import yaml_text
from cms.starter.containers.container import Container
from cms.starter.containers.reading import filled
from cms.starter.documents import FileRef
from cms.starter.reader import Reader


def read_spot(container: Container) -> Mapping[str, Any]:
    """Return a practice of choosing."""
    reader = container.reader()
    value = {
        **_read_practice_head(reader),
        "message": reader.text("pesan", default=""),
        "enough": reader.number("cukup"),
        "options": [
            {
                "text": option.text("teks", longest=300),
                "correct": option.flag("benar"),
                "feedback": option.text("umpan", default=""),
            }
            for option in _finished(reader.readers("pilihan", fewest=2), "teks", "benar", "umpan")
        ],
        "feedback": reader.text("umpan", default=""),
    }
    reader.finish()
    return value


def read_order(container: Container) -> Mapping[str, Any]:
    """Return a practice of putting in order."""
    reader = container.reader()
    value = {
        **_read_practice_head(reader),
        "order": reader.texts("urutan", fewest=2),
        "feedback": reader.text("umpan", default=""),
    }
    reader.finish()
    return value


def read_form(container: Container) -> Mapping[str, Any]:
    """Return a practice of filling in."""
    reader = container.reader()
    value = {
        **_read_practice_head(reader),
        "fields": [_read_field(one) for one in reader.readers("isian")],
        "button": reader.text("tombol", longest=60),
        "result": reader.text("hasil", longest=300),
        "feedback": reader.text("umpan", default=""),
    }
    reader.finish()
    return value


def _read_field(reader: Reader) -> Mapping[str, Any]:
    value = {
        "name": reader.text("nama", longest=40),
        "label": reader.text("label", longest=200),
        "kind": reader.choice(
            "jenis", [kind for kind, _label in FormFieldBlock.KINDS], default="teks"
        ),
        "choices": reader.texts("pilihan"),
        "required": reader.flag("wajib"),
        "expected": reader.text("benar", default="", longest=200),
        "avoid": reader.texts("hindari"),
        "feedback": reader.text("umpan", default=""),
    }
    reader.finish()
    if value["kind"] == "pilihan" and not value["choices"]:
        raise reader.refuse("pilihan", _("A choice needs “pilihan”: a list of what can be chosen."))
    return value


def read_package(container: Container) -> Mapping[str, Any]:
    """Return a package that is played in the lesson."""
    practice_id = container.attribute("id")
    if not IDENTIFIER_PATTERN.match(practice_id):
        raise container.refuse(str(IDENTIFIER.message))
    return {
        "id": practice_id,
        "title": container.attribute("judul", default=""),
        "instructions": container.attribute("petunjuk", default=""),
        "package": FileRef(container.attribute("berkas")),
    }


def _read_practice_head(reader: Reader) -> dict[str, Any]:
    practice_id = reader.text("id", longest=60)
    if not IDENTIFIER_PATTERN.match(practice_id):
        raise reader.refuse("id", str(IDENTIFIER.message))
    return {
        "id": practice_id,
        "title": reader.text("judul", longest=120),
        "instructions": reader.text("petunjuk"),
    }


def _finished(readers: list[Reader], *known: str) -> list[Reader]:
    for reader in readers:
        reader.seen.update(known)
        reader.finish()
    return readers


def write_practice(value: Mapping[str, Any], **middle: Any) -> tuple[dict[str, str], str]:
    """Return the lines of a practice, its own ones in the middle."""
    head = {"id": value["id"], "judul": value["title"], "petunjuk": value["instructions"]}
    return {}, yaml_text.dump(filled({**head, **middle, "umpan": value["feedback"]}))


def write_field(value: Mapping[str, Any]) -> dict[str, Any]:
    """Return one field of a form."""
    return filled(
        {
            "nama": value["name"],
            "label": value["label"],
            "jenis": value["kind"],
            "pilihan": list(value["choices"]),
            "wajib": bool(value["required"]),
            "benar": value["expected"],
            "hindari": list(value["avoid"]),
            "umpan": value["feedback"],
        }
    )


def write_options(options: list[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return options as they stand in YAML."""
    return [
        filled(
            {"teks": option["text"], "benar": bool(option["correct"]), "umpan": option["feedback"]}
        )
        for option in options
    ]
