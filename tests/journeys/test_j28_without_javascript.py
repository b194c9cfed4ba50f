"""J28: the whole of a citizen's course is readable, and its practices doable, with JavaScript off."""

import pytest
from django.core.management import call_command
from playwright.sync_api import CDPSession, Page, expect

from tests.journeys.tapping import Thumb
from tests.looking import flaws_of

COURSE = "/katalog/aman-di-dunia-digital/"


@pytest.fixture(autouse=True)
def _a_fresh_site(starter_content):
    call_command("build_assets", verbosity=0)


@pytest.fixture
def page(browse) -> Page:
    return browse(java_script_enabled=False)


class Scripts:
    """The browser's switch for scripts, which axe needs for itself while it looks at a page."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.switch: CDPSession = page.context.new_cdp_session(page)
        self.turn(off=True)

    def turn(self, *, off: bool) -> None:
        self.switch.send("Emulation.setScriptExecutionDisabled", {"value": off})

    def flaws(self) -> list[str]:
        """Look at the page as it came without scripts."""
        self.turn(off=False)
        found = flaws_of(self.page)
        self.turn(off=True)
        return found


def test_every_lesson_of_the_course_can_be_read_one_after_the_other(slow_phone):
    """J28: from home through every lesson to the quiz, without scripts, behind a slow line."""
    page, thumb, scripts = slow_phone, Thumb(slow_phone), Scripts(slow_phone)
    page.goto("/")
    assert scripts.flaws() == []
    thumb.tap(page.get_by_role("link", name="Aman", exact=True))
    expect(page.get_by_role("heading", level=1)).to_have_text("Kursus")
    assert scripts.flaws() == []
    thumb.tap(page.get_by_role("link", name="Aman di Dunia Digital"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Aman di Dunia Digital")
    assert scripts.flaws() == []
    titles = page.locator(".lesson-row a").all_inner_texts()
    thumb.tap(page.get_by_role("link", name="Mulai"))
    for title in titles[:-1]:
        expect(page.get_by_role("heading", level=1)).to_have_text(title)
        expect(page.locator(".story")).to_be_visible()
        expect(page.locator(".remember")).to_be_visible()
        expect(page.locator("form.practice")).to_be_visible()
        # Nothing is offered that only scripts could do.
        expect(page.locator(".tools button:visible")).to_have_count(0)
        assert scripts.flaws() == []
        thumb.tap(page.get_by_role("link", name="Saya paham, lanjut"))
    expect(page.get_by_role("button", name="Mulai")).to_be_visible()
    assert scripts.flaws() == []
    assert "/kuis/aman-di-dunia-digital/" in page.url


def test_choosing_is_marked_by_the_server(page):
    page.goto(f"{COURSE}telepon-petugas-dukcapil/")
    for box in page.locator("form.practice input[type=checkbox]").all():
        box.check()
    page.get_by_role("button", name="Periksa").click()
    expect(page.locator(".option--right")).to_have_count(5)
    expect(page.locator(".practice__result")).to_contain_text("Semua lima mencurigakan.")
    expect(page.locator("[data-practice-status]")).to_be_visible()


def test_steps_are_moved_with_buttons_until_the_order_is_right(page):
    page.goto(f"{COURSE}telanjur-tertipu/")
    rows = page.locator(".order > li")
    count = rows.count()
    for right in range(count):
        for _step in range(count):
            places = [int(row.get_attribute("data-place") or 0) for row in rows.all()]
            if places.index(right) == right:
                break
            rows.nth(places.index(right)).get_by_role("button", name="Naik").click()
    page.get_by_role("button", name="Periksa").click()
    expect(page.locator(".practice__result .notice--success")).to_be_visible()


def test_a_mock_form_says_what_does_not_fit_and_keeps_what_was_written(page):
    page.goto(f"{COURSE}otp-dan-pin/")
    page.get_by_label("Balasan Anda").fill("kodenya 482913")
    page.get_by_label("Sesudah itu, apa yang Anda lakukan?").select_option(
        "Memblokir nomor itu dan datang ke bank"
    )
    page.get_by_role("button", name="Kirim balasan").click()
    expect(page.locator(".field__error")).to_contain_text("Jangan menulis kodenya")
    expect(page.get_by_label("Balasan Anda")).to_have_value("kodenya 482913")

    page.get_by_label("Balasan Anda").fill("Tidak.")
    page.get_by_role("button", name="Kirim balasan").click()
    expect(page.locator(".practice__result")).to_contain_text("Kode Anda aman.")


def test_filters_of_the_catalogue_are_plain_links(page):
    page.goto("/katalog/")
    page.get_by_text("Saring").click()
    page.get_by_role("link", name="ASN", exact=True).click()
    expect(page.get_by_role("link", name="Keamanan Informasi")).to_be_visible()
    expect(page.get_by_role("link", name="Mulai dari HP")).to_have_count(0)


def test_a_lesson_is_small_and_asks_for_few_things(browse):
    page = browse()
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.goto(f"{COURSE}telepon-petugas-dukcapil/")
    page.wait_for_load_state("networkidle")
    assert len(requests) <= 10, requests
