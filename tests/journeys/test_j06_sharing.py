"""J6: the lesson goes to a neighbour: title, one sentence, a short link."""

from urllib.parse import parse_qs, urlsplit

import pytest
from django.core.management import call_command
from playwright.sync_api import expect

from tests.journeys.tapping import Thumb

LESSON = "/katalog/aman-di-dunia-digital/telepon-petugas-dukcapil/"
LONGEST_LINK = 60


@pytest.fixture(autouse=True)
def _a_fresh_site(starter_content):
    call_command("build_assets", verbosity=0)


def test_the_phones_own_sharing_gets_a_title_a_sentence_and_a_link(phone):
    phone.add_init_script(
        "navigator.share = (what) => { window.shared = what; return Promise.resolve(); }"
    )
    thumb = Thumb(phone)
    phone.goto(LESSON)
    heading = phone.get_by_role("heading", level=1).inner_text()
    sentence = phone.locator(".lesson__aim").inner_text()

    thumb.tap(phone.get_by_role("link", name="Bagikan"))

    shared = phone.evaluate("shared")
    assert thumb.taps == 1
    assert shared["title"] == heading
    assert shared["text"] == f"{heading}\n{sentence}"
    path = urlsplit(shared["url"]).path
    assert len(f"https://literasi.lampungutarakab.go.id{path}") < LONGEST_LINK

    phone.goto(shared["url"])
    expect(phone.get_by_role("heading", level=1)).to_have_text(heading)


def test_without_it_whatsapp_gets_the_same_words(phone):
    phone.add_init_script("delete Navigator.prototype.share")
    phone.goto(LESSON)

    address = phone.get_by_role("link", name="Bagikan").get_attribute("href")

    text = parse_qs(urlsplit(address).query)["text"][0].split("\n")
    assert address.startswith("https://wa.me/")
    assert text[0] == phone.get_by_role("heading", level=1).inner_text()
    assert text[1] == phone.locator(".lesson__aim").inner_text()
    assert urlsplit(text[2]).path.startswith("/b/")
