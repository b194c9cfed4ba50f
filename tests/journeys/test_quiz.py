"""Taking a quiz on a phone of 360 by 640: as a guest, as a civil servant, by keyboard, without a line."""

import re

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import Client
from playwright.sync_api import Page, expect

from certificates.models import Certificate
from courses.catalogue.domain import outline_of
from courses.catalogue.models import Lesson
from courses.learning.domain import record_practice, record_read
from courses.people.models import CivilServantProfile, Unit
from courses.quizzes.models import Answer, Attempt, Quiz
from tests.courses.quizzes.answering import right_response, wrong_response
from tests.courses.quizzes.making import a_test, person, practice
from tests.looking import faults_on, overflow_of
from tests.services import until


@pytest.fixture
def starter_quiz(starter_content):
    """Return a function that gives the quiz of a starter course."""
    call_command("build_assets", verbosity=0)
    return lambda code: Quiz.objects.with_course().get(lesson__course__code=code)


@pytest.fixture
def small_quiz(transactional_db):
    """A practice of four questions, one of each kind."""
    call_command("build_assets", verbosity=0)
    return practice()


def sign_in(page: Page, learner, address: str) -> None:
    client = Client()
    client.force_login(learner)
    name = settings.SESSION_COOKIE_NAME
    page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": address}])


def begin(page: Page, quiz: Quiz) -> Attempt:
    page.goto(f"/kuis/{quiz.lesson.course.slug}/")
    assert faults_on(page) == []
    page.get_by_role("button", name="Mulai").click()
    expect(page.locator(".quiz__place")).to_contain_text("Soal 1 dari")
    return Attempt.objects.select_related("version").latest("started_at")


def choose(page: Page, response: dict) -> None:
    """Give the response with the means of the page: cards and buttons."""
    for option in response.get("choices", [response.get("choice")]):
        if option:
            page.locator(f"label.option:has(input[value='{option}'])").click()
    for name in ("groups", "pairs"):
        for part, value in response.get(name, {}).items():
            page.locator(f"select[name='{name}-{part}']").select_option(value)
    if "x" in response:
        point_at(page, response)
    for place, option in enumerate(response.get("order", [])):
        step = page.locator(f".order > li:has(input[value='{option}'])")
        for _move in range(page.locator(".order > li").count()):
            if step.evaluate("step => [...step.parentElement.children].indexOf(step)") <= place:
                break
            step.get_by_role("button", name=re.compile("^Naikkan")).click()


def point_at(page: Page, response: dict) -> None:
    """Tap the place in the picture, which is given in thousandths of its width and height."""
    picture = page.locator("[data-point-picture]")
    picture.scroll_into_view_if_needed()
    picture.locator("img").evaluate("picture => picture.decode()")
    box = picture.bounding_box()
    x, y = box["width"] * response["x"] / 1000, box["height"] * response["y"] / 1000
    picture.click(position={"x": x, "y": y})
    expect(page.locator("[data-point]")).to_have_attribute("data-point", "set")


def answer_and_go_on(page: Page, attempt: Attempt, *, wrong: tuple[int, ...] = ()) -> None:
    """Answer a practice from its first to its last question, each explained at once."""
    total = len(attempt.paper)
    for position in range(1, total + 1):
        expect(page.locator(".quiz__place")).to_contain_text(f"Soal {position} dari {total}")
        is_wrong = position in wrong
        choose(page, (wrong_response if is_wrong else right_response)(attempt, position))
        page.get_by_role("button", name="Jawab", exact=True).click()
        verdict = page.locator("[data-quiz-feedback] .notice__title")
        expect(verdict).to_have_text("Belum tepat" if is_wrong else "Tepat")
        page.locator(".actions .button--primary").click()


