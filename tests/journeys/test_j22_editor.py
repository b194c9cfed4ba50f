"""J22, J23 and J24: an editor writes a lesson without HTML, a reviewer lets it out, a card changes everywhere."""

import time
from datetime import timedelta

import pytest
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from axe_playwright_python.sync_playwright import Axe
from django.core.management import call_command
from django.utils import timezone
from playwright.sync_api import Page, expect

from cms.models import CoursePage, LessonPage, ServiceCard
from courses.people.domain.demo import PASSWORD, PEOPLE
from courses.people.models import User

MINUTES = 15
TAPS_TO_CHANGE_A_CARD = 4


@pytest.fixture(autouse=True)
def _a_fresh_site(starter_content):
    call_command("build_assets", verbosity=0)


def code_of(role: str) -> str:
    secret = next(demo.totp_secret for demo in PEOPLE if demo.role == role)
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


def sign_in(page: Page, role: str) -> None:
    page.goto("/masuk/?next=/cms/")
    page.locator("[name=login]").fill(role)
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("main button[type=submit]").click()
    page.locator("[name=code]").fill(code_of(role))
    page.locator("main button[type=submit]").click()
    expect(page.locator(".our-attention")).to_be_visible()


def write(page: Page, number: int, text: str) -> None:
    """Write into one of the rich text fields of the page."""
    page.locator("[contenteditable=true]").nth(number).click()
    page.keyboard.type(text)


def add_block(page: Page, name: str) -> None:
    page.locator("[data-contentpath='body'] > * button.c-sf-add-button").last.click()
    page.get_by_role("option", name=name, exact=True).click()


def choose_picture(page: Page, number: int) -> None:
    """Choose a picture from the dialog that the newest chooser opens."""
    open_newest_chooser(page)
    page.locator(".modal a[data-chooser-modal-choice]").nth(number).click()
    expect(page.locator(".modal, .modal-backdrop")).to_have_count(0)


def open_newest_chooser(page: Page) -> None:
    # By keyboard: the draft saves itself meanwhile, and what it says may move a button from under the mouse.
    page.locator("button[data-chooser-action-choose]:visible").last.press("Enter")


def write_lesson(page: Page) -> None:
    page.locator("#id_title").fill("Kartu keluarga lewat HP")
    page.locator("#id_goal").fill("Setelah ini Anda bisa mengurus kartu keluarga.")
    page.locator("#body-0-value-title").fill("Cerita Bu Sari")
    page.locator("#body-1-value-title").fill("Tiga langkah")
    texts = [
        "Bu Sari ke balai desa. Ia membawa KTP.",
        "Siapkan KTP.",
        "Buka situs resmi.",
        "Simpan buktinya.",
        "Gratis.",
        "Tatap muka.",
        "Simpan bukti.",
        "Tanya perangkat desa. Jangan malu.",
        "Datang ke kantor. Bawa KTP.",
    ]
    for number, text in enumerate(texts):
        write(page, number, text)
    page.locator("#body-2-value-instructions").fill("Pilih yang Anda bawa.")
    for number, text in enumerate(["KTP", "KK lama", "Kucing"]):
        page.locator(f"#body-2-value-options-{number}-value-text").fill(text)
    page.locator("#body-2-value-options-0-value-correct").check()
    page.locator("#body-2-value-options-1-value-correct").check()
    page.locator("#id_source").fill("Disdukcapil")
    for number in range(3):
        add_block(page, "Gambar")
        choose_picture(page, number)
        page.locator("[data-contentpath='alt'] input").last.fill("Seorang warga di loket.")
    add_block(page, "Kartu Layanan")
    open_newest_chooser(page)
    page.locator(".modal").get_by_role("link", name="Identitas Kependudukan Digital").click()


