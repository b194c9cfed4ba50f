"""The containers that are read: stories, pictures, notices, films; from container to block and back."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from cms.blocks.reading import CalloutBlock
from cms.starter.containers.container import Container
from cms.starter.documents import FileRef, Prose


def read_titled(container: Container, *, title: str | None = None) -> Mapping[str, Any]:
    """Return a title and a text."""
    return {"title": container.attribute("judul", default=title), "text": container.rich_text()}


def read_picture(container: Container) -> Mapping[str, Any]:
    """Return a picture with its words."""
    return {
        "picture": FileRef(container.attribute("berkas")),
        "alt": container.attribute("alt"),
        "caption": container.attribute("keterangan", default=""),
    }


def read_callout(container: Container) -> Mapping[str, Any]:
    """Return a notice with its tone."""
    tone = container.attribute("jenis", default="info")
    tones = [value for value, _label in CalloutBlock.TONES]
    if tone not in tones:
        raise container.refuse(
            _("“%(tone)s” is unknown. Known are: %(known)s.")
            % {"tone": tone, "known": ", ".join(tones)}
        )
    return {"tone": tone, **read_titled(container, title="")}


def read_media(container: Container) -> Mapping[str, Any]:
    """Return a film that lies elsewhere, with its words."""
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


def write_titled(value: Mapping[str, Any]) -> tuple[dict[str, str], str]:
    """Return the attributes and the lines of a title and a text."""
    return filled({"judul": value["title"]}), value["text"].markdown + "\n"


def write_items(start: Callable[[int], str], items: list[Prose]) -> str:
    """Return a list as lines, each with what it starts with."""
    return "".join(f"{start(place)}{item.markdown}\n" for place, item in enumerate(items, start=1))


def filled(mapping: dict[str, Any]) -> dict[str, Any]:
    """Return the mapping without what is empty."""
    return {name: value for name, value in mapping.items() if value not in (None, "", [])}
