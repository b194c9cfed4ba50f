"""The player's own page: the same bytes for everybody, made of our files, with a policy that names each of them."""

import base64
import gzip
import hashlib
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings
from django.templatetags.static import static
from django.utils.html import escape
from django.utils.translation import get_language
from django.utils.translation import gettext as _

SOURCES = Path(settings.BASE_DIR) / "static" / "js" / "package-player"
SCRIPT, CORE, STYLE = "js/package-player.js", "h5p/frame.bundle.js", "h5p/h5p.css"

# What the frame's own policy adds to the one it inherits: it reaches nothing but what it was given.
# `webrtc` has no fallback, so it is named; films are streamed from one folder of ours.
FRAME_POLICY = (
    "default-src 'none'; script-src blob: 'sha256-{loader}'{evaluating}; style-src 'unsafe-inline' blob:; "
    "img-src data: blob:; media-src data: blob: %site%/paket/berkas/; font-src data: blob:; "
    "connect-src 'none'; form-action 'none'; base-uri 'none'"
)
PAGE_POLICY = (
    "default-src 'none'; script-src 'self' blob: 'sha256-{loader}'{evaluating}; "
    "style-src 'unsafe-inline' blob:; img-src 'self' data: blob:; media-src 'self' data: blob:; "
    "font-src data: blob:; connect-src 'self'; worker-src 'self'; frame-src 'none'; object-src 'none'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
)
FRAME = (
    '<!doctype html><html class="h5p-iframe"><head><meta charset="utf-8">'
    '<meta http-equiv="Content-Security-Policy" content="{policy}">'
    '<meta name="viewport" content="width=device-width, initial-scale=1"></head>'
    "<body><script>{loader}</script></body></html>"
)
PAGE = (
    '<!doctype html><html lang="{language}"><head><meta charset="utf-8"><title>{title}</title>'
    '<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">'
    '<link rel="icon" href="data:,"><style>{style}</style>'
    '<script type="application/json" id="parts">{parts}</script>'
    '<script type="module" src="{script}"></script></head>'
    '<body data-core="{core}" data-style="{core_style}"><p id="told" role="status">{waiting}</p></body></html>'
)


@dataclass(frozen=True)
class PlayerPage:
    """The page and the policy it is sent with."""

    html: str
    policy: str


def player_page(*, evaluating: bool) -> PlayerPage:
    """Return the player's page; `evaluating` for packages whose scripts make code of text."""
    loader = _source("frame/loader.js")
    allowed = {"loader": _print_of(loader), "evaluating": " 'unsafe-eval'" if evaluating else ""}
    frame = FRAME.format(policy=escape(FRAME_POLICY.format(**allowed)), loader=loader)
    parts = {
        "frame": frame,
        "before": _source("frame/before.js"),
        "bridge": _source("frame/bridge.js"),
        "style": _source("frame/frame.css"),
        "words": words(),
    }
    html = PAGE.format(
        language=get_language(),
        title=_("Activity"),
        style=_source("player.css"),
        parts=json.dumps(parts, ensure_ascii=False).replace("<", "\\u003c"),
        script=asset(SCRIPT),
        core=asset(CORE),
        core_style=asset(STYLE),
        waiting=_("One moment …"),
    )
    return PlayerPage(html, PAGE_POLICY.format(**allowed))


def asset(name: str) -> str:
    """Return the address of a built file, which changes with its bytes also where names carry no print."""
    return f"{static(name)}?v={_print_of_file(name)}"


@cache
def player_weight() -> int:
    """Return how many bytes the player itself is on the line; a phone fetches it with its first package."""
    files = [_file_of(name) for name in (SCRIPT, CORE, STYLE)]
    return sum(len(gzip.compress(file.read_bytes())) for file in files if file.is_file())


def words() -> dict[str, object]:
    """Return what the player and H5P's own player say."""
    return {
        "noSignal": _("There is no signal. Try again later; what you have done here is kept."),
        "gone": _("This activity is not here any more. Go back to the lesson."),
        "broken": _(
            "This activity does not start on this device. Go on with the lesson, and tell us."
        ),
        "h5p": {
            "fullscreen": _("Full screen"),
            "disableFullscreen": _("Leave full screen"),
            "close": _("Close"),
            "contentChanged": _("This activity has changed since you were here."),
            "startingOver": _("You begin again."),
            "by": _("by"),
            "title": _("Title"),
            "author": _("Author"),
            "year": _("Year"),
            "source": _("Source"),
            "license": _("Licence"),
            "copyrightInformation": _("Rights of use"),
            "showMore": _("Show more"),
            "showLess": _("Show less"),
            "confirmDialogHeader": _("Go on?"),
            "confirmDialogBody": _("This cannot be undone."),
            "cancelLabel": _("Cancel"),
            "confirmLabel": _("Yes, go on"),
        },
    }


@cache
def _source(name: str) -> str:
    return (SOURCES / name).read_text().strip()


def _print_of(script: str) -> str:
    """Return the print by which a policy names an inline script."""
    return base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()


@cache
def _print_of_file(name: str) -> str:
    return hashlib.sha256(_file_of(name).read_bytes()).hexdigest()[:12]


def _file_of(name: str) -> Path:
    return Path(settings.VAR_DIR) / "assets" / name