def test_a_guest_passes_the_quiz_of_w6_and_sees_what_to_repeat(phone, starter_quiz):
    quiz = starter_quiz("W6")
    attempt = begin(phone, quiz)
    assert faults_on(phone) == []
    assert overflow_of(phone) == 0

    answer_and_go_on(phone, attempt, wrong=(4,))
    expect(phone.locator("main")).to_contain_text("Anda sudah menjawab 10 dari 10 soal.")
    assert faults_on(phone) == []
    phone.get_by_role("button", name="Kirim jawaban").click()

    expect(phone.locator(".result__sentence")).to_have_text("Lulus — 9 dari 10")
    expect(phone.locator(".result__next")).to_contain_text("Dengan akun")
    weak = phone.locator(".topics > li", has_text="Tautan, berkas APK, dan alamat palsu")
    expect(weak).to_contain_text("cukup")
    expect(weak.get_by_role("link")).to_be_visible()
    assert faults_on(phone) == []
    assert overflow_of(phone) == 0
    phone.get_by_text("Lihat jawaban Anda satu per satu").click()
    assert faults_on(phone) == []
    phone.reload()
    expect(phone.locator(".result__sentence")).to_have_text("Lulus — 9 dari 10")
    assert Attempt.objects.get().learner is None


def everything_else_done(learner, quiz: Quiz) -> None:
    for item in outline_of(quiz.lesson.course.current_id).items:
        lesson = Lesson.objects.select_related("course").get(pk=item.key)
        for name in item.practices:
            record_practice(learner, lesson, name, 1, 1)
        if not item.is_quiz and not item.practices:
            record_read(learner, lesson.course.code, lesson.pk)


def test_a_civil_servant_passes_a3_on_two_devices_and_reaches_the_certificate(
    browse, live_server, starter_quiz
):
    quiz, learner = starter_quiz("A3"), person()
    CivilServantProfile.objects.create(person=learner, unit=Unit.objects.first())
    everything_else_done(learner, quiz)
    phone, other = browse(), browse()
    for page in (phone, other):
        sign_in(page, learner, live_server.url)

    attempt = begin(phone, quiz)
    assert faults_on(phone) == []
    for position in range(1, 8):
        expect(phone.locator(".quiz__place")).to_contain_text(f"Soal {position} dari 15")
        choose(phone, right_response(attempt, position))
        expect(phone.locator("[data-quiz-saved]")).to_have_text("Tersimpan di server.")
        phone.get_by_role("button", name="Jawab", exact=True).click()
    expect(phone.locator(".quiz__place")).to_contain_text("Soal 8 dari 15")
    choose(phone, right_response(attempt, 8))
    expect(phone.locator("[data-quiz-saved]")).to_have_text("Tersimpan di server.")

    # The phone dies; another one goes on at the same place.
    phone.context.close()
    other.goto(f"/kuis/{quiz.lesson.course.slug}/")
    other.get_by_role("button", name="Lanjutkan dari soal 9").click()
    for position in range(9, 15):
        expect(other.locator(".quiz__place")).to_contain_text(f"Soal {position} dari 15")
        choose(other, right_response(attempt, position))
        other.get_by_role("button", name="Jawab", exact=True).click()
    expect(other.locator(".quiz__place")).to_contain_text("Soal 15 dari 15")
    other.get_by_role("link", name="Lewati dulu").click()
    expect(other.locator("main")).to_contain_text("1 soal belum dijawab.")
    assert faults_on(other) == []
    other.get_by_role("button", name="Kirim apa adanya").click()

    expect(other.locator(".result__sentence")).to_have_text("Lulus — 14 dari 15")
    assert faults_on(other) == []
    other.get_by_role("link", name="Periksa nama Anda").click()
    certificate = Certificate.objects.get(holder=learner)
    expect(other).to_have_url(re.compile(f"/sertifikat/{certificate.pk}/"))


@pytest.mark.both_databases
def test_the_whole_quiz_by_keyboard_with_every_verdict_read_out(desk, small_quiz):
    attempt = begin(desk, small_quiz)
    for position in range(1, 5):
        expect(desk.locator(".quiz__place")).to_contain_text(f"Soal {position} dari 4")
        response = right_response(attempt, position)
        if "order" in response:
            put_in_order_by_keyboard(desk, response["order"])
        for option in response.get("choices", [response.get("choice")]):
            if option:
                desk.locator(f"input[value='{option}']").focus()
                desk.keyboard.press("Space")
        tab_to(desk, "button", "Jawab")
        desk.keyboard.press("Enter")
        expect(desk.locator("[data-quiz-news]")).to_contain_text("Tepat.")
        expect(desk.locator(".actions .button--primary")).to_be_focused()
        desk.keyboard.press("Enter")
    expect(desk).to_have_url(re.compile("/periksa/$"))
    tab_to(desk, "button", "Kirim jawaban")
    desk.keyboard.press("Enter")
    expect(desk.locator(".result__sentence")).to_have_text("Lulus — 4 dari 4")


