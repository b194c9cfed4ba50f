"""J4: a seller who does not see the screen finds a lesson by ear and keyboard alone."""

import re

import pytest
from django.core.management import call_command
from playwright.sync_api import Locator, Page, expect

from tests.journeys.tapping import Keys
from tests.looking import flaws_of

SWIPES = 6
# A screen reader passes through these and speaks what is in them.
AROUND = {"main", "search", "list", "listitem", "article", "region", "group", "paragraph", "navigation"}  # fmt: skip


@pytest.fixture(autouse=True)
def _a_fresh_site(starter_content):
    call_command("build_assets", verbosity=0)


def swipes_to(landmark: Locator, says: str) -> int:
    """Count the swipes from the beginning of a landmark to what says these words."""
    stops = [line for line in landmark.aria_snapshot().splitlines() if is_a_stop(line)]
    return next(count for count, stop in enumerate(stops, start=1) if says in stop)


def is_a_stop(line: str) -> bool:
    """Tell whether a line of the tree that the browser gives to screen readers is spoken by itself."""
    said = line.strip().removeprefix("- ").lstrip("'")
    name = re.split(r"[ :]", said)[0]
    return name != "/url" and not (name in AROUND and said.endswith(":"))


def skip_the_header(page: Page) -> None:
    """Take the way past the header that every page offers first."""
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Langsung ke isi")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_from_the_home_page_to_the_lesson_by_searching_in_her_own_words(slow_phone):
    """J4: from home to "Daftar di OSS" by searching "izin usaha", at most 6 swipes from each landmark."""
    page, keys = slow_phone, Keys(slow_phone)
    page.goto("/")
    keys.arrives_at("Belajar memakai layanan digital, gratis")
    for landmark in ("banner", "navigation", "main", "contentinfo"):
        assert page.get_by_role(landmark).count() == 1
    assert swipes_to(page.get_by_role("navigation"), 'link "Cari"') == 3
    keys.tap(page.get_by_role("navigation").get_by_role("link", name="Cari"))

    keys.arrives_at("Cari")
    skip_the_header(page)
    assert swipes_to(page.get_by_role("main"), "searchbox") <= SWIPES
    keys.write(page.get_by_role("searchbox"), "izin usaha")
    page.keyboard.press("Enter")

    # The new page says its title first, then the landmark says the same.
    expect(page).to_have_title(re.compile("^1 kursus ditemukan: izin usaha"))
    found = page.get_by_role("region", name="1 kursus ditemukan")
    assert flaws_of(page) == []
    assert swipes_to(found, 'link "Usaha Naik Kelas"') <= SWIPES
    keys.tap(found.get_by_role("link", name="Usaha Naik Kelas"))

    keys.arrives_at("Usaha Naik Kelas")
    lessons = page.get_by_role("region", name="Pelajaran")
    assert swipes_to(lessons, 'link "Daftar di OSS') <= SWIPES
    keys.tap(lessons.get_by_role("link", name="Daftar di OSS"))

    keys.arrives_at("Daftar di OSS tanpa perantara")
    expect(page).to_have_title(re.compile("^Daftar di OSS tanpa perantara"))
