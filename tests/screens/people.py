"""Learners in the middle of things, made beside the demonstration accounts; prints their sessions as JSON.

    .venv/bin/python -m tests.screens.people

A process of its own, because Django's database and the browser's event loop do not share one.
Who is there already stays as they are; only a candidate whose time is over makes room for a new one.
"""

import json
import os
import sys
from datetime import date, timedelta
from http.cookies import SimpleCookie
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "literasi.settings.development")
django.setup()

from django.conf import settings  # noqa: E402 - after setup, as are all models
from django.db import transaction  # noqa: E402
from django.test import Client  # noqa: E402
from django.utils import timezone  # noqa: E402

from certificates.domain.issuing import issue_certificate  # noqa: E402
from certificates.domain.naming import PrintedName, confirm_name  # noqa: E402
from certificates.domain.revoking import Correction, replace_certificate, revoke_certificate  # noqa: E402
from certificates.models import Certificate  # noqa: E402
from courses.catalogue.domain import outline_of  # noqa: E402
from courses.catalogue.models import Course  # noqa: E402
from courses.classes.models import Pupil  # noqa: E402
from courses.learning.domain import record_practice, record_read  # noqa: E402
from courses.learning.models import Enrolment  # noqa: E402
from courses.people.domain.accounts import CivilServant, create_person, set_civil_servant  # noqa: E402
from courses.people.domain.demo import OFFICE  # noqa: E402
from courses.people.domain.roles import assign_role  # noqa: E402
from courses.people.models import Area, CitizenProfile, Role, Unit, User  # noqa: E402
from courses.quizzes.domain.answers import save_answer  # noqa: E402
from courses.quizzes.domain.attempts import start_attempt  # noqa: E402
from courses.quizzes.domain.later import put_off  # noqa: E402
from courses.quizzes.domain.rooms import open_room, take_seat  # noqa: E402
from courses.quizzes.domain.sitting import start_exam, start_placement  # noqa: E402
from courses.quizzes.domain.submitting import submit_attempt  # noqa: E402
from courses.quizzes.domain.takers import Taker  # noqa: E402
from courses.quizzes.models import Attempt, Exam, ExamSession, Quiz  # noqa: E402
from courses.workshops.domain.attendees import Details, attendee_for  # noqa: E402
from courses.workshops.domain.cards import issue_card  # noqa: E402
from courses.workshops.models import LearnerCard  # noqa: E402
from tests.certificates.awards import an_achievement  # noqa: E402
from tests.courses.quizzes.answering import right_response, wrong_response  # noqa: E402

PLACE = "Lab contoh untuk gambar"


def main() -> None:
    """Make who is missing, and print a session of each."""
    people = {
        "learner": a_learner(),
        "holder": a_holder(),
        "candidate": a_candidate(),
        "passer": a_passer(),
        "class-pupil": Pupil.objects.select_related("person").order_by("number")[0].person,
    }
    json.dump({role: session_of(person) for role, person in people.items()}, sys.stdout)


def session_of(person: User) -> str:
    """Sign the person in and return the key of the session."""
    client = Client()
    client.force_login(person)
    cookies: SimpleCookie = client.cookies
    return cookies[settings.SESSION_COOKIE_NAME].value


# --- A citizen who has learned a while ------------------------------------------------------------


@transaction.atomic
def a_learner() -> User:
    """Return a citizen with one course done, two begun, and a card."""
    learner = User.objects.filter(username="sumarni").first() or citizen("Sumarni", "sumarni")
    if not Enrolment.objects.filter(learner=learner).exists():
        learn(learner, "W1", most=99)
        learn(learner, "W6", most=3)
        learn(learner, "W3", most=1)
    if not LearnerCard.objects.valid().filter(attendee__account=learner).exists():
        details = Details(learner.display_name, learner.citizen.area)
        issue_card(attendee_for(details, account=learner), by=learner)
    return learner


def citizen(name: str, username: str) -> User:
    """Make an account of a citizen."""
    person = create_person(name, by=None, username=username)
    village = Area.objects.exclude(kind=Area.Kind.DISTRICT).order_by("code")[0]
    CitizenProfile.objects.create(person=person, area=village)
    return person


def learn(learner: User, code: str, most: int) -> None:
    """Do so many things of the course, its quiz among them."""
    course = Course.objects.get(code=code)
    for item in outline_of(course.current_id or 0).items[:most]:
        if item.is_quiz:
            quiz = Quiz.objects.with_course().get(pk=item.key)
            hand_in(start_attempt(quiz, Taker(learner)))
            continue
        lesson = course.lessons.get(key=item.key)
        for practice in item.practices:
            record_practice(learner, lesson, practice, 5, 5)
        record_read(learner, code, item.key)


