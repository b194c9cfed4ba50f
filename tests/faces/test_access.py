"""The living page and the error pages in a real browser: axe, narrow screens, keyboard, dark."""

import pytest
from django.core.management import call_command
from django.test import override_settings
from django.urls import include, path
from playwright.sync_api import expect

from literasi import pages
from tests.looking import faults_on, overflow_of

urlpatterns = [
    path("gaya/", pages.living_page),
    path("contoh/500/", pages.server_error),
    path("contoh/503/", pages.unavailable),
    path("contoh/404/", lambda request: pages.not_found(request, Exception())),
    path("contoh/403/", lambda request: pages.forbidden(request, Exception())),
    path("contoh/400/", lambda request: pages.bad_request(request, Exception())),
    path("", include("literasi.urls")),
]
ADDRESSES = [
    "/gaya/", "/contoh/400/", "/contoh/403/", "/contoh/404/", "/contoh/500/", "/contoh/503/",
    "/bantuan/", "/aksesibilitas/", "/privasi/",
]  # fmt: skip


@pytest.fixture(autouse=True)
def _with_the_living_page(transactional_db):
    call_command("build_assets", verbosity=0)
    with override_settings(ROOT_URLCONF=__name__):
        yield


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("address", ADDRESSES)
def test_axe_finds_nothing(browse, address, scheme):
    page = browse(color_scheme=scheme)
    page.goto(address)
    assert faults_on(page) == []


@pytest.mark.parametrize("address", ADDRESSES)
def test_nothing_scrolls_sideways_on_the_narrowest_screen_with_the_largest_text(browse, address):
    page = browse(viewport={"width": 320, "height": 640})
    page.goto(address)
    assert overflow_of(page) == 0

    page.evaluate("document.documentElement.dataset.size = 'largest'")
    assert overflow_of(page) == 0


def test_the_first_tab_leads_past_the_menu(desk):
    desk.goto("/bantuan/")
    desk.keyboard.press("Tab")
    expect(desk.get_by_role("link", name="Langsung ke isi")).to_be_focused()
    desk.keyboard.press("Enter")
    expect(desk.locator("main")).to_be_focused()


def test_every_target_is_large_enough_for_a_thumb(phone):
    phone.goto("/gaya/")
    small = phone.evaluate(
        """() => [...document.querySelectorAll('button, .button, .chip, .nav a, .footer a, summary, .option')]
            .filter((each) => each.checkVisibility() && each.getBoundingClientRect().height < 47.5)
            .map((each) => each.outerHTML)"""
    )
    assert small == []


def test_colours_and_size_are_kept_on_the_device(phone):
    phone.goto("/gaya/")
    phone.get_by_role("button", name="Gelap").first.click()
    phone.get_by_role("button", name="Besar huruf").click()
    phone.goto("/bantuan/")
    assert phone.evaluate("({...document.documentElement.dataset})") == {
        "size": "large",
        "theme": "dark",
    }


def test_a_choice_of_suspicious_parts_is_answered_in_words(phone):
    phone.goto("/gaya/")
    practice = phone.locator("[data-practice=tandai]")
    practice.get_by_label("mengaku Dukcapil lewat chat").check()
    practice.get_by_label("ucapan selamat siang").check()
    practice.get_by_role("button", name="Periksa").click()
    expect(practice.get_by_role("status")).to_have_text(
        "Anda menemukan 1 dari 2. Lihat lagi pilihan Anda."
    )
    expect(practice).to_contain_text("✗ Belum tepatSalam bukan tanda penipuan.")

    practice.get_by_label("ucapan selamat siang").uncheck()
    practice.get_by_label("ancaman blokir").check()
    practice.get_by_role("button", name="Periksa").click()
    expect(practice.get_by_role("status")).to_have_text(
        "Anda menemukan 2 dari 2.Semuanya mencurigakan."
    )
    expect(practice.get_by_text("Selesai", exact=True)).to_be_visible()


def test_steps_are_ordered_with_the_keyboard_and_the_focus_stays(desk):
    desk.goto("/gaya/")
    practice = desk.locator("[data-practice=urut]")
    up = practice.locator("li", has_text="Telepon bank").get_by_role("button", name="Naik")
    up.focus()
    desk.keyboard.press("Enter")
    expect(practice.locator("li").first).to_contain_text("Telepon bank")
    expect(
        practice.locator("li", has_text="Telepon bank").get_by_role("button", name="Turun")
    ).to_be_focused()
    expect(practice.get_by_text("Sekarang nomor 1 dari 3.")).to_be_attached()

    practice.get_by_role("button", name="Periksa").click()
    expect(practice.locator("output")).to_contain_text("Urutannya tepat.")


def test_a_mock_form_sends_nothing_and_says_what_is_missing(phone):
    phone.goto("/gaya/")
    practice = phone.locator("[data-practice=formulir]")
    practice.get_by_label("Keluhan").fill("batuk, PIN saya 1234")
    practice.get_by_role("button", name="Ambil nomor").click()
    expect(practice.get_by_text("Isi bagian ini.")).to_be_visible()
    expect(practice.get_by_text("PIN tidak pernah ditulis di sini.")).to_be_visible()
    expect(practice.get_by_label("Poli tujuan")).to_be_focused()

    practice.get_by_label("Poli tujuan").select_option("Poli Umum")
    practice.get_by_label("Keluhan").fill("batuk")
    practice.get_by_role("button", name="Ambil nomor").click()
    expect(practice.locator("output")).to_have_text(
        "Nomor antrean Anda: B-07.Simpan foto layarnya."
    )
    assert phone.url.endswith("/gaya/")


def test_a_device_without_an_indonesian_voice_says_so(phone):
    phone.add_init_script("speechSynthesis.getVoices = () => []")
    phone.goto("/gaya/")
    phone.get_by_role("button", name="Dengarkan").click()
    expect(phone.locator("[data-tools-answer]").first).to_contain_text("belum punya suara")


def test_help_works_without_scripts_and_the_colours_are_not_offered(browse):
    page = browse(java_script_enabled=False)
    page.goto("/bantuan/")
    expect(page.get_by_role("heading", name="Bantuan", level=1)).to_be_visible()
    expect(page.get_by_text("Warna layar")).to_be_hidden()


def test_the_shell_costs_few_requests(phone):
    asked: list[str] = []
    phone.on("request", lambda request: asked.append(request.url))
    phone.goto("/aksesibilitas/")
    phone.wait_for_load_state("networkidle")
    assert len(asked) <= 7
