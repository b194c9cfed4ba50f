"""Pictures that come with questions."""

import hashlib
import re
from io import BytesIO
from pathlib import PurePosixPath
from urllib.parse import unquote

from defusedxml import ElementTree
from defusedxml.common import DefusedXmlException
from django.utils.translation import gettext as _
from PIL import Image, UnidentifiedImageError

from courses.quizzes.domain.exchange.parcels import QuestionRefused

MOST_BYTES = 5 * 1024 * 1024
MOST_POINTS = 40_000_000
SUFFIXES = {"PNG": ".png", "JPEG": ".jpg", "GIF": ".gif", "WEBP": ".webp"}
TYPES = {
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".gif": "image/gif",
    ".webp": "image/webp",
    ".svg": "image/svg+xml",
}
HARMFUL = {"script", "foreignObject", "iframe", "handler", "image", "set", "animate", "a"}


def kept_path(name: str, content: bytes) -> str:
    """Return the path under which a picture travels: its name, and a mark of what it shows.

    Raises QuestionRefused for what is no picture, and for one that is too large or may do harm.
    """
    if len(content) > MOST_BYTES:
        raise QuestionRefused(_("its picture is larger than 5 MB. Make it smaller."))
    suffix = _suffix(content)
    stem = re.sub(r"[^a-z0-9]+", "-", PurePosixPath(unquote(name)).stem.lower()).strip("-")[:40]
    stem = re.sub(r"-[0-9a-f]{8}$", "", stem)
    mark = hashlib.sha256(content).hexdigest()[:8]
    return f"gambar/{stem or 'gambar'}-{mark}{suffix}"


def type_of(path: str) -> str:
    """Return the media type of a kept picture."""
    return TYPES[PurePosixPath(path).suffix]


def size_of(content: bytes) -> tuple[int, int]:
    """Return width and height of a picture in points, of a drawing in its own units."""
    if _is_drawing(content):
        return _size_of_drawing(content)
    with Image.open(BytesIO(content)) as picture:
        return picture.size


def _suffix(content: bytes) -> str:
    if _is_drawing(content):
        _check_drawing(content)
        return ".svg"
    try:
        with Image.open(BytesIO(content)) as picture:
            kind, (width, height) = picture.format, picture.size
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError) as error:
        raise QuestionRefused(_("its picture cannot be read.")) from error
    if kind not in SUFFIXES or width * height > MOST_POINTS:
        raise QuestionRefused(_("its picture is not a PNG, JPEG, GIF, WebP or SVG of usual size."))
    return SUFFIXES[kind]


def _is_drawing(content: bytes) -> bool:
    return b"<svg" in content[:2000]


def _check_drawing(content: bytes) -> None:
    try:
        root = ElementTree.fromstring(content, forbid_dtd=True)
    except (ElementTree.ParseError, DefusedXmlException, ValueError) as error:
        raise QuestionRefused(_("its drawing (SVG) cannot be read.")) from error
    for element in root.iter():
        name = str(element.tag).rpartition("}")[2]
        keys = [key.rpartition("}")[2].lower() for key in element.attrib]
        addresses = [value for key, value in element.items() if key.rpartition("}")[2] == "href"]
        if (
            name in HARMFUL
            or any(key.startswith("on") for key in keys)
            or any(not address.startswith("#") for address in addresses)
        ):
            raise QuestionRefused(_("its drawing (SVG) holds more than a drawing. Save it as PNG."))


def _size_of_drawing(content: bytes) -> tuple[int, int]:
    root = ElementTree.fromstring(content, forbid_dtd=True)
    numbers = re.findall(r"-?[\d.]+", root.get("viewBox") or "")
    if len(numbers) == 4:
        return max(1, round(float(numbers[2]))), max(1, round(float(numbers[3])))
    sides = [re.match(r"[\d.]+", root.get(side) or "") for side in ("width", "height")]
    width, height = (round(float(side[0])) if side else 1000 for side in sides)
    return max(1, width), max(1, height)
