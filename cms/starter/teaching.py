"""The teacher sheet of a lesson (`::: guru`) as YAML, both ways."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from cms.starter import prose, yaml_text
from cms.starter.documents import Prose
from cms.starter.reader import Reader

# The names of the rubric's cells in YAML, in their order, and in the block.
RUBRIC = {
    "kriteria": "criterion",
    "baru_berkembang": "beginning",
    "layak": "adequate",
    "cakap": "proficient",
    "mahir": "advanced",
}


def read_sheet(reader: Reader) -> Mapping[str, Any]:
    """Return the value of the block. Raises PackageError."""
    value = {
        "goal": reader.text("tp"),
        "with_devices": _prose(reader, "alat_daring"),
        "unplugged": _prose(reader, "alat_luring"),
        "plan": [_read_step(step) for step in reader.readers("langkah", fewest=2)],
        "worksheet": _prose(reader, "lkpd"),
        "answers": _prose(reader, "kunci_lkpd"),
        "criterion": _prose(reader, "kktp"),
        "rubric": [_read_row(row) for row in reader.readers("rubrik", fewest=0)],
    }
    reader.finish()
    return value


def write_sheet(value: Mapping[str, Any]) -> str:
    """Return the YAML of the block in canonical form."""
    data = {
        "tp": value["goal"],
        "alat_daring": _text(value["with_devices"]),
        "alat_luring": _text(value["unplugged"]),
        "langkah": [
            {"menit": step["minutes"], "kegiatan": step["activity"].markdown}
            for step in value["plan"]
        ],
        "lkpd": _text(value["worksheet"]),
        "kunci_lkpd": _text(value["answers"]),
        "kktp": _text(value["criterion"]),
    }
    if value["rubric"]:
        data["rubrik"] = [
            {name: row[field] for name, field in RUBRIC.items()} for row in value["rubric"]
        ]
    return yaml_text.dump(data)


def _read_step(reader: Reader) -> Mapping[str, Any]:
    minutes = reader.number("menit", highest=180)
    if not minutes:
        raise reader.refuse("menit", _("“%(name)s” is missing. Add it.") % {"name": "menit"})
    value = {"minutes": minutes, "activity": _prose(reader, "kegiatan")}
    reader.finish()
    return value


def _read_row(reader: Reader) -> Mapping[str, Any]:
    value = {
        field: reader.text(name, longest=120 if name == "kriteria" else 300)
        for name, field in RUBRIC.items()
    }
    reader.finish()
    return value


def _prose(reader: Reader, name: str) -> Prose:
    blocks = prose.read_markdown(
        reader.text(name), reader.file, reader.lines.get((*reader.path, name), 0) + 1
    )
    if any(block.kind in {"h2", "h3"} for block in blocks):
        raise reader.refuse(name, _("“%(name)s” holds no headings.") % {"name": name})
    return Prose(prose.write_markdown(blocks))


def _text(value: Prose) -> str:
    """Return the Markdown; with a newline at the end when it is more than one line (YAML's “|”)."""
    return f"{value.markdown}\n" if "\n" in value.markdown else value.markdown
