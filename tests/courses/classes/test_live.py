"""The live view: who is on which step, and who is stuck."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from courses.classes.domain.live import Place, live_of
from courses.learning.models import Enrolment
from courses.quizzes.domain.attempts import start_attempt
from courses.quizzes.domain.takers import Taker
from courses.quizzes.models import Attempt
from tests.courses.classes.lessons import do_practice, do_reading, lesson, publish_lessons
from tests.courses.classes.making import give, make_class, owner_of
from tests.courses.quizzes.answering import answer

pytestmark = pytest.mark.django_db


def places(assignment):
    return {row.pupil.number: (row.place, row.step) for row in live_of(assignment).rows}


def test_a_lesson_shows_who_is_done_working_stuck_and_away(settings):
    settings.LANGUAGE_CODE = "id"
    publish_lessons()
    school_class = make_class(pupils=4)
    done, working, stuck, _away = school_class.pupils.all()
    assignment = give(school_class, lesson("l1"))
    do_practice(done, 5)
    do_reading(working, "l1")
    do_reading(stuck, "l1")
    Enrolment.objects.filter(learner=stuck.person).update(
        active_at=timezone.now() - timedelta(minutes=6)
    )

    assert places(assignment) == {
        1: (Place.DONE, "selesai, 100"),
        2: (Place.WORKING, "0 dari 1 latihan selesai"),
        3: (Place.STUCK, "0 dari 1 latihan selesai"),
        4: (Place.AWAY, ""),
    }
    assert [row.pupil.number for row in live_of(assignment).rows] == [3, 2, 4, 1]


def test_a_quiz_shows_how_many_questions_are_answered():
    quiz = publish_lessons()
    school_class = make_class(pupils=1)
    assignment = give(school_class, lesson("cek"))
    answer(start_attempt(quiz, Taker(school_class.pupils.get().person)), right=2)

    assert places(assignment) == {1: (Place.WORKING, "2 dari 4 soal dijawab")}
    six_minutes_ago = timezone.now() - timedelta(minutes=6)
    Attempt.objects.get().answers.update(saved_at=six_minutes_ago)
    Enrolment.objects.update(active_at=six_minutes_ago)
    assert places(assignment)[1][0] == Place.STUCK


def test_opening_what_is_assigned_is_seen_at_once_and_the_part_is_all_the_script_gets(client):
    publish_lessons()
    school_class = make_class(pupils=1)
    assignment = give(school_class, lesson("l2"))
    client.force_login(school_class.pupils.get().person)

    went = client.get(f"/kelas/saya/{assignment.pk}/")
    teacher = Client()
    teacher.force_login(owner_of(school_class))
    address = reverse("classes:live", args=[school_class.code, assignment.pk])
    part = teacher.get(address, headers={"X-Part": "live"}).content.decode()

    assert went.headers["Location"] == "/katalog/p9/l2/"
    assert "live--working" in part
    assert "<html" not in part


def test_what_has_not_changed_costs_the_teacher_an_empty_reply():
    publish_lessons()
    school_class = make_class(pupils=2)
    assignment = give(school_class, lesson("l1"))
    teacher = Client()
    teacher.force_login(owner_of(school_class))
    address = reverse("classes:live", args=[school_class.code, assignment.pk])
    first = teacher.get(address, headers={"X-Part": "live"})
    known = {"X-Part": "live", "If-None-Match": first.headers["ETag"]}

    again = teacher.get(address, headers=known)
    do_practice(school_class.pupils.first(), 5)
    later = teacher.get(address, headers=known)

    assert (first.status_code, again.status_code, later.status_code) == (200, 304, 200)
    assert again.content == b""
    assert first.headers["ETag"] == again.headers["ETag"] != later.headers["ETag"]
    assert live_of(assignment).fingerprint == later.headers["ETag"]
