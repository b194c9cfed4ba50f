"""J13: a kecamatan officer opens the account of the letter at an office computer."""

import re
from io import StringIO
from time import monotonic

import pytest
from django.core.management import call_command
from playwright.sync_api import Page, expect

from courses.people.domain.demo import ACTIVATION_CODE, NOT_ACTIVATED, PASSWORD

NIP = NOT_ACTIVATED.number
SPACED = f"{NIP[:8]} {NIP[8:14]} {NIP[14]} {NIP[15:]}"


@pytest.fixture
def demo(transactional_db: None) -> None:
    call_command("demo_accounts", create=True, stdout=StringIO())


def activate(page: Page) -> int:
    """Go from the home page's address to one's own learning; return how many screens that took."""
    page.goto("/masuk/")
    page.get_by_role("link", name="Surat aktivasi pegawai").click()
    page.get_by_label("Kode di surat Anda").fill(ACTIVATION_CODE.lower().replace("-", " "))
    page.get_by_label("NIP atau NI PPPK").fill(SPACED)
    page.get_by_role("button", name="Lanjut").click()
    expect(page.get_by_text(NOT_ACTIVATED.username, exact=True)).to_be_visible()
    page.get_by_label("Kata sandi baru").fill("kambing hujan biru pasar")
    page.get_by_role("button", name="Simpan dan masuk").click()
    page.wait_for_url(re.compile("/belajar/$"))
    return 4


def test_j13_letter_code_and_nip_with_spaces_open_the_account_in_four_screens(
    desk: Page, demo: None
) -> None:
    start = monotonic()
    assert activate(desk) == 4
    assert monotonic() - start < 180
    expect(desk.get_by_text("Kata sandi Anda tersimpan")).to_be_visible()


def test_j13_with_the_keyboard_alone(desk: Page, demo: None) -> None:
    desk.goto("/masuk/aktivasi/")
    desk.get_by_label("Kode di surat Anda").focus()
    desk.keyboard.type(ACTIVATION_CODE)
    desk.keyboard.press("Tab")
    desk.keyboard.type(SPACED)
    desk.keyboard.press("Enter")
    desk.wait_for_url(re.compile("/masuk/kata-sandi-baru/$"))
    desk.get_by_label("Kata sandi baru").focus()
    desk.keyboard.type("kambing hujan biru pasar")
    desk.keyboard.press("Enter")
    desk.wait_for_url(re.compile("/belajar/$"))


def test_j13_on_a_phone_a_wrong_nip_is_explained_and_the_code_stays_typed(
    phone: Page, demo: None
) -> None:
    phone.goto("/masuk/aktivasi/")
    phone.get_by_label("Kode di surat Anda").fill(ACTIVATION_CODE)
    phone.get_by_label("NIP atau NI PPPK").fill("19890715 201503 1 00")
    phone.get_by_role("button", name="Lanjut").click()
    expect(phone.get_by_text("yang ini 17 angka")).to_be_visible()
    expect(phone.get_by_label("Kode di surat Anda")).to_have_value(ACTIVATION_CODE)
    assert phone.evaluate("document.documentElement.scrollWidth") <= 360


def test_the_passphrase_can_be_shown_while_signing_in(phone: Page, demo: None) -> None:
    phone.goto("/masuk/")
    phone.get_by_label("Nama pengguna atau nomor HP").fill("warga")
    field = phone.get_by_label("Kata sandi", exact=True)
    field.fill(PASSWORD)
    expect(field).to_have_attribute("type", "password")
    phone.get_by_role("button", name="Tampilkan kata sandi").click()
    expect(field).to_have_attribute("type", "text")
    field.press("Enter")
    phone.wait_for_url(re.compile("/belajar/$"))
