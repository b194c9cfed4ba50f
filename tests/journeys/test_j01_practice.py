"""J1: a coffee farmer with a borrowed phone and no account finds and finishes the practice of W3."""

import time

import pytest
from django.core.management import call_command
from playwright.sync_api import Page, expect

from tests.journeys.tapping import Thumb, overflow_of

PRACTICE = "form.practice[data-practice='ambil-nomor']"
TAPS_TO_THE_PRACTICE = 7
SECONDS = 6 * 60


@pytest.fixture(autouse=True)
def _a_fresh_site(starter_content):
    call_command("build_assets", verbosity=0)


def take_a_number(page: Page, thumb: Thumb) -> None:
    page.get_by_label("Nama yang berobat").fill("Karyo")
    page.get_by_label("Ke poli apa?").select_option("Poli Umum")
    page.get_by_label("Hari berobat").select_option("Besok pagi")
    for field in page.locator(f"{PRACTICE} select").all()[2:]:
        field.select_option(field.get_attribute("data-expected"))
    thumb.tap(page.locator(f"{PRACTICE} button.button--primary"))


def test_from_the_home_page_to_a_finished_practice_without_an_account(phone):
    begun = time.monotonic()
    thumb = Thumb(phone)
    phone.goto("/")
    thumb.tap(phone.get_by_role("link", name="Berobat").first)
    thumb.tap(phone.get_by_role("link", name="Berobat Tanpa Antre Lama"))
    thumb.tap(phone.get_by_role("link", name="Latihan: ambil nomor antrean"))
    expect(phone.locator(PRACTICE)).to_be_visible()
    assert thumb.taps <= TAPS_TO_THE_PRACTICE

    take_a_number(phone, thumb)

    expect(phone.locator(f"{PRACTICE} .practice__result")).to_contain_text("B-07")
    expect(phone.locator(f"{PRACTICE} [data-practice-status]")).to_have_text("Selesai")
    assert "/masuk/" not in phone.url
    assert overflow_of(phone) == 0

    phone.reload()

    expect(phone.locator(f"{PRACTICE} [data-practice-status]")).to_have_text("Selesai")
    assert time.monotonic() - begun < SECONDS


def test_the_course_page_remembers_the_practice_on_this_phone(phone):
    phone.goto("/katalog/berobat-tanpa-antre-lama/ambil-nomor-antrean/")
    take_a_number(phone, Thumb(phone))
    expect(phone.locator(f"{PRACTICE} [data-practice-status]")).to_be_visible()

    phone.goto("/katalog/berobat-tanpa-antre-lama/")

    row = phone.locator(".lesson-row", has_text="Latihan: ambil nomor antrean")
    expect(row.locator(".lesson-row__status")).to_have_text("Selesai")
    expect(phone.get_by_text("1 dari 6 pelajaran selesai")).to_be_visible()


def test_searching_in_ones_own_words_leads_straight_to_the_lesson(phone):
    thumb = Thumb(phone)
    phone.goto("/")
    thumb.tap(phone.get_by_role("link", name="Cari").first)
    phone.get_by_label("Apa yang ingin Anda pelajari?").fill("ngantri puskesmas")
    thumb.tap(phone.get_by_role("button", name="Cari"))

    # The school course on data models a queue, too; the citizen's lesson stands first.
    expect(phone.get_by_role("status").first).to_have_text("2 kursus ditemukan")
    expect(phone.locator(".course-row").first).to_contain_text("Berobat Tanpa Antre Lama")
    thumb.tap(phone.get_by_role("link", name="Berobat Tanpa Antre Lama"))
    expect(phone.get_by_role("heading", level=1)).to_have_text("Berobat Tanpa Antre Lama")
    assert thumb.taps == 3
