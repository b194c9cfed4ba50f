"""The containers of a lesson file (`::: cerita judul="…"`) and the blocks they stand for, both ways."""

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from cms.blocks.practice import IDENTIFIER, IDENTIFIER_PATTERN, FormFieldBlock
from cms.blocks.reading import CalloutBlock
from cms.starter import prose, teaching, yaml_text
from cms.starter.documents import BlockValue, CardRef, FileRef, Prose
from cms.starter.errors import PackageError
from cms.starter.reader import Reader

OPENING = re.compile(r"^:::[ \t]+(?P<name>[a-z-]+)(?P<attributes>.*)$")
ATTRIBUTE = re.compile(r'\s+(?P<name>[a-z_]+)="(?P<value>(?:[^"\\]|\\.)*)"')
CLOSING = ":::"


@dataclass(frozen=True)
class Container:
    """A container as it stands in a file; `line` is that of its first line."""

    name: str
    attributes: Mapping[str, str]
    body: str
    file: str
    line: int

    def refuse(self, sentence: str) -> PackageError:
        """Return the error about this container."""
        return PackageError(self.file, self.line, sentence)

    def attribute(self, name: str, *, default: str | None = None) -> str:
        """Return an attribute; without a default it must be there."""
        value = self.attributes.get(name, default)
        if value is None or (value == "" and default is None):
            raise self.refuse(
                _('“::: %(container)s” needs %(name)s="…".')
                % {"container": self.name, "name": name}
            )
        return value

    def rich_text(self) -> Prose:
        """Return the body as rich text; headings are the lesson's own."""
        blocks = prose.read_markdown(self.body, self.file, self.line + 1)
        if not blocks:
            raise self.refuse(
                _("“::: %(container)s” is empty. Write its text.") % {"container": self.name}
            )
        if any(block.kind in {"h2", "h3"} for block in blocks):
            raise self.refuse(
                _("“::: %(container)s” holds no headings.") % {"container": self.name}
            )
        return Prose(prose.write_markdown(blocks))

    def items(self, kind: prose.Kind) -> list[Prose]:
        """Return the body's one list, an entry for each item."""
        blocks = prose.read_markdown(self.body, self.file, self.line + 1)
        if [block.kind for block in blocks] != [kind]:
            example = "1. …" if kind == "ol" else "- …"
            raise self.refuse(
                _("“::: %(container)s” holds one list: lines such as “%(example)s”.")
                % {"container": self.name, "example": example}
            )
        return [Prose(prose.write_sentence(row)) for row in blocks[0].rows]

    def reader(self) -> Reader:
        """Return the body read as YAML."""
        return Reader.of_text(self.body, self.file, self.line + 1)


# --- From container to block ------------------------------------------------------------------


def block_of(container: Container, known: Collection[str]) -> BlockValue:
    """Return the block that the container, one of the known, stands for. Raises PackageError."""
    if container.name not in known:
        raise container.refuse(
            _("“::: %(name)s” is unknown. Known are: %(known)s.")
            % {"name": container.name, "known": ", ".join(known)}
        )
    form = FORMS[container.name]
    for name in container.attributes:
        if name not in form.attributes:
            raise container.refuse(
                _("“::: %(container)s” has no %(name)s. Remove it, or check the spelling.")
                % {"container": container.name, "name": name}
            )
    return form.block, form.read(container)


def _read_titled(container: Container, *, title: str | None = None) -> Mapping[str, Any]:
    return {"title": container.attribute("judul", default=title), "text": container.rich_text()}


def _read_picture(container: Container) -> Mapping[str, Any]:
    return {
        "picture": FileRef(container.attribute("berkas")),
        "alt": container.attribute("alt"),
        "caption": container.attribute("keterangan", default=""),
    }


def _read_callout(container: Container) -> Mapping[str, Any]:
    tone = container.attribute("jenis", default="info")
    tones = [value for value, _label in CalloutBlock.TONES]
    if tone not in tones:
        raise container.refuse(
            _("“%(tone)s” is unknown. Known are: %(known)s.")
            % {"tone": tone, "known": ", ".join(tones)}
        )
    return {"tone": tone, **_read_titled(container, title="")}


def _read_spot(container: Container) -> Mapping[str, Any]:
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


def _read_order(container: Container) -> Mapping[str, Any]:
    reader = container.reader()
    value = {
        **_read_practice_head(reader),
        "order": reader.texts("urutan", fewest=2),
        "feedback": reader.text("umpan", default=""),
    }
    reader.finish()
    return value


def _read_form(container: Container) -> Mapping[str, Any]:
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


def _read_package(container: Container) -> Mapping[str, Any]:
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


def _read_media(container: Container) -> Mapping[str, Any]:
    address = container.attribute("alamat")
    if not address.startswith("https://"):
        raise container.refuse(_("The address of a film starts with https://."))
    return {
        "address": address,
        "title": container.attribute("judul"),
        "duration": container.attribute("durasi"),
        "size": container.attribute("ukuran"),
        "transcript": container.rich_text(),
    }


# --- From block to container ------------------------------------------------------------------


