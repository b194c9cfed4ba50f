"""J2: reading with tired eyes: read aloud, larger letters, a narrow screen."""

import pytest
from django.core.management import call_command
from playwright.sync_api import Page, expect

from tests.journeys.tapping import Thumb, hold
from tests.looking import faults_on, flaws_of, overflow_of
from tests.services import until

LESSON = "/katalog/aman-di-dunia-digital/telepon-petugas-dukcapil/"
FONTS_ARE_HERE = "[...document.fonts].filter((font) => font.status === 'loaded').length >= 2"
NARROWEST = {"width": 320, "height": 568}


@pytest.fixture(autouse=True)
def _a_fresh_site(starter_content):
    call_command("build_assets", verbosity=0)


def give_voices(page: Page, voices: str) -> None:
    """Give the device a speech engine with these voices, that keeps what it is asked to say."""
    page.add_init_script(
        """
        window.said = [];
        Object.defineProperty(window, "SpeechSynthesisUtterance", {
          value: class { constructor(text) { this.text = text; } },
        });
        Object.defineProperty(window, "speechSynthesis", {
          value: {
            getVoices: () => VOICES, cancel() {}, addEventListener() {}, removeEventListener() {},
            speak(utterance) { said.push(utterance.text); },
          },
        });
        """.replace("VOICES", voices)
    )


def size_of_letters(page: Page) -> float:
    return float(page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)"))


def test_a_lesson_is_heard_and_read_in_the_largest_letters_on_the_narrowest_screen(hand):
    """J2: listen, then the largest text, in 3 taps, without sideways scrolling at 320 px."""
    page = hand.page
    page.set_viewport_size(NARROWEST)
    give_voices(page, '[{ lang: "id-ID", localService: true, name: "Damayanti" }]')
    page.goto(LESSON)
    expect(page.get_by_role("button", name="Dengarkan")).to_be_visible()
    usual = size_of_letters(page)
    assert flaws_of(page) == []

    hand.tap(page.get_by_role("button", name="Dengarkan"))

    expect(page.get_by_role("button", name="Berhenti")).to_be_visible()
    assert page.evaluate("said[0]") == page.get_by_role("heading", level=1).inner_text()

    hand.tap(page.get_by_role("button", name="Besar huruf"))
    hand.tap(page.get_by_role("button", name="Besar huruf"))

    assert size_of_letters(page) >= 1.5 * usual
    assert (faults_on(page), overflow_of(page), hand.taps) == ([], 0, 3)
    for path in ("/", "/katalog/", "/cari/?q=penipuan", "/katalog/aman-di-dunia-digital/"):
        page.goto(path)
        assert size_of_letters(page) >= 1.5 * usual
        assert (path, overflow_of(page)) == (path, 0)


def test_a_phone_without_a_voice_says_so_in_plain_words(slow_phone):
    """J2: who cannot hear the lesson sees a clear message instead."""
    give_voices(slow_phone, "[]")
    slow_phone.goto(LESSON)

    Thumb(slow_phone).tap(slow_phone.get_by_role("button", name="Dengarkan"))

    expect(slow_phone.locator("[data-tools-answer]")).to_have_text(
        "HP ini belum punya suara bahasa Indonesia. Mintalah orang di dekat Anda membacakan halaman ini."
    )
    assert flaws_of(slow_phone) == []


def test_nothing_jumps_and_no_button_is_dead_while_the_scripts_are_on_their_way(slow_phone):
    """J2: what a slow line brings late has its room, and cannot be pressed before it works."""
    held = hold(slow_phone, "**/js/literasi*.js")
    slow_phone.goto(LESSON, wait_until="commit")
    story = slow_phone.locator(".story").first
    story.wait_for()
    until(lambda: held and slow_phone.evaluate(FONTS_ARE_HERE), "The page did not come")
    before = story.bounding_box()
    expect(slow_phone.get_by_role("button", name="Dengarkan")).to_have_count(0)

    held[0].continue_()

    expect(slow_phone.get_by_role("button", name="Dengarkan")).to_be_visible()
    assert story.bounding_box() == before
