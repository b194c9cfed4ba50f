"""J14: the supervised exam on a phone, its line cut in the middle; J20: the proctor's side of it."""

import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from playwright.sync_api import expect

from certificates.models import Attainment
from courses.people.models import Role
from courses.quizzes.models import Answer, Attempt, ExamSession
from tests.courses.quizzes.answering import right_response
from tests.courses.quizzes.exams import an_exam
from tests.courses.quizzes.making import person
from tests.people import make_person, sign_in_as_staff
from tests.services import until


def enter(page, client, address):
    name = settings.SESSION_COOKIE_NAME
    value = client.cookies[name].value
    page.context.add_cookies([{"name": name, "value": value, "url": address}])


@pytest.fixture
def exam(transactional_db):
    call_command("build_assets", verbosity=0)
    return an_exam()


def choose(page, attempt, position):
    choice = right_response(attempt, position)["choice"]
    page.locator(f"label.option:has(input[value='{choice}'])").click()


@pytest.mark.both_databases
def test_a_supervised_exam_survives_a_cut_of_three_minutes(browse, exam, live_server):
    # The proctor opens a room for 20 seats.
    desk = browse(viewport={"width": 1366, "height": 768}, has_touch=False, is_mobile=False)
    officer = Client()
    sign_in_as_staff(officer, make_person("Hendra Gunawan", Role.CERTIFIER))
    enter(desk, officer, live_server.url)
    desk.goto("/ujian/ruang/")
    desk.get_by_label("Ruang", exact=True).fill("Lab BKPSDM")
    desk.get_by_role("button", name="Buka ruang ini").click()
    expect(desk.locator(".room-pin strong")).to_be_visible()
    session = ExamSession.objects.get()
    assert session.seat_count == 20

    # The candidate types the PIN and waits at the door.
    phone, learner = browse(), person("siti")
    candidate = Client()
    candidate.force_login(learner)
    enter(phone, candidate, live_server.url)
    phone.goto(f"/ujian/{exam.slug}/")
    phone.get_by_label("PIN ruang").fill(session.pin)
    phone.get_by_role("button", name="Duduk").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text(exam.title)

    desk.reload()
    desk.get_by_role("button", name=re.compile("^Persilakan semua")).click()
    expect(desk.locator("main")).to_contain_text("boleh mulai")
    phone.get_by_role("button", name="Mulai").click(timeout=20_000)
    expect(phone.locator(".quiz__place")).to_contain_text("Soal 1 dari 4")
    attempt = Attempt.objects.get()

    # One answer with a line, two without, and the rest after three minutes.
    choose(phone, attempt, 1)
    expect(phone.locator("[data-quiz-saved]")).to_have_text("Tersimpan di server.")
    until(
        lambda: phone.evaluate("Object.keys(sessionStorage).some(k => k.endsWith('.sheets'))"),
        "paper",
    )
    phone.get_by_role("button", name="Jawab", exact=True).click()
    expect(phone.locator(".quiz__place")).to_contain_text("Soal 2 dari 4")
    phone.context.set_offline(True)
    choose(phone, attempt, 2)
    expect(phone.locator("[data-quiz-saved]")).to_contain_text("Tersimpan di HP.")
    phone.get_by_role("button", name="Jawab", exact=True).click()
    expect(phone.locator(".quiz__place")).to_contain_text("Soal 3 dari 4")
    choose(phone, attempt, 3)
    assert Answer.objects.count() == 1
    # Three minutes go by for the server: its clock is the one that counts.
    three = timedelta(minutes=3)
    Attempt.objects.update(started_at=attempt.started_at - three, deadline=attempt.deadline - three)
    phone.context.set_offline(False)
    until(lambda: Answer.objects.count() == 3, "The answers did not arrive.", seconds=40)
    phone.reload()
    expect(phone.locator(".quiz__place")).to_contain_text("Soal 3 dari 4")
    phone.goto(f"/ujian/{exam.slug}/{attempt.pk}/4/")
    choose(phone, attempt, 4)
    expect(phone.locator("[data-quiz-saved]")).to_have_text("Tersimpan di server.")
    phone.get_by_role("button", name="Jawab", exact=True).click()
    expect(phone.locator("main")).to_contain_text("4 dari 4")
    phone.get_by_role("button", name="Kirim jawaban").click()
    expect(phone.locator(".result__sentence")).to_contain_text("Lulus")
    attempt.refresh_from_db()
    expect(phone.locator("main")).to_contain_text(attempt.receipt)
    fact = Attainment.objects.get(key=f"exam:{exam.bank.code}")
    assert (fact.supervised, fact.score) == (True, 100)

    # The proctor closes the room and sees who handed in and passed.
    desk.reload()
    desk.get_by_text("Tutup ruang", exact=True).click()
    desk.get_by_role("button", name="Tutup dan kirim").click()
    expect(desk.locator("main")).to_contain_text("Ruang ini sudah ditutup")
    desk.get_by_role("link", name="Daftar kursi untuk dicetak").click()
    expect(desk.locator("table").first).to_contain_text(attempt.receipt)
    assert ExamSession.objects.get().closed_at <= timezone.now()
