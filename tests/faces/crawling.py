"""Every page that a person can reach by following links: one address for each kind of page."""

import re
from collections import deque
from urllib.parse import urldefrag, urljoin, urlsplit

from django.test import Client
from django.urls import Resolver404, resolve

LINK = re.compile(r"""<a\b[^>]*\bhref="([^"]+)\"""")
# The editors' admin is Wagtail's own; files are not pages; leaving ends the visit.
NOT_FOLLOWED = (
    "/cms/",
    "/django-admin/",
    "/media/",
    "/static/",
    "/documents/",
    "/keluar/",
    "/bahasa/",
)
FILE = re.compile(r"\.\w{2,4}$")
MOST_PAGES = 400


def kind_of(address: str) -> str:
    """Return the name of the view behind an address: pages of one kind share their template."""
    try:
        found = resolve(urlsplit(address).path)
    except Resolver404:
        return ""
    return found.view_name or found.func.__name__


def pages_of(client: Client, start: str = "/") -> dict[str, str]:
    """Return the first address of each kind of page that answers 200 with HTML, by kind."""
    waiting, seen, found = deque([start]), {start}, {}
    tried: dict[str, int] = {}
    while waiting and len(seen) < MOST_PAGES:
        address = waiting.popleft()
        kind = kind_of(address)
        # Three of a kind: a list's first row may be one without links of its own.
        tried[kind] = tried.get(kind, 0) + 1
        if tried[kind] > 3:
            continue
        answer = client.get(address)
        if answer.status_code in (301, 302):
            links = [answer["Location"]]
        elif answer.status_code == 200 and "text/html" in answer["Content-Type"]:
            found.setdefault(kind, address)
            links = LINK.findall(answer.content.decode())
        else:
            assert answer.status_code < 500, (address, answer.status_code)
            links = []
        for link in links:
            target = urldefrag(urljoin(address, link.replace("&amp;", "&"))).url
            if is_page(target) and target not in seen:
                seen.add(target)
                waiting.append(target)
    return found


def is_page(address: str) -> bool:
    """Tell whether a link leads to a page of ours that is worth a visit."""
    parts = urlsplit(address)
    return (
        not parts.netloc
        and parts.path.startswith("/")
        and not parts.path.startswith(NOT_FOLLOWED)
        and not FILE.search(parts.path)
    )