def test_j22_an_editor_writes_a_lesson_from_the_pattern_and_sends_it_for_review(desk):
    begun = time.monotonic()
    sign_in(desk, "editor")
    course = CoursePage.objects.get(code="W6")
    desk.goto(f"/cms/pages/add/cms/lessonpage/{course.pk}/")
    write_lesson(desk)
    desk.get_by_role("button", name="Simpan draf").click()

    desk.wait_for_url("**/edit/")
    desk.reload()
    checks = desk.locator(".our-checks")
    expect(checks).to_contain_text("Keterbacaan (LIX)")
    expect(checks).to_contain_text("Teks dan gambar beratnya")

    desk.get_by_role("button", name="Tindakan lain").click()
    desk.locator("button[name='action-submit']").click()
    expect(
        desk.locator(".w-status", has_text="telaah").or_(desk.locator(".messages .success"))
    ).not_to_have_count(0)
    lesson = LessonPage.objects.get(title="Kartu keluarga lewat HP")
    assert lesson.workflow_in_progress
    assert not lesson.live
    assert time.monotonic() - begun < MINUTES * 60

    # J24: the reviewer lets it out.
    task = lesson.current_workflow_task_state
    task.approve(user=User.objects.get(username="penelaah"))
    desk.goto(f"/katalog/aman-di-dunia-digital/{lesson.slug}/")
    expect(desk.get_by_role("heading", level=1)).to_have_text("Kartu keluarga lewat HP")
    expect(desk.locator("figure img")).to_have_count(3)
    expect(desk.locator(".service-card")).to_have_count(1)


def test_j23_one_changed_address_shows_on_every_lesson_in_four_taps(desk):
    sign_in(desk, "editor")
    desk.goto("/cms/")
    taps = 0
    for target in (
        desk.get_by_role("link", name="Kartu Layanan"),
        desk.get_by_role("link", name="Identitas Kependudukan Digital (IKD)").first,
    ):
        target.click()
        taps += 1
    desk.locator("#id_official_address").fill("https://ikd.kemendagri.go.id")
    desk.locator("#id_checked_on").fill(timezone.localdate().isoformat())
    desk.keyboard.press("Escape")
    desk.get_by_role("button", name="Tindakan lain").click()
    desk.locator("button[name='action-publish']").click()
    taps += 2
    expect(desk.locator(".messages .success")).to_be_visible()
    assert taps <= TAPS_TO_CHANGE_A_CARD
    assert ServiceCard.objects.get(slug="ikd").official_address == "https://ikd.kemendagri.go.id"

    shown = [
        page.url_path.removeprefix("/beranda")
        for page in LessonPage.objects.live()
        if any(
            block.block_type == "service_card" and block.value["card"].slug == "ikd"
            for block in page.body
        )
    ]
    assert len(shown) > 1
    for address in shown:
        desk.goto(address)
        expect(desk.locator(".service-card__address").first).to_have_text(
            "https://ikd.kemendagri.go.id"
        )
        expect(desk.locator(".service-card__checked").first).to_contain_text("Diperiksa tanggal")


def test_j24_a_scheduled_change_comes_on_time(desk):
    lesson = LessonPage.objects.get(slug="otp-dan-pin")
    address = "/katalog/aman-di-dunia-digital/otp-dan-pin/"
    lesson.title, lesson.go_live_at = "OTP: kunci rumah", timezone.now() + timedelta(seconds=2)
    lesson.save_revision().publish()
    desk.goto(address)
    expect(desk.get_by_role("heading", level=1)).to_have_text("OTP dan PIN: kunci rumah Anda")
    desk.wait_for_function("when => Date.now() > when", arg=lesson.go_live_at.timestamp() * 1000)
    call_command("publish_scheduled")
    desk.goto(address)
    expect(desk.get_by_role("heading", level=1)).to_have_text("OTP: kunci rumah")


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/katalog/",
        "/katalog/?untuk=pelatih",
        "/katalog/aman-di-dunia-digital/",
        "/katalog/aman-di-dunia-digital/telepon-petugas-dukcapil/",
        "/katalog/aman-di-dunia-digital/telanjur-tertipu/",
        "/katalog/aman-di-dunia-digital/otp-dan-pin/",
        "/layanan/",
    ],
)
def test_public_pages_have_no_fault_that_a_machine_can_find(phone, address):
    phone.goto(address)
    found = Axe().run(phone).response["violations"]
    assert [f"{rule['id']}: {node['html']}" for rule in found for node in rule["nodes"]] == []
    width = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert phone.evaluate(width) == 0
