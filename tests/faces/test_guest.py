"""A guest on a borrowed phone: what was done stays on the device, and can be moved to an account."""

import gzip

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.core.management import call_command
from django.test import Client
from playwright.sync_api import Page, Response, expect

from courses.learning.models import LearnerEvent
from courses.people.models import User
from courses.quizzes.domain.takers import Taker, new_guest_key
from courses.quizzes.models import Attempt
from tests.cms.making import SPOT, make_course, make_lesson
from tests.courses.quizzes.answering import taken
from tests.courses.quizzes.making import practice

MOST_BYTES = 100_000
MOST_REQUESTS = 10


@pytest.fixture
def course(transactional_db):
    """A course of two lessons: one to practise, one to read."""
    call_command("build_assets", verbosity=0)
    course = make_course("X1", title="Aman di HP")
    make_lesson(course, "satu", title="Kode OTP", body=[("practice_spot", SPOT)])
    make_lesson(course, "dua", title="PIN yang kuat")
    return course


def do_the_practice(page: Page) -> None:
    page.goto("/katalog/x1/satu/")
    page.get_by_label("minta OTP").check()
    page.get_by_role("button", name="Periksa").click()
    expect(page.locator("output")).to_contain_text("Anda menemukan 1 dari 1.")


def sign_in(page: Page, learner: User) -> None:
    client = Client()
    client.force_login(learner)
    name = settings.SESSION_COOKIE_NAME
    home = page.evaluate("location.origin")
    page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": home}])


def test_a_practice_stays_done_after_a_reload_and_ticks_its_lesson(phone, course):
    do_the_practice(phone)
    expect(phone.get_by_text("Selesai", exact=True)).to_be_visible()
    phone.reload()
    expect(phone.get_by_text("Selesai", exact=True)).to_be_visible()

    phone.goto("/katalog/x1/")
    expect(phone.get_by_text("1 dari 2 pelajaran selesai")).to_be_visible()
    expect(phone.locator(".lesson-row--done")).to_contain_text(["Kode OTP"])
    expect(phone.get_by_role("progressbar")).to_have_js_property("value", 1)


def test_the_home_page_offers_the_lesson_opened_last(phone, course):
    phone.goto("/")
    expect(phone.get_by_role("region", name="Lanjutkan")).to_be_hidden()
    phone.goto("/katalog/x1/dua/")
    phone.goto("/")
    phone.get_by_role("region", name="Lanjutkan").get_by_role("link").click()
    expect(phone.get_by_role("heading", level=1, name="PIN yang kuat")).to_be_visible()


def test_going_on_marks_a_lesson_without_a_practice_as_done(phone, course):
    phone.goto("/katalog/x1/dua/")
    phone.locator("[data-understood]").click()
    phone.goto("/katalog/x1/")
    expect(phone.locator(".lesson-row--done")).to_contain_text(["PIN yang kuat"])


def test_what_a_guest_did_moves_to_the_account_only_when_asked(phone, course):
    do_the_practice(phone)
    learner = User.objects.create_user(username="siti", display_name="Siti")
    sign_in(phone, learner)

    phone.goto("/belajar/")
    assert LearnerEvent.objects.filter(learner=learner, kind="practice.done").count() == 0
    phone.get_by_role("button", name="Pindahkan kemajuan dari HP ini").click()
    expect(phone.get_by_text("Kemajuan Anda sekarang ada di akun Anda.")).to_be_visible()

    assert LearnerEvent.objects.filter(learner=learner, kind="practice.done").count() == 1
    phone.reload()
    expect(phone.get_by_role("button", name="Pindahkan kemajuan dari HP ini")).to_be_hidden()
    expect(phone.get_by_text("1 dari 2 pelajaran selesai")).to_be_visible()


def test_a_learner_without_a_signal_goes_on_and_the_fact_arrives_later(phone, course):
    phone.goto("/katalog/x1/")
    learner = User.objects.create_user(username="siti", display_name="Siti")
    sign_in(phone, learner)
    phone.goto("/katalog/x1/dua/")
    phone.route("**/belajar/fakta/", lambda route: route.abort())
    phone.locator("[data-understood] button").click()
    phone.wait_for_url(lambda url: not url.endswith("/dua/"))
    assert LearnerEvent.objects.filter(learner=learner, kind="lesson.read").count() == 0

    phone.unroute("**/belajar/fakta/")
    phone.goto("/belajar/")
    expect(phone.get_by_text("Semua jawaban Anda sudah sampai.")).to_be_visible()
    assert LearnerEvent.objects.filter(learner=learner, kind="lesson.read").count() == 1


@pytest.mark.parametrize("address", ["/", "/katalog/", "/katalog/x1/", "/katalog/x1/satu/"])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(browse, course, address):
    page = browse(viewport={"width": 320, "height": 640})
    page.goto(address)
    found = Axe().run(page).response["violations"]
    assert [f"{rule['id']}: {node['html']}" for rule in found for node in rule["nodes"]] == []
    page.evaluate("document.documentElement.dataset.size = 'largest'")
    assert page.evaluate("document.documentElement.scrollWidth") == 320


def test_the_first_visit_of_a_lesson_is_light(phone, course):
    answers: list[Response] = []
    phone.on("response", lambda answer: answers.append(answer))
    phone.goto("/katalog/x1/satu/")
    phone.wait_for_load_state("networkidle")

    weight = sum(len(gzip.compress(answer.body())) for answer in answers)
    assert (len(answers) <= MOST_REQUESTS, weight <= MOST_BYTES) == (True, True)


@pytest.mark.parametrize("with_javascript", [True, False])
def test_a_quiz_taken_as_a_guest_is_offered_and_moved_in_one_tap(browse, course, with_javascript):
    guest, learner = Taker(guest_key=new_guest_key()), User.objects.create_user("sari", "kopi")
    taken(practice(), guest, right=1)
    page = browse(java_script_enabled=with_javascript)
    page.goto("/")
    sign_in(page, learner)
    home = page.evaluate("location.origin")
    page.context.add_cookies([{"name": "tamu", "value": guest.guest_key, "url": home}])
    page.goto("/belajar/")

    page.get_by_role("button", name="Pindahkan kemajuan").tap()

    expect(page.get_by_text("1 percobaan kuis")).to_be_visible()
    expect(page.get_by_role("button", name="Pindahkan kemajuan")).to_be_hidden()
    assert Attempt.objects.get().learner == learner
