"""Pages that are the same bytes for everybody who is not signed in: kept whole, and kept by proxies."""

import hashlib
from collections.abc import Callable, Mapping
from typing import Any

from django.core.cache import caches
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.translation import get_language

from cms.context import saves_data

# The regency's name and contacts on the page may be this old, and a proxy may keep the page as long.
SECONDS = 60
# A browser asks each time (an unchanged page costs it a few bytes): after signing in it must not
# show what it kept from before.
CACHE_CONTROL = f"public, max-age=0, s-maxage={SECONDS}"

Build = Callable[[], Mapping[str, Any]]


def public_page(request: HttpRequest, template: str, state: str, build: Build) -> HttpResponse:
    """Return the page from this process's memory, or build and keep it.

    `state` names everything the page depends on: a page of the same state has the same bytes.
    """
    digest = hashlib.sha256(
        f"{template}|{state}|{request.get_full_path()}|{timezone.localdate()}|{get_language()}"
        f"|{saves_data(request)}".encode()
    ).hexdigest()
    kept: bytes | None = caches["local"].get(f"page:{digest}")
    if kept is None:
        context = {**build(), "shell": "base.html", "is_signed_in": False}
        kept = render_to_string(template, context, request).encode()
        caches["local"].set(f"page:{digest}", kept, SECONDS)
    response = HttpResponse(kept)
    etag = f'"{hashlib.sha256(kept).hexdigest()[:32]}"'
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = CACHE_CONTROL
    patch_vary_headers(response, ["Cookie", "Save-Data"])
    return get_conditional_response(request, etag=etag, response=response) or response


def personal_page(request: HttpRequest, template: str, context: Mapping[str, Any]) -> HttpResponse:
    """Return a page with something of one person on it: nobody else keeps it."""
    response = render(request, template, {**context, "shell": "private.html", "is_signed_in": True})
    response.headers["Cache-Control"] = "private, no-cache"
    return response
