"""What templates need to show the face of the site: icons, the current place, the version."""

import re
import tomllib
from functools import cache

from django import template
from django.conf import settings
from django.template import Context
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

DRAWING = re.compile(r"<svg[^>]*>(.*)</svg>", re.DOTALL)
ICON = '<svg class="{classes}" viewBox="0 0 24 24" aria-hidden="true" focusable="false">{drawing}</svg>'


class UnknownIconError(template.TemplateSyntaxError):
    """A template asks for an icon that nobody has drawn."""


@register.simple_tag
def icon(name: str, classes: str = "") -> SafeString:
    """Return the drawing `static/icons/<name>.svg`, hidden from screen readers: a word stands beside it."""
    # Only our own files and class names, both written in templates, go into the page unescaped.
    return mark_safe(  # noqa: S308
        ICON.format(classes=f"icon {classes}".strip(), drawing=_drawing(name))
    )


@register.simple_tag(takes_context=True)
def here(context: Context, address: str) -> SafeString:
    """Return the attribute that marks a menu item whose address the reader is at or below."""
    path = getattr(context.get("request"), "path", "")
    is_here = path == address if address == "/" else path.startswith(address)
    return SafeString(' aria-current="page"' if is_here else "")


@register.simple_tag
def version() -> str:
    """Return the version of the product, as pyproject.toml states it."""
    return _version()


@cache
def _drawing(name: str) -> str:
    path = settings.BASE_DIR / "static" / "icons" / f"{name}.svg"
    if not path.is_file():
        raise UnknownIconError(f"There is no icon called {name}: draw static/icons/{name}.svg.")
    found = DRAWING.search(path.read_text())
    return found[1] if found else ""


@cache
def _version() -> str:
    with (settings.BASE_DIR / "pyproject.toml").open("rb") as file:
        return str(tomllib.load(file)["project"]["version"])
