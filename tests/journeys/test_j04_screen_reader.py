"""J4: a seller who does not see the screen finds a lesson by ear and keyboard alone."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core.management import call_command
from playwright.sync_api import Page, expect

SWIPES = 6


@pytest.fixture(autouse=True)
def _a_fresh_site(starter_content):
    call_command("build_assets", verbosity=0)


def tabs_until(page: Page, says: str, *, most: int) -> int:
    """Press Tab until what has the focus says these words; return how often."""
    for times in range(1, most + 1):
        page.keyboard.press("Tab")
        said = page.evaluate(
            "(document.activeElement.labels?.[0]?.innerText ?? document.activeElement.innerText ?? '').trim()"
        )
        if says in said:
            return times
    raise AssertionError(f"{most} steps did not reach “{says}”; the last said “{said}”.")


def landmarks_of(page: Page) -> list[str]:
    return page.evaluate(
        """() => [...document.querySelectorAll('header, nav, main, footer, search, [role=search]')]
            .map((each) => each.getAttribute('role') ?? each.tagName.toLowerCase())"""
    )


def test_from_the_home_page_to_the_lesson_by_searching_in_her_own_words(phone):
    phone.goto("/")
    assert {"header", "nav", "main", "footer"} <= set(landmarks_of(phone))
    phone.keyboard.press("Tab")
    expect(phone.get_by_role("link", name="Langsung ke isi")).to_be_focused()
    swipes = 1 + tabs_until(phone, "Cari", most=SWIPES)
    assert swipes <= SWIPES
    phone.keyboard.press("Enter")
    phone.wait_for_url("**/cari/**")

    phone.keyboard.press("Tab")
    phone.keyboard.press("Enter")
    expect(phone.locator("main")).to_be_focused()
    tabs_until(phone, "Apa yang ingin Anda pelajari?", most=SWIPES)
    phone.keyboard.type("izin usaha")
    phone.keyboard.press("Enter")

    expect(phone.get_by_role("heading", level=1)).to_be_visible()
    expect(phone.get_by_role("status").first).to_contain_text("kursus ditemukan")
    assert Axe().run(phone).response["violations"] == []
    phone.keyboard.press("Tab")
    phone.keyboard.press("Enter")
    tabs_until(phone, "Usaha Naik Kelas", most=4 * SWIPES)
    phone.keyboard.press("Enter")
    expect(phone.get_by_role("heading", level=1)).to_have_text("Usaha Naik Kelas")
    tabs_until(phone, "Daftar di OSS", most=4 * SWIPES)
    phone.keyboard.press("Enter")

    expect(phone.get_by_role("heading", level=1)).to_contain_text("OSS")
    assert Axe().run(phone).response["violations"] == []
