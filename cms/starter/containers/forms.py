"""Which container stands for which block: a container has one entry here."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from cms.starter import teaching
from cms.starter.containers.container import Container
from cms.starter.containers.practising import (
    read_form,
    read_order,
    read_package,
    read_spot,
    write_field,
    write_options,
    write_practice,
)
from cms.starter.containers.reading import (
    filled,
    read_callout,
    read_media,
    read_picture,
    read_titled,
    write_items,
    write_titled,
)
from cms.starter.documents import CardRef, FileRef


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
    "cerita": _form("story", "judul", read_titled, write_titled),
    "langkah": _form(
        "steps",
        "judul",
        lambda container: {"title": container.attribute("judul"), "steps": container.items("ol")},
        lambda value: ({"judul": value["title"]}, write_items("{}. ".format, value["steps"])),
    ),
    "gambar": _form(
        "picture",
        "berkas alt keterangan",
        read_picture,
        lambda value: (
            {"berkas": value["picture"].path, "alt": value["alt"]}
            | filled({"keterangan": value["caption"]}),
            "",
        ),
    ),
    "perhatian": _form(
        "callout",
        "jenis judul",
        read_callout,
        lambda value: ({"jenis": value["tone"]} | write_titled(value)[0], write_titled(value)[1]),
    ),
    "latihan-tandai": _form(
        "practice_spot",
        "",
        read_spot,
        lambda value: write_practice(
            value,
            pesan=value["message"],
            cukup=value["enough"],
            pilihan=write_options(value["options"]),
        ),
    ),
    "latihan-urutan": _form(
        "practice_order",
        "",
        read_order,
        lambda value: write_practice(value, urutan=list(value["order"])),
    ),
    "latihan-formulir": _form(
        "practice_form",
        "",
        read_form,
        lambda value: write_practice(
            value,
            isian=[write_field(one) for one in value["fields"]],
            tombol=value["button"],
            hasil=value["result"],
        ),
    ),
    "paket": _form(
        "package",
        "id judul petunjuk berkas",
        read_package,
        lambda value: (
            filled({"id": value["id"], "judul": value["title"], "petunjuk": value["instructions"]})
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
        lambda value: ({}, write_items(lambda _place: "- ", value["points"])),
    ),
    "macet": _form(
        "stuck",
        "judul",
        lambda container: read_titled(container, title="Kalau macet"),
        write_titled,
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
        read_media,
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