def text_of_block(block: BlockValue) -> str:
    """Return the container of a block in canonical form, without a newline at the end."""
    name, value = block
    container_name, form = next((key, form) for key, form in FORMS.items() if form.block == name)
    attributes, body = form.write(value)
    shown = "".join(f' {key}="{_quoted(text)}"' for key, text in attributes.items())
    return f"::: {container_name}{shown}\n{body}{CLOSING}"


def _quoted(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')


def _write_titled(value: Mapping[str, Any]) -> tuple[dict[str, str], str]:
    return _filled({"judul": value["title"]}), value["text"].markdown + "\n"


def _write_items(start: Callable[[int], str], items: list[Prose]) -> str:
    return "".join(f"{start(place)}{item.markdown}\n" for place, item in enumerate(items, start=1))


def _write_practice(value: Mapping[str, Any], **middle: Any) -> tuple[dict[str, str], str]:
    head = {"id": value["id"], "judul": value["title"], "petunjuk": value["instructions"]}
    return {}, yaml_text.dump(_filled({**head, **middle, "umpan": value["feedback"]}))


def _write_field(value: Mapping[str, Any]) -> dict[str, Any]:
    return _filled(
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
        _filled(
            {"teks": option["text"], "benar": bool(option["correct"]), "umpan": option["feedback"]}
        )
        for option in options
    ]


def _filled(mapping: dict[str, Any]) -> dict[str, Any]:
    """Return the mapping without what is empty."""
    return {name: value for name, value in mapping.items() if value not in (None, "", [])}


# --- The forms ----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Form:
    """How one kind of container is read and written."""

    block: str
    attributes: frozenset[str]
    read: Callable[[Container], Mapping[str, Any]]
    write: Callable[[Mapping[str, Any]], tuple[dict[str, str], str]]


def _form(
    block: str,
    attributes: str,
    read: Callable[[Container], Mapping[str, Any]],
    write: Callable[[Mapping[str, Any]], tuple[dict[str, str], str]],
) -> Form:
    return Form(block, frozenset(attributes.split()), read, write)


FORMS = {
    "cerita": _form("story", "judul", _read_titled, _write_titled),
    "langkah": _form(
        "steps",
        "judul",
        lambda container: {"title": container.attribute("judul"), "steps": container.items("ol")},
        lambda value: ({"judul": value["title"]}, _write_items("{}. ".format, value["steps"])),
    ),
    "gambar": _form(
        "picture",
        "berkas alt keterangan",
        _read_picture,
        lambda value: (
            {"berkas": value["picture"].path, "alt": value["alt"]}
            | _filled({"keterangan": value["caption"]}),
            "",
        ),
    ),
    "perhatian": _form(
        "callout",
        "jenis judul",
        _read_callout,
        lambda value: ({"jenis": value["tone"]} | _write_titled(value)[0], _write_titled(value)[1]),
    ),
    "latihan-tandai": _form(
        "practice_spot",
        "",
        _read_spot,
        lambda value: _write_practice(
            value,
            pesan=value["message"],
            cukup=value["enough"],
            pilihan=write_options(value["options"]),
        ),
    ),
    "latihan-urutan": _form(
        "practice_order",
        "",
        _read_order,
        lambda value: _write_practice(value, urutan=list(value["order"])),
    ),
    "latihan-formulir": _form(
        "practice_form",
        "",
        _read_form,
        lambda value: _write_practice(
            value,
            isian=[_write_field(one) for one in value["fields"]],
            tombol=value["button"],
            hasil=value["result"],
        ),
    ),
    "paket": _form(
        "package",
        "id judul petunjuk berkas",
        _read_package,
        lambda value: (
            _filled({"id": value["id"], "judul": value["title"], "petunjuk": value["instructions"]})
            | {"berkas": value["package"].path},
            "",
        ),
    ),
    "layanan": _form(
        "service_card",
        "kartu",
        lambda container: {"card": CardRef(container.attribute("kartu"))},
        lambda value: ({"kartu": value["card"].slug}, ""),
    ),
    "ingat": _form(
        "remember",
        "",
        lambda container: {"points": container.items("ul")},
        lambda value: ({}, _write_items(lambda _place: "- ", value["points"])),
    ),
    "macet": _form(
        "stuck",
        "judul",
        lambda container: _read_titled(container, title="Kalau macet"),
        _write_titled,
    ),
    "tatap-muka": _form(
        "face_to_face",
        "",
        lambda container: {"text": container.rich_text()},
        lambda value: ({}, value["text"].markdown + "\n"),
    ),
    "media": _form(
        "media",
        "alamat judul durasi ukuran",
        _read_media,
        lambda value: (
            {
                "alamat": value["address"],
                "judul": value["title"],
                "durasi": value["duration"],
                "ukuran": value["size"],
            },
            value["transcript"].markdown + "\n",
        ),
    ),
    "unduhan": _form(
        "download",
        "berkas judul",
        lambda container: {
            "document": FileRef(container.attribute("berkas")),
            "title": container.attribute("judul"),
        },
        lambda value: ({"berkas": value["document"].path, "judul": value["title"]}, ""),
    ),
    "guru": _form(
        "teacher_sheet",
        "",
        lambda container: teaching.read_sheet(container.reader()),
        lambda value: ({}, teaching.write_sheet(value)),
    ),
}
