"""Take the pictures of docs/screens from a running product.

    python3 run.py                                       in one terminal
    .venv/bin/python -m tests.screens                    in another; or with the address

Signs in with the demonstration accounts, so the product runs with the development settings.
Each picture is a WebP of few colours, small enough to live in the repository.
"""

import base64
import hashlib
import hmac
import io
import json
import struct
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from tests.needs import installed_chromium

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "docs" / "screens"
SIZES = {"phone": (360, 640), "tablet": (768, 1024), "desk": (1366, 768)}
TALLEST = 1600  # pixels; a longer page is cut, so that pictures stay small

COURSE = "/katalog/aman-di-dunia-digital/"
PUBLIC = {
    "home": "/",
    "catalogue": "/katalog/",
    "search": "/cari/?q=ngantri",
    "course": COURSE,
    "lesson": f"{COURSE}telepon-petugas-dukcapil/",
    "quiz": "/kuis/aman-di-dunia-digital/",
    "sign-in": "/masuk/",
    "sign-up": "/daftar/",
    "activation": "/masuk/aktivasi/",
    "verification": "/verifikasi/",
    "help": "/bantuan/",
}
OWN = {"my-learning": "/belajar/", "my-data": "/data-saya/"}
EDITING = {"editor-home": "/cms/", "editor-cards": "/cms/snippets/"}


@dataclass(frozen=True)
class Account:
    """One demonstration account, as `manage.py demo_accounts --json` lists it."""

    username: str
    password: str
    totp_secret: str


def main(address: str) -> None:
    """Take every picture."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    accounts = demonstration_accounts()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=installed_chromium(), args=["--no-sandbox"]
        )
        for size in SIZES:
            for scheme in ("light", "dark"):
                with opened(browser, address, size, scheme) as page:
                    take_all(page, PUBLIC, f"{size}-{scheme}")
                    sign_in(page, accounts["warga"])
                    take_all(page, OWN, f"{size}-{scheme}")
        with opened(browser, address, "desk", "light") as page:
            sign_in(page, accounts["editor"])
            take_all(page, EDITING, "desk-light")
            take_lesson_editor(page)
        browser.close()


def demonstration_accounts() -> dict[str, Account]:
    """Return the demonstration accounts by role."""
    listed = subprocess.run(
        [sys.executable, "manage.py", "demo_accounts", "--json"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    return {
        row["role"]: Account(row["username"], row["password"], row.get("totp_secret", ""))
        for row in json.loads(listed)
    }


@contextmanager
def opened(browser: Browser, address: str, size: str, scheme: str) -> Iterator[Page]:
    """Open a page as a new person, at this size and in these colours."""
    width, height = SIZES[size]
    context = browser.new_context(
        base_url=address,
        viewport={"width": width, "height": height},
        color_scheme="dark" if scheme == "dark" else "light",
        locale="id-ID",
        is_mobile=size == "phone",
    )
    yield context.new_page()
    context.close()


def sign_in(page: Page, account: Account) -> None:
    """Go through the one door, past the second factor where the role has one."""
    page.goto("/masuk/")
    page.fill("input[name=login]", account.username)
    page.fill("input[name=password]", account.password)
    page.press("input[name=password]", "Enter")
    page.wait_for_load_state()
    if account.totp_secret and page.locator("input[name=code]").count():
        page.fill("input[name=code]", six_digits(account.totp_secret, time.time()))
        page.press("input[name=code]", "Enter")
        page.wait_for_load_state()


def six_digits(secret: str, now: float) -> str:
    """Return the code of RFC 6238 for this moment (seconds since 1970)."""
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    digest = hmac.new(key, struct.pack(">Q", int(now // 30)), hashlib.sha1).digest()
    start = digest[-1] & 15
    number = struct.unpack(">I", digest[start : start + 4])[0] & 0x7FFFFFFF
    return f"{number % 1_000_000:06d}"


def take_all(page: Page, addresses: dict[str, str], suffix: str) -> None:
    """Take a picture of each address."""
    for name, path in addresses.items():
        page.goto(path)
        page.wait_for_load_state("networkidle")
        take(page, f"{name}-{suffix}")


def take_lesson_editor(page: Page) -> None:
    """Take the editor of one lesson, found the way an editor finds it."""
    page.goto("/cms/pages/search/?q=Dukcapil")
    page.locator("main .title a").first.click()
    page.wait_for_load_state("networkidle")
    take(page, "editor-lesson-desk-light")


def take(page: Page, name: str) -> None:
    """Keep what the page shows as a small picture."""
    picture = Image.open(io.BytesIO(page.screenshot(full_page=True))).convert("RGB")
    picture = picture.crop((0, 0, picture.width, min(picture.height, TALLEST)))
    picture.save(FOLDER / f"{name}.webp", quality=60, method=6)


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8000")
