"""A real Chromium against a real server, for the journeys.

`phone` and `desk` are pages of the sizes that learners have, `slow_phone` is the phone of most of
them behind the line of most of them; `browse` opens others. A page that breaks the content security
policy, contacts another host or throws in a script fails its test.
"""

import os
from collections.abc import Callable, Iterator
from functools import wraps
from typing import Any

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    CDPSession,
    ConsoleMessage,
    Locator,
    Page,
    Request,
    expect,
    sync_playwright,
)
from pytest_django.live_server_helper import LiveServer

from tests.needs import installed_chromium

PHONE: dict[str, Any] = {
    "viewport": {"width": 360, "height": 640},
    "has_touch": True,
    "is_mobile": True,
}
DESK: dict[str, Any] = {"viewport": {"width": 1366, "height": 768}}
# Its owner pays for every picture, and has told the browser so.
OLD_PHONE: dict[str, Any] = {
    "user_agent": "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/130.0.0.0 Mobile Safari/537.36",
    "extra_http_headers": {"Save-Data": "on"},
}
BYTES_A_SECOND = 400_000 / 8
LATENCY = 400  # milliseconds
SLOWER = 4  # times slower than the processor of this machine

# Milliseconds: a machine that does much else at the same time makes nobody's test fail.
PATIENCE = 30_000

# What a person does with a part of a page.
ACTS = ("check", "click", "fill", "press", "select_option", "tap", "uncheck")

Browse = Callable[..., Page]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Start one browser for the whole run."""
    expect.set_options(timeout=PATIENCE)
    as_root = hasattr(os, "geteuid") and os.geteuid() == 0
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        for act in ACTS:
            patch.setattr(Locator, act, _once_the_page_is_whole(getattr(Locator, act)))
        browser = playwright.chromium.launch(
            executable_path=installed_chromium(), args=["--no-sandbox"] if as_root else []
        )
        yield browser
        browser.close()


def _once_the_page_is_whole(act: Callable[..., Any]) -> Callable[..., Any]:
    """Return the act of somebody who lets the page come first, its scripts with it.

    A test is quicker than anybody's thumb: on a busy machine it would tap what no script listens to yet.
    """

    @wraps(act)
    def patiently(self: Locator, *args: Any, **options: Any) -> Any:
        self.page.wait_for_load_state()
        return act(self, *args, **options)

    return patiently


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
        context.set_default_timeout(PATIENCE)
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


@pytest.fixture
def slow_phone(browse: Browse) -> Page:
    """Open a page on an old Android phone of 360 by 640, behind a slow line, with Save-Data on."""
    page = browse(**OLD_PHONE)
    slow_line(page)
    return page


def slow_line(page: Page) -> CDPSession:
    """Put the page behind the line and the processor of an old phone."""
    line = page.context.new_cdp_session(page)
    line.send("Network.enable")
    line.send(
        "Network.emulateNetworkConditions",
        {
            "offline": False,
            "latency": LATENCY,
            "downloadThroughput": BYTES_A_SECOND,
            "uploadThroughput": BYTES_A_SECOND,
        },
    )
    line.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    return line
