"""J1: a coffee farmer with a borrowed phone and no account finds and finishes the practice of W3."""

import pytest
from django.core.management import call_command
from playwright.sync_api import expect

from tests.journeys.tapping import Thumb
from tests.looking import flaws_of

COURSE = "Berobat Tanpa Antre Lama"
LESSON = "Latihan: ambil nomor antrean"
PRACTICE = "form.practice[data-practice='ambil-nomor']"


@pytest.fixture(autouse=True)
def _a_fresh_site(starter_content):
    call_command("build_assets", verbosity=0)


def take_a_number(hand: Thumb) -> None:
    """Fill in the form of the practice and send it."""
    page = hand.page
    hand.write(page.get_by_label("Nama yang berobat"), "Karyo")
    hand.choose(page.get_by_label("Ke poli apa?"), "Poli Umum")
    hand.choose(page.get_by_label("Hari berobat"), "Besok pagi")
    for field in page.locator(f"{PRACTICE} select").all()[2:]:
        hand.choose(field, field.get_attribute("data-expected") or "")
    hand.tap(page.locator(f"{PRACTICE} button.button--primary"))


def test_from_the_home_page_to_a_finished_practice_without_an_account(hand):
    """J1: at most 7 taps to the practice, no wall, targets of 48 px, and "Selesai" survives a reload."""
    page = hand.page
    page.goto("/")
    hand.arrives_at("Belajar memakai layanan digital, gratis")
    hand.tap(page.get_by_role("link", name="Berobat").first)
    hand.arrives_at("Kursus")
    hand.tap(page.get_by_role("link", name=COURSE))
    hand.arrives_at(COURSE)
    hand.tap(page.get_by_role("link", name=LESSON))
    hand.arrives_at(LESSON)
    assert hand.taps == 3

    take_a_number(hand)

    expect(page.locator(f"{PRACTICE} .practice__result")).to_contain_text("B-07")
    expect(page.locator(f"{PRACTICE} [data-practice-status]")).to_have_text("Selesai")
    assert flaws_of(page) == []
    assert (hand.taps, "/masuk/" in page.url) == (4, False)

    page.reload()

    expect(page.locator(f"{PRACTICE} [data-practice-status]")).to_have_text("Selesai")


def test_a_practice_that_was_sent_before_the_scripts_came_stays_done_too(slow_phone):
    """J1: a slow line brings the form before it brings the script that would answer it."""
    slow_phone.route("**/js/literasi*.js", lambda route: route.abort())
    slow_phone.goto("/katalog/berobat-tanpa-antre-lama/ambil-nomor-antrean/")
    slow_phone.unroute("**/js/literasi*.js")

    take_a_number(Thumb(slow_phone))

    expect(slow_phone.locator(f"{PRACTICE} .practice__result")).to_contain_text("B-07")
    # The scripts are here now, and have read what the server marked.
    expect(slow_phone.get_by_role("button", name="Dengarkan")).to_be_visible()
    slow_phone.goto("/katalog/berobat-tanpa-antre-lama/")
    row = slow_phone.locator(".lesson-row", has_text=LESSON)
    expect(row.locator(".lesson-row__status")).to_have_text("Selesai")
    expect(slow_phone.get_by_text("1 dari 6 pelajaran selesai")).to_be_visible()


def test_searching_in_ones_own_words_leads_straight_to_the_lesson(phone):
    """J1: the other way to the practice, by the words of a farmer."""
    thumb = Thumb(phone)
    phone.goto("/")
    thumb.tap(phone.get_by_role("link", name="Cari").first)
    phone.get_by_label("Apa yang ingin Anda pelajari?").fill("ngantri puskesmas")
    thumb.tap(phone.get_by_role("button", name="Cari"))

    # The school course on data models a queue, too; the citizen's lesson stands first.
    expect(phone.get_by_role("status").first).to_have_text("2 kursus ditemukan")
    expect(phone.locator(".course-row").first).to_contain_text(COURSE)
    thumb.tap(phone.get_by_role("link", name=COURSE))
    expect(phone.get_by_role("heading", level=1)).to_have_text(COURSE)
    assert thumb.taps == 3
