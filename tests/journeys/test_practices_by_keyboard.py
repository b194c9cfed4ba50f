"""Each kind of practice of the starter courses, done with the keyboard alone."""

import pytest
from django.core.management import call_command
from playwright.sync_api import Locator, Page, expect


@pytest.fixture(autouse=True)
def _a_fresh_site(starter_content):
    call_command("build_assets", verbosity=0)


def practice_at(page: Page, address: str, practice_id: str) -> Locator:
    page.goto(f"/katalog/{address}/")
    return page.locator(f"form.practice[data-practice='{practice_id}']")


def press(page: Page, target: Locator, key: str) -> None:
    target.focus()
    page.keyboard.press(key)


def is_done(practice: Locator) -> None:
    expect(practice.locator("[data-practice-status]")).to_have_text("Selesai")


def test_choosing_what_is_suspicious(desk):
    practice = practice_at(desk, "aman-di-dunia-digital/telepon-petugas-dukcapil", "tandai-pesan")

    for right in practice.locator("label[data-correct='true'] input").all():
        press(desk, right, "Space")
    press(desk, practice.locator("button[type='submit']"), "Enter")

    is_done(practice)


def test_putting_steps_in_order(desk):
    practice = practice_at(
        desk,
        "keamanan-informasi-dan-pelindungan-data-pribadi/kata-sandi-dan-mfa",
        "urutan-autentikator",
    )

    for place in range(practice.locator("li").count()):
        step = practice.locator("li").filter(
            has=desk.locator(f"input[name='order'][value='{place}']")
        )
        while practice.locator("input[name='order']").nth(place).input_value() != str(place):
            press(desk, step.get_by_role("button", name="Naik"), "Enter")
    press(desk, practice.get_by_role("button", name="Periksa"), "Enter")

    is_done(practice)


def test_filling_in_a_mock_form(desk):
    practice = practice_at(desk, "berobat-tanpa-antre-lama/ambil-nomor-antrean", "ambil-nomor")

    desk.get_by_label("Nama yang berobat").focus()
    desk.keyboard.type("Karyo")
    for field in practice.locator("select").all():
        field.focus()
        desk.keyboard.type(field.get_attribute("data-expected") or "Besok pagi")
    press(desk, practice.locator("button.button--primary"), "Enter")

    is_done(practice)