def tab_to(page: Page, tag: str, words: str) -> None:
    """Press Tab until this is in focus; it must be reachable."""
    for _press in range(60):
        focused = page.evaluate(
            "[document.activeElement.tagName, document.activeElement.textContent.trim()]"
        )
        if focused == [tag.upper(), words]:
            return
        page.keyboard.press("Tab")
    pytest.fail(f"{words} cannot be reached with the keyboard")


def put_in_order_by_keyboard(page: Page, order: list[str]) -> None:
    for place, option in enumerate(order):
        step = page.locator(f".order > li:has(input[value='{option}'])")
        up = step.get_by_role("button", name=re.compile("^Naikkan"))
        start = step.evaluate("step => [...step.parentElement.children].indexOf(step)")
        for move in range(start, place, -1):
            up.focus()
            page.keyboard.press("Enter")
            expect(page.locator("[data-quiz-news]")).to_have_text(
                f"Sekarang nomor {move} dari {len(order)}."
            )


def test_without_scripts_the_whole_quiz_can_be_taken(browse, small_quiz):
    page = browse(java_script_enabled=False)
    page.goto(f"/kuis/{small_quiz.lesson.course.slug}/")
    page.get_by_role("button", name="Mulai").click()
    attempt = Attempt.objects.select_related("version").get()
    for position in range(1, 5):
        answer_without_scripts(page, right_response(attempt, position))
        page.locator(".actions .button--primary").click()
    page.get_by_role("button", name="Kirim jawaban").click()
    assert "Lulus — 4 dari 4" in page.locator(".result__sentence").inner_text()


def answer_without_scripts(page: Page, response: dict) -> None:
    for option in response.get("choices", [response.get("choice")]):
        if option:
            page.locator(f"input[value='{option}']").check()
    for place, option in enumerate(response.get("order", [])):
        while order_of(page).index(option) > place:
            page.locator(f".order > li:has(input[value='{option}'])").get_by_role(
                "button", name=re.compile("^Naikkan")
            ).click()
    page.get_by_role("button", name="Jawab", exact=True).click()


def order_of(page: Page) -> list[str]:
    return [step.get_attribute("value") for step in page.locator("[name=order]").all()]


# --- Without a line -------------------------------------------------------------------------------


def wait_for_the_whole_paper(page: Page) -> None:
    has_come = "Object.keys(sessionStorage).some((key) => key.endsWith('.sheets'))"
    until(lambda: page.evaluate(has_come), "the paper did not come")


def answers_kept_by_the_server() -> int:
    return Answer.objects.count()


def test_a_test_goes_on_without_a_line_and_every_answer_arrives_once(
    phone, live_server, transactional_db
):
    call_command("build_assets", verbosity=0)
    quiz, learner = a_test(), person()
    sign_in(phone, learner, live_server.url)
    attempt = begin(phone, quiz)
    wait_for_the_whole_paper(phone)
    choose(phone, right_response(attempt, 1))
    expect(phone.locator("[data-quiz-saved]")).to_have_text("Tersimpan di server.")

    phone.context.set_offline(True)
    phone.get_by_role("button", name="Jawab", exact=True).click()
    for position in (2, 3):
        expect(phone.locator(".quiz__place")).to_contain_text(f"Soal {position} dari 4")
        choose(phone, right_response(attempt, position))
        expect(phone.locator("[data-quiz-saved]")).to_have_text(
            "Tersimpan di HP. Nanti dikirim saat ada sinyal."
        )
        phone.get_by_role("button", name="Jawab", exact=True).click()
    expect(phone.locator(".quiz__place")).to_contain_text("Soal 4 dari 4")
    phone.get_by_role("link", name="Kembali").click()
    expect(phone.locator(".quiz__place")).to_contain_text("Soal 3 dari 4")
    expect(phone.locator(".option input:checked")).to_have_count(1)
    assert answers_kept_by_the_server() == 1

    phone.context.set_offline(False)
    expect(phone.locator("[data-quiz-saved]")).to_have_text("Tersimpan di server.")
    assert answers_kept_by_the_server() == 3
    assert (
        phone.evaluate("Object.keys(localStorage).filter((key) => key.includes('quiz.v1'))") == []
    )

    phone.get_by_role("button", name="Jawab", exact=True).click()
    expect(phone.locator(".quiz__place")).to_contain_text("Soal 4 dari 4")
    choose(phone, right_response(attempt, 4))
    phone.get_by_role("button", name="Jawab", exact=True).click()
    phone.get_by_role("button", name="Kirim jawaban").click()
    expect(phone.locator(".result__sentence")).to_have_text("Lulus — 4 dari 4")


