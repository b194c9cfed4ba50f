"""Clean HTML and pictures as values that a design can set."""

import base64
from collections.abc import Mapping
from io import BytesIO
from pathlib import PurePosixPath
from urllib.parse import unquote
from xml.etree.ElementTree import Element

from django.conf import settings
from django.core.files.storage import default_storage
from PIL import Image, UnidentifiedImageError

from certificates.domain.lettering import Value
from courses.quizzes.domain.exchange.blanks import MARK
from courses.quizzes.domain.exchange.markup import elements_of
from courses.quizzes.domain.exchange.pictures import size_of

WIDEST = 1200


def nodes_of(html: str, gaps: Mapping[str, str] | None = None) -> list[Value]:
    """Return HTML as a tree: texts, and {"tag", "inside"}; gaps are {"tag": "gap", "inside": [name]}."""
    return [_node(element, gaps or {}) for element in elements_of(html)]


def picture_of(address: str) -> tuple[str, float]:
    """Return a picture as a drawing (SVG) and its height for a width of 1; ("", 0) if it is gone."""
    name = unquote(address).removeprefix(settings.MEDIA_URL)
    try:
        with default_storage.open(name) as file:
            content: bytes = file.read()
        if PurePosixPath(name).suffix == ".svg":
            return _drawing(content)
        return _photograph(content)
    except (OSError, ValueError, UnidentifiedImageError):
        return "", 0


def _drawing(content: bytes) -> tuple[str, float]:
    width, height = size_of(content)
    return content.decode(errors="replace"), height / width


def _photograph(content: bytes) -> tuple[str, float]:
    """Return a photograph inside a drawing, small enough for paper and without colours that copy badly."""
    with Image.open(BytesIO(content)) as opened:
        picture = opened.convert("RGBA")
    white = Image.new("RGBA", picture.size, "white")
    white.alpha_composite(picture)
    grey = white.convert("L")
    grey.thumbnail((WIDEST, WIDEST))
    packed = BytesIO()
    grey.save(packed, "PNG", optimize=True)
    width, height = grey.size
    inside = base64.b64encode(packed.getvalue()).decode()
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}">'
        f'<image width="{width}" height="{height}" href="data:image/png;base64,{inside}"/></svg>',
        height / width,
    )


def _node(element: Element, gaps: Mapping[str, str]) -> Value:
    inside: list[Value] = list(_texts(element.text or "", gaps))
    for one in element:
        inside.append(_node(one, gaps))
        inside += _texts(one.tail or "", gaps)
    return {"tag": str(element.tag), "inside": inside}


def _texts(text: str, gaps: Mapping[str, str]) -> list[Value]:
    """Return the text with each gap that it marks."""
    found: list[Value] = []
    for place, part in enumerate(MARK.split(text)):
        if place % 2:
            found.append({"tag": "gap", "inside": [gaps.get(part, "")]})
        elif part:
            found.append(part)
    return found
