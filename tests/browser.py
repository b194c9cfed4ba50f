"""A real Chromium against a real server, for the journeys.

`phone` and `desk` are pages of the sizes that learners have; `browse` opens others. A page that
breaks the content security policy, contacts another host or throws in a script fails its test.
"""

import os
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    sync_playwright,
)
from pytest_django.live_server_helper import LiveServer

from tests.needs import installed_chromium

PHONE = {"viewport": {"width": 360, "height": 640}, "has_touch": True, "is_mobile": True}
DESK = {"viewport": {"width": 1366, "height": 768}}

Browse = Callable[..., Page]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Start one browser for the whole run."""
    as_root = hasattr(os, "geteuid") and os.geteuid() == 0
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=installed_chromium(), args=["--no-sandbox"] if as_root else []
        )
        yield browser
        browser.close()


@pytest.fixture
def browse(chromium: Browser, live_server: LiveServer) -> Iterator[Browse]:
    """Return a function that opens a page as a new person: other cookies, other storage.

    Keyword arguments are Playwright's for a new context, such as java_script_enabled=False.
    """
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def open_page(**options: Any) -> Page:
        context = chromium.new_context(
            base_url=live_server.url, locale="id-ID", **(PHONE | options)
        )
        context.set_default_timeout(10_000)
        contexts.append(context)
        page = context.new_page()
        _listen_for_complaints(page, live_server.url, complaints)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []


def _listen_for_complaints(page: Page, home: str, complaints: list[str]) -> None:
    def note_console(message: ConsoleMessage) -> None:
        if message.type == "error" and "Content Security Policy" in message.text:
            complaints.append(message.text)

    def note_request(request: Request) -> None:
        if not request.url.startswith((home, "data:", "blob:", "about:")):
            complaints.append(f"{page.url} asked another host: {request.url}")

    page.on("console", note_console)
    page.on("request", note_request)
    page.on("pageerror", lambda error: complaints.append(f"{page.url} threw {error}"))


@pytest.fixture
def phone(browse: Browse) -> Page:
    """Open a page on a phone of 360 by 640, in Indonesian."""
    return browse()


@pytest.fixture
def desk(browse: Browse) -> Page:
    """Open a page on an office computer of 1366 by 768, in Indonesian."""
    return browse(**DESK, has_touch=False, is_mobile=False)
