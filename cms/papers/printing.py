"""Handouts, posters and pictures for link previews, set in type from what editors wrote."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from django.conf import settings
from wagtail.images.models import Image
from wagtail.rich_text import RichText

from certificates.domain.papers import qr_drawing
from certificates.domain.typesetting import draw, typeset
from cms.context import facts_of_regency
from cms.models import CoursePage, LessonPage
from cms.papers.words import paragraphs_of

DESIGNS = Path(__file__).resolve().parent.parent / "designs"
# The picture that WhatsApp and others show beside a link: 1200 by 630 points, a pixel each.
PREVIEW_PIXELS_PER_INCH = 72


def lesson_handout(page: LessonPage, course: str) -> bytes:
    """Return the lesson on one A4 sheet, in 16 points where it fits: what stays on the wall."""
    values = _common(page.title, page.goal, page.short_path) | {
        "course": course,
        "goal": page.goal,
        "parts": list(_parts(page)),
    }
    return typeset(DESIGNS / "handout.typ", values)


def course_poster(page: CoursePage) -> bytes:
    """Return an A4 poster with a QR that leads to the course."""
    values = _common(page.title, page.summary, page.short_path) | {
        "can_do": list(page.can_do),
        "picture": _drawing(page.picture),
        "picture_alt": page.picture_alt or page.title,
    }
    return typeset(DESIGNS / "poster.typ", values)


def course_preview(page: CoursePage) -> bytes:
    """Return the PNG that a link to the course or to one of its lessons shows, 1200 by 630 pixels."""
    values = {
        "title": page.title,
        "summary": page.summary,
        "picture": _drawing(page.picture),
        "site": _site(),
    }
    return draw(DESIGNS / "preview.typ", values, pixels_per_inch=PREVIEW_PIXELS_PER_INCH)


def _common(title: str, description: str, path: str) -> dict[str, Any]:
    address = f"{settings.SITE_URL}{path}"
    return {
        "document_title": title,
        "description": description,
        "keywords": [],
        "issuer_lines": [_site()],
        "title": title,
        "summary": description,
        "site": _site(),
        "address": address.removeprefix("https://").removeprefix("http://"),
        "qr": qr_drawing(address),
    }


def _site() -> str:
    facts = facts_of_regency()
    return f"{facts['site_title']} – {facts['name']}"


def _drawing(image: Image | None) -> str:
    """Return the drawing as SVG text; nothing for photographs, which papers do without."""
    if image is None or not image.is_svg():
        return ""
    try:
        with image.file.open("rb") as file:
            return str(file.read().decode())
    except OSError:
        return ""


def _parts(page: LessonPage) -> Iterator[dict[str, Any]]:
    """Yield what of a lesson is worth paper: neither the story nor what is done on the screen."""
    for block in page.body:
        make = PARTS.get(block.block_type)
        if make:
            yield make(block.value)


def _lines(value: RichText) -> list[dict[str, Any]]:
    return paragraphs_of(value.source)


def _text(value: RichText) -> dict[str, Any]:
    return {"kind": "text", "title": "", "lines": _lines(value)}


def _steps(value: Mapping[str, Any]) -> dict[str, Any]:
    steps = [_lines(step)[:1] for step in value["steps"]]
    return {
        "kind": "steps",
        "title": value["title"],
        "lines": [line for step in steps for line in step],
    }


def _callout(value: Mapping[str, Any]) -> dict[str, Any]:
    return {"kind": "box", "title": value["title"], "lines": _lines(value["text"])}


def _remember(value: Mapping[str, Any]) -> dict[str, Any]:
    points = [line | {"kind": "point"} for point in value["points"] for line in _lines(point)]
    return {"kind": "box", "title": "Ingat", "lines": points}


def _stuck(value: Mapping[str, Any]) -> dict[str, Any]:
    return {"kind": "text", "title": value["title"], "lines": _lines(value["text"])}


def _face_to_face(value: Mapping[str, Any]) -> dict[str, Any]:
    return {"kind": "text", "title": "Kalau lebih suka tatap muka", "lines": _lines(value["text"])}


PARTS = {
    "text": _text,
    "steps": _steps,
    "callout": _callout,
    "remember": _remember,
    "stuck": _stuck,
    "face_to_face": _face_to_face,
}
