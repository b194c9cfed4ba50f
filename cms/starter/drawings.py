"""Check that a picture of a package is what it says, and that a drawing can do nothing but be seen."""

import re
from pathlib import PurePosixPath
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring
from django.utils.translation import gettext as _

HEAVIEST_DRAWING = 30 * 1024
HEAVIEST_FILE = 2 * 1024 * 1024
STARTS = {
    ".h5p": (b"PK\x03\x04",),
    ".png": (b"\x89PNG\r\n",),
    ".jpg": (b"\xff\xd8\xff",),
    ".jpeg": (b"\xff\xd8\xff",),
    ".webp": (b"RIFF",),
    ".pdf": (b"%PDF-",),
}
FORBIDDEN = frozenset(
    {"script", "foreignObject", "iframe", "embed", "object", "audio", "video", "handler", "a"}
)
OUTSIDE = re.compile(r"url\(\s*['\"]?(?!#)|@import|javascript:|expression\(", re.IGNORECASE)


def fault_of_file(path: str, content: bytes) -> str:
    """Return what is wrong with a picture or document of a package, or nothing."""
    ending = PurePosixPath(path).suffix.lower()
    if ending == ".svg":
        return fault_of_drawing(content)
    if ending not in STARTS:
        return _("Only these files are taken: %(endings)s.") % {
            "endings": ", ".join([".svg", *STARTS])
        }
    if len(content) > HEAVIEST_FILE:
        return _("The file is too heavy. Make it smaller than 2 MB.")
    if not content.startswith(STARTS[ending]):
        return _("The file is not what its name says. Save it again in the right format.")
    return ""


def fault_of_drawing(content: bytes) -> str:
    """Return what is wrong with an SVG drawing: too heavy, unreadable, or more than a drawing."""
    if len(content) > HEAVIEST_DRAWING:
        return _("The drawing is too heavy. Make it smaller than 30 KB.")
    try:
        root = fromstring(content)
    except (ParseError, DefusedXmlException, ValueError):
        return _("The drawing cannot be read. Export it again as plain SVG.")
    if _name(root.tag) != "svg":
        return _("The drawing cannot be read. Export it again as plain SVG.")
    if any(_does_more_than_draw(element) for element in root.iter()):
        return _("The drawing holds a script, a link or something from another site. Remove it.")
    return ""


def _does_more_than_draw(element: Element) -> bool:
    if _name(element.tag) in FORBIDDEN or OUTSIDE.search(element.text or ""):
        return True
    return any(_is_outside(_name(name), value) for name, value in element.attrib.items())


def _is_outside(name: str, value: str) -> bool:
    if name.lower().startswith("on") or OUTSIDE.search(value):
        return True
    return name in {"href", "src"} and not value.startswith("#")


def _name(tag: object) -> str:
    return str(tag).rpartition("}")[2]
