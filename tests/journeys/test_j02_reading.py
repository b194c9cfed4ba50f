"""J2: reading with tired eyes: read aloud, larger letters, a narrow screen."""

import pytest
from django.core.management import call_command
from playwright.sync_api import expect

from tests.journeys.tapping import Thumb, overflow_of

LESSON = "/katalog/aman-di-dunia-digital/telepon-petugas-dukcapil/"
NARROW = {"viewport": {"width": 320, "height": 568}}


@pytest.fixture(autouse=True)
def _a_fresh_site(starter_content):
    call_command("build_assets", verbosity=0)


def a_voice_that_writes_down(page):
    """Give the device an Indonesian voice that keeps what it is asked to say."""
    page.add_init_script(
        """
        window.said = [];
        const voice = { lang: "id-ID", localService: true, name: "Damayanti" };
        Object.defineProperty(window, "SpeechSynthesisUtterance", {
          value: class { constructor(text) { this.text = text; } },
        });
        Object.defineProperty(window, "speechSynthesis", {
          value: {
            getVoices: () => [voice], cancel() {}, addEventListener() {}, removeEventListener() {},
            speak(utterance) { said.push(utterance.text); },
          },
        });
        """
    )


def a_device_without_voices(page):
    """Give the device a speech engine that has nothing to speak with."""
    page.add_init_script(
        """
        Object.defineProperty(window, "speechSynthesis", {
          value: {
            getVoices: () => [], cancel() {}, speak() {}, addEventListener() {}, removeEventListener() {},
          },
        });
        """
    )


def test_a_lesson_is_read_aloud_from_its_heading_with_one_tap(phone):
    a_voice_that_writes_down(phone)
    thumb = Thumb(phone)
    phone.goto(LESSON)

    thumb.tap(phone.get_by_role("button", name="Dengarkan"))

    expect(phone.get_by_role("button", name="Berhenti")).to_be_visible()
    assert phone.evaluate("said[0]") == phone.get_by_role("heading", level=1).inner_text()
    assert thumb.taps == 1


def test_a_phone_without_a_voice_says_so_in_plain_words(phone):
    a_device_without_voices(phone)
    phone.goto(LESSON)

    Thumb(phone).tap(phone.get_by_role("button", name="Dengarkan"))

    expect(phone.locator("[data-tools-answer]")).to_contain_text("suara")


def test_the_largest_letters_on_the_narrowest_phone_never_scroll_sideways(browse):
    phone = browse(**NARROW)
    thumb = Thumb(phone)
    phone.goto(LESSON)
    at_first = float(phone.evaluate("parseFloat(getComputedStyle(document.body).fontSize)"))

    thumb.tap(phone.get_by_role("button", name="Besar huruf"))
    thumb.tap(phone.get_by_role("button", name="Besar huruf"))

    largest = float(phone.evaluate("parseFloat(getComputedStyle(document.body).fontSize)"))
    assert largest >= 1.5 * at_first
    assert overflow_of(phone) == 0
    for path in ("/", "/katalog/", "/cari/?q=penipuan", "/katalog/aman-di-dunia-digital/"):
        phone.goto(path)
        assert (path, overflow_of(phone)) == (path, 0)


def test_letters_stay_large_on_the_next_page(phone):
    phone.goto(LESSON)
    before = phone.evaluate("getComputedStyle(document.body).fontSize")
    Thumb(phone).tap(phone.get_by_role("button", name="Besar huruf"))
    larger = phone.evaluate("getComputedStyle(document.body).fontSize")

    phone.goto("/katalog/")

    assert phone.evaluate("getComputedStyle(document.body).fontSize") == larger != before