def hand_in(attempt: Attempt, wrong: int = 0) -> None:
    """Answer every question, the first of them wrongly, and hand in."""
    answer(attempt, len(attempt.paper), wrong)
    submit_attempt(attempt)


def answer(attempt: Attempt, most: int, wrong: int = 0) -> None:
    """Answer so many questions, the first of them wrongly."""
    now = int(timezone.now().timestamp() * 1000)
    for position in range(1, most + 1):
        response = (wrong_response if position <= wrong else right_response)(attempt, position)
        save_answer(attempt, position, response, now)


# --- Civil servants -------------------------------------------------------------------------------


def civil_servant(name: str, username: str, number: str) -> User:
    """Return the civil servant with this user name, made if missing."""
    person = User.objects.filter(username=username).first()
    if person is None:
        person = create_person(name, by=None, username=username, title_after="S.Kom.")
        office = Unit.objects.get(code=OFFICE)
        details = CivilServant(office, number=number, position="Pengelola Layanan", grade="III/a")
        set_civil_servant(person, details, by=None)
        assign_role(person, Role.CIVIL_SERVANT, by=None)
    return person


@transaction.atomic
def a_holder() -> User:
    """Return a civil servant who holds certificates in every state."""
    holder = civil_servant("Ratna Dewi", "ratna-dewi", "199003142015032005")
    if Certificate.objects.held_by(holder).exists():
        return holder
    officer = User.objects.get(username="bkpsdm")
    given(holder, "A3", "Keamanan Informasi dan Pelindungan Data Pribadi")
    named(holder, "A1", "Kantor Digital: Naskah Dinas, Elektronik, dan Arsip", jp=4)
    named(
        holder,
        "A2",
        "Lembar Sebar dan Data untuk Keputusan",
        started_on=date(2023, 9, 4),
        finished_on=date(2023, 9, 29),
        valid_until=timezone.localdate() - timedelta(days=30),
    )
    wrong = named(holder, "T1", "Menjadi Fasilitator Literasi Digital Desa", jp=3)
    revoke_certificate(wrong, "Nilai ujian tercatat untuk orang lain.", officer)
    old = named(holder, "A4", "Melayani Warga lewat Kanal Digital")
    corrected = Correction(title="Melayani Warga Lewat Kanal Digital")
    replace_certificate(old, corrected, "Judul salah ketik.", officer)
    return holder


def given(holder: User, code: str, title: str, **changes: Any) -> Certificate:
    """Give a certificate whose name waits to be checked."""
    changes = {"unit_name": "Kelurahan Contoh", "achievement_key": f"course:{code}"} | changes
    return issue_certificate(an_achievement(holder, title=title, **changes), holder)


def named(holder: User, code: str, title: str, **changes: Any) -> Certificate:
    """Give a certificate, its name checked."""
    name = PrintedName(holder.display_name, holder.title_before, holder.title_after)
    return confirm_name(given(holder, code, title, **changes), name, holder)


# --- The exam -------------------------------------------------------------------------------------


@transaction.atomic
def a_candidate() -> User:
    """Return somebody in the middle of the exam, with time left."""
    now = timezone.now() + timedelta(minutes=20)
    exam = Exam.objects.with_rules()[0]
    running = Attempt.objects.filter(
        learner__username__startswith="kandidat-", submitted_at=None, deadline__gt=now
    )
    attempt = running.select_related("learner").first()
    if attempt and attempt.learner:
        return attempt.learner
    number = User.objects.filter(username__startswith="kandidat-").count()
    candidate = civil_servant("Wahyu Hidayat", f"kandidat-{number}", f"1988050{number:011d}")
    attempt = sat_down(exam, candidate)
    answer(attempt, 9, wrong=4)
    put_off(attempt, 3)
    put_off(attempt, 10)
    return candidate


@transaction.atomic
def a_passer() -> User:
    """Return somebody who has passed the exam."""
    passer = civil_servant("Lestari Ningrum", "lestari", "199204252019032008")
    if not Attempt.objects.filter(learner=passer).exists():
        hand_in(sat_down(Exam.objects.with_rules()[0], passer), wrong=6)
    return passer


def sat_down(exam: Exam, candidate: User) -> Attempt:
    """Let somebody begin in a room that admits at once, after the placement check if there is one."""
    if exam.placement is not None:
        hand_in(start_placement(exam, candidate))
    proctor = User.objects.get(username="bkpsdm")
    room = ExamSession.objects.open().filter(exam=exam, place=PLACE).first()
    room = room or open_room(exam, PLACE, 40, proctor, admits_at_once=True)
    return start_exam(exam, candidate, take_seat(exam, room.pin, candidate))


if __name__ == "__main__":
    main()
