"""Films of other sites: which we can show in a frame, and at which address of ours.

Nothing is asked of another site before somebody presses the button of the notice in the lesson.
"""

import re
from dataclasses import dataclass
from urllib.parse import SplitResult, parse_qs, urlencode, urlsplit

from django.conf import settings
from wagtail.models import Page

YOUTUBE = re.compile(r"(?:(?:www\.|m\.)?youtube\.com|(?:www\.)?youtube-nocookie\.com)")
YOUTUBE_PATH = re.compile(r"/(?:embed|live|shorts)/([\w-]{11})/?")
YOUTUBE_SHORT_PATH = re.compile(r"/([\w-]{11})/?")
YOUTUBE_ID = re.compile(r"[\w-]{11}")
VIMEO_PATH = re.compile(r"/(?:video/)?(\d+)(?:/(\w+))?/?")


@dataclass(frozen=True)
class Player:
    """The page of another site that shows one film in a frame."""

    address: str
    host: str


def player_of(address: str) -> Player | None:
    """Return what shows the film at this address; None when settings.VIDEO_HOSTS does not name it.

    Addresses of YouTube and Vimeo as people copy them lead to those players that keep no track of
    who only looks.
    """
    try:
        stated = urlsplit(address)
    except ValueError:
        return None
    player = urlsplit(_of_youtube(stated) or _of_vimeo(stated) or address)
    if player.scheme != "https" or player.netloc not in settings.VIDEO_HOSTS:
        return None
    return Player(player.geturl(), player.netloc)


def film_address(page: Page, block_id: str | None) -> str:
    """Return where the film of this block is shown; empty in a draft that nobody else can open."""
    place = page.url_path.strip("/").split("/")[-2:]
    if not (page.live and block_id and len(place) == len(("course", "lesson"))):
        return ""
    return f"/katalog/{'/'.join(place)}/video/{block_id}/"


def _of_youtube(address: SplitResult) -> str:
    if address.netloc == "youtu.be":
        found = YOUTUBE_SHORT_PATH.fullmatch(address.path)
    elif not YOUTUBE.fullmatch(address.netloc):
        return ""
    elif address.path == "/watch":
        found = YOUTUBE_ID.fullmatch(parse_qs(address.query).get("v", [""])[0])
    else:
        found = YOUTUBE_PATH.fullmatch(address.path)
    # The last group, or all of it where the pattern has none.
    return f"https://www.youtube-nocookie.com/embed/{found[found.re.groups]}" if found else ""


def _of_vimeo(address: SplitResult) -> str:
    if address.netloc not in ("vimeo.com", "www.vimeo.com", "player.vimeo.com"):
        return ""
    found = VIMEO_PATH.fullmatch(address.path)
    if not found:
        return ""
    # `h` opens a film that is not listed; `dnt` asks not to be followed.
    key = found[2] or parse_qs(address.query).get("h", [""])[0]
    query = urlencode({"h": key, "dnt": 1} if key else {"dnt": 1})
    return f"https://player.vimeo.com/video/{found[1]}?{query}"
