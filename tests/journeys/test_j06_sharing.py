"""J6: the lesson goes to a neighbour: title, one sentence, a short link."""

from urllib.parse import parse_qs, urlsplit

import pytest
from django.core.management import call_command
from playwright.sync_api import expect

from tests.journeys.tapping import hold
from tests.services import until

LESSON = "/katalog/aman-di-dunia-digital/telepon-petugas-dukcapil/"
HOME = "https://literasi.lampungutarakab.go.id"
LONGEST_LINK = 60


@pytest.fixture(autouse=True)
def _a_fresh_site(starter_content):
    call_command("build_assets", verbosity=0)


def test_the_phones_own_sharing_gets_a_title_a_sentence_and_a_link(hand):
    """J6: shared in one tap of the two allowed; the link is shorter than 60 characters and leads back."""
    page = hand.page
    page.add_init_script(
        "navigator.share = (what) => { window.shared = what; return Promise.resolve(); }"
    )
    page.goto(LESSON)
    heading = page.get_by_role("heading", level=1).inner_text()
    sentence = page.locator(".lesson__aim").inner_text()
    hand.arrives_at(heading)
    expect(page.get_by_role("button", name="Dengarkan")).to_be_visible()

    hand.tap(page.get_by_role("link", name="Bagikan"))

    shared = page.evaluate("shared")
    assert hand.taps == 1
    assert (shared["title"], shared["text"]) == (heading, f"{heading}\n{sentence}")
    assert len(HOME + urlsplit(shared["url"]).path) < LONGEST_LINK

    page.goto(shared["url"])
    hand.arrives_at(heading)


def test_before_the_scripts_come_whatsapp_gets_the_same_words(slow_phone):
    """J6: the link shares by itself, so that nobody taps it for nothing while the line is slow."""
    slow_phone.add_init_script("delete Navigator.prototype.share")
    held = hold(slow_phone, "**/js/literasi*.js")
    slow_phone.goto(LESSON, wait_until="commit")
    share = slow_phone.get_by_role("link", name="Bagikan")
    share.wait_for()
    early = words_of(share.get_attribute("href"))

    until(lambda: share.is_visible() and held, "The script was not asked for")
    held[0].continue_()

    expect(slow_phone.get_by_role("button", name="Dengarkan")).to_be_visible()
    assert words_of(share.get_attribute("href")) == early
    title, sentence, link = early.split("\n")
    assert title == slow_phone.get_by_role("heading", level=1).inner_text()
    assert sentence == slow_phone.locator(".lesson__aim").inner_text()
    assert urlsplit(link).path.startswith("/b/")


def words_of(address: str) -> str:
    """Return the words that this address hands to WhatsApp."""
    assert address.startswith("https://wa.me/")
    return parse_qs(urlsplit(address).query)["text"][0]
