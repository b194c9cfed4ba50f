"""Visits: who goes where, and what is taken there."""

import base64
import hashlib
import hmac
import json
import struct
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from playwright.sync_api import Browser, Page

from tests.screens.camera import take, take_paper

ROOT = Path(__file__).resolve().parent.parent.parent
SIZES = {
    "phone": (360, 640),
    "tablet": (768, 1024),
    "desk": (1366, 768),
    "guide": (1120, 720),
    "paper": (794, 1123),  # A4 at 96 dots an inch
}
PAPER = "paper"
EVERY_SIZE = ("phone", "tablet", "desk")
BOTH_COLOURS = ("light", "dark")
SESSION_COOKIE = "sessionid"  # Django's own name for it, which the development settings keep

# An address, or the steps that lead to the screen from wherever the visitor is.
Way = str | Callable[[Page], None]


@dataclass(frozen=True)
class Account:
    """A demonstration account as `manage.py demo_accounts --json` lists it, or somebody's open session."""

    username: str = ""
    password: str = ""
    totp_secret: str = ""
    session: str = ""


@dataclass(frozen=True)
class Visit:
    """What somebody sees, screen after screen; a guest has no role.

    The screens are visited in their order by one person, so that a way may begin where the one before it
    ended: a visit is made whole when only its last screen is asked for.
    """

    screens: Mapping[str, Way]
    role: str = ""
    sizes: tuple[str, ...] = EVERY_SIZE
    colours: tuple[str, ...] = BOTH_COLOURS
    part: str = ""  # what stands at the top of the window; else the whole page is taken
    is_walk: bool = False  # each screen leads to the next, so none can be left out


def visit(
    browser: Browser, address: str, accounts: dict[str, Account], it: Visit, wanted: set[str]
) -> None:
    """Go through the screens of a visit that are wanted (all, if none is named), and take them."""
    chosen = [name for name in it.screens if not wanted or name in wanted]
    if not chosen:
        return
    with opened(browser, address, it.sizes[0], it.colours[0]) as page:
        if it.role:
            sign_in(page, accounts[it.role])
        for name in it.screens if it.is_walk else chosen:
            go(page, it.screens[name])
            if name in chosen:
                take_every(page, name, it)


def go(page: Page, way: Way) -> None:
    """Follow a way to its end."""
    if callable(way):
        way(page)
    else:
        page.goto(way)
    page.wait_for_load_state("networkidle")


def take_every(page: Page, name: str, it: Visit) -> None:
    """Take the screen in every size and colour of the visit, and leave it as it was."""
    page.mouse.move(0, 0)
    for size in it.sizes:
        for colour in it.colours:
            show(page, size, colour)
            if size == PAPER:
                take_paper(page, f"{name}-{size}")
                continue
            if it.part:
                scroll_to(page, it.part)
            take(page, f"{name}-{size}-{colour}", whole=not it.part)
    show(page, it.sizes[0], it.colours[0])


def show(page: Page, size: str, colour: str) -> None:
    """Give the window another size and other colours."""
    width, height = SIZES[size]
    page.set_viewport_size({"width": width, "height": height})
    page.emulate_media(color_scheme="dark" if colour == "dark" else "light")


def scroll_to(page: Page, selector: str, room: int = 12) -> None:
    """Bring the first such part to the top of the window, at once, with so many pixels above it."""
    page.locator(selector).first.evaluate(
        "(part, room) => {"
        "  part.style.scrollMarginTop = `${room}px`;"
        "  part.scrollIntoView({behavior: 'instant'});"
        "}",
        room,
    )


@contextmanager
def opened(browser: Browser, address: str, size: str, colour: str) -> Iterator[Page]:
    """Open a page as a new person, at this size and in these colours."""
    width, height = SIZES[size]
    context = browser.new_context(
        base_url=address,
        viewport={"width": width, "height": height},
        color_scheme="dark" if colour == "dark" else "light",
        reduced_motion="reduce",  # no colour is on its way to another when the picture is taken
        locale="id-ID",
    )
    yield context.new_page()
    context.close()


def demonstration_accounts() -> dict[str, Account]:
    """Return the demonstration accounts by role."""
    return {
        row["role"]: Account(row["username"], row["password"], row.get("totp_secret", ""))
        for row in told("manage.py", "demo_accounts", "--json")
    }


def learners_in_the_middle() -> dict[str, Account]:
    """Return those who have learned already (see people.py), made if they are missing."""
    sessions = told("-m", "tests.screens.people")
    return {role: Account(session=session) for role, session in sessions.items()}


@cache
def told(*arguments: str) -> Any:
    """Return what a Python of its own prints as JSON: Django does not live with the browser's loop."""
    return json.loads(
        subprocess.run(
            [sys.executable, *arguments], cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True
        ).stdout
    )


def sign_in(page: Page, account: Account) -> None:
    """Go through the one door, past the second factor where the role has one; who is in is in."""
    if account.session:
        page.goto("/bantuan/")
        page.context.add_cookies(
            [{"name": SESSION_COOKIE, "value": account.session, "url": urljoin(page.url, "/")}]
        )
        return
    page.goto("/masuk/")
    page.fill("input[name=login]", account.username)
    page.fill("input[name=password]", account.password)
    page.press("input[name=password]", "Enter")
    page.wait_for_load_state()
    if account.totp_secret and page.locator("input[name=code]").count():
        enter_code(page, account.totp_secret)


def enter_code(page: Page, secret: str) -> None:
    """Give six digits that were not given before: each works once, and a minute early or late."""
    for seconds in (0, 30, -30, 60, -60):
        page.fill("input[name=code]", six_digits(secret, time.time() + seconds))
        page.press("input[name=code]", "Enter")
        page.wait_for_load_state("networkidle")
        if not page.locator("input[name=code]").count():
            return


def six_digits(secret: str, now: float) -> str:
    """Return the code of RFC 6238 for this moment (seconds since 1970)."""
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    digest = hmac.new(key, struct.pack(">Q", int(now // 30)), hashlib.sha1).digest()
    start = digest[-1] & 15
    number = struct.unpack(">I", digest[start : start + 4])[0] & 0x7FFFFFFF
    return f"{number % 1_000_000:06d}"