def test_a_practice_without_a_line_keeps_the_first_answer_and_explains_it_later(phone, small_quiz):
    attempt = begin(phone, small_quiz)
    wait_for_the_whole_paper(phone)
    phone.context.set_offline(True)
    choose(phone, wrong_response(attempt, 1))
    phone.get_by_role("button", name="Jawab", exact=True).click()
    expect(phone.locator("[data-quiz-saved]")).to_contain_text(
        "Tepat atau belum, Anda lihat saat ada sinyal."
    )
    expect(phone.locator(".option input:not([disabled])")).to_have_count(0)
    assert faults_on(phone) == []

    phone.get_by_role("link", name="Soal berikutnya").click()
    expect(phone.locator(".quiz__place")).to_contain_text("Soal 2 dari 4")
    phone.get_by_role("link", name="Kembali").click()
    expect(phone.locator(".option input:not([disabled])")).to_have_count(0)

    phone.context.set_offline(False)
    expect(phone.locator("[data-quiz-feedback] .notice__title")).to_have_text("Belum tepat")
    assert Answer.objects.get().response == wrong_response(attempt, 1)


def test_an_answer_that_waits_survives_a_closed_page(browse, small_quiz):
    page = browse()
    attempt = begin(page, small_quiz)
    page.context.set_offline(True)
    choose(page, right_response(attempt, 1))
    page.get_by_role("button", name="Jawab", exact=True).click()
    expect(page.locator("[data-quiz-saved]")).to_contain_text("Tersimpan di HP.")
    page.close()

    again = page.context.new_page()
    again.context.set_offline(False)
    again.goto(f"/kuis/{small_quiz.lesson.course.slug}/{attempt.pk}/1/")
    expect(again.locator("[data-quiz-feedback] .notice__title")).to_have_text("Tepat")
    assert answers_kept_by_the_server() == 1


def test_answers_in_two_tabs_do_no_harm(phone, live_server, transactional_db):
    call_command("build_assets", verbosity=0)
    quiz, learner = a_test(), person()
    sign_in(phone, learner, live_server.url)
    attempt = begin(phone, quiz)
    other = phone.context.new_page()
    other.goto(phone.url)
    choose(phone, wrong_response(attempt, 1))
    expect(phone.locator("[data-quiz-saved]")).to_have_text("Tersimpan di server.")
    choose(other, right_response(attempt, 1))
    expect(other.locator("[data-quiz-saved]")).to_have_text("Tersimpan di server.")
    assert Answer.objects.get().response == right_response(attempt, 1)


def test_an_answer_chosen_before_the_script_came_is_saved(phone, live_server, transactional_db):
    call_command("build_assets", verbosity=0)
    quiz, learner = a_test(), person()
    sign_in(phone, learner, live_server.url)
    attempt = begin(phone, quiz)
    held = []
    phone.route("**/js/kuis*.js", lambda route: held.append(route))
    phone.goto(phone.url, wait_until="commit")
    choice = right_response(attempt, 1)["choice"]
    phone.locator(f"input[value='{choice}']").evaluate("choice => choice.click()")
    until(lambda: phone.title() and held, "The script was not asked for.")
    held[0].continue_()
    expect(phone.locator("[data-quiz-saved]")).to_have_text("Tersimpan di server.")
    assert Answer.objects.get().response == right_response(attempt, 1)
