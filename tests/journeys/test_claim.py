"""A guest learns on a phone, signs up, and takes what they did into the account."""

import pytest
from django.core.management import call_command
from playwright.sync_api import Page, expect

from courses.learning.models import Enrolment, LearnerEvent
from courses.people.models import User
from tests.journeys.tapping import Thumb

LESSON = "/katalog/aman-di-dunia-digital/data-pribadi/"
PRACTICE = "form.practice[data-practice='tandai-formulir']"


@pytest.fixture(autouse=True)
def _a_fresh_site(starter_content):
    call_command("build_assets", verbosity=0)


def do_the_practice(page: Page) -> None:
    page.goto(LESSON)
    for words in ("Foto KTP sambil dipegang", "Nama ibu kandung", "PIN ATM"):
        page.locator(f"{PRACTICE} label", has_text=words).tap()
    page.locator(f"{PRACTICE} button.button--primary").tap()
    expect(page.locator(f"{PRACTICE} [data-practice-status]")).to_be_visible()


def sign_up(page: Page, username: str) -> None:
    page.goto("/daftar/?next=/belajar/")
    for name, value in (
        ("display_name", "Sari Puspita"),
        ("username", username),
        ("password1", "kebun kopi abung barat"),
    ):
        page.locator(f"main [name={name}]").fill(value)
    page.locator("main form button.button--primary").tap()
    page.wait_for_url("**/belajar/**")


def test_what_a_guest_did_is_in_the_account_after_one_tap(phone):
    do_the_practice(phone)
    sign_up(phone, "saripuspita")
    assert not Enrolment.objects.exists()

    Thumb(phone).tap(phone.get_by_role("button", name="Pindahkan kemajuan"))

    expect(phone.locator("[data-claim-answer]")).to_contain_text("akun Anda")
    phone.reload()
    expect(phone.get_by_text("1 dari 8 pelajaran selesai")).to_be_visible()
    expect(phone.locator("[data-claim]")).to_be_hidden()
    assert Enrolment.objects.get().learner == User.objects.get(username="saripuspita")


def test_the_next_person_on_a_shared_phone_is_offered_nothing_of_the_first(phone):
    do_the_practice(phone)
    sign_up(phone, "saripuspita")
    phone.get_by_role("button", name="Pindahkan kemajuan").tap()
    expect(phone.locator("[data-claim-answer]")).to_contain_text("akun Anda")
    phone.get_by_role("button", name="Selesai, keluar").tap()
    expect(phone.get_by_role("link", name="Masuk").first).to_be_visible()

    sign_up(phone, "dartobukit")

    expect(phone.locator("[data-claim]")).to_be_hidden()
    assert LearnerEvent.objects.filter(learner__username="dartobukit").count() == 0
