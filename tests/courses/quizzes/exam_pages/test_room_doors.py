"""The door of a room: a PIN, waiting, and clocks that stand still."""

import pytest
from django.core.cache import caches
from django.urls import reverse
from django.utils import timezone

from courses.quizzes.domain.rooms import pause_room
from courses.quizzes.domain.sitting import start_exam
from courses.quizzes.models import Attempt, Seat
from tests.courses.quizzes.answering import right_response
from tests.courses.quizzes.exam_pages.asking import at, save
from tests.courses.quizzes.exams import a_room, an_exam, let_in

pytestmark = pytest.mark.django_db


def test_who_types_the_pin_waits_and_begins_when_let_in(client, learner):
    session = a_room(an_exam(), admits_at_once=False)
    slug = session.exam.slug
    typed = f"{session.pin[:3]} {session.pin[3:]}"
    page = client.post(reverse("quizzes:enter-room", args=[slug]), {"pin": typed})
    assert page.url == reverse("quizzes:waiting-room", args=[slug])
    state = reverse("quizzes:waiting-state", args=[slug])
    assert client.get(state).json() == {"state": "waiting"}
    begin = reverse("quizzes:begin-exam", args=[slug])
    assert client.post(begin, {"way": "room"}).url == reverse("quizzes:exam", args=[slug])
    Seat.objects.update(admitted_at=timezone.now())
    assert client.get(state).json() == {"state": "ready"}
    client.post(begin, {"way": "room"})
    assert Attempt.objects.get().supervised


def test_pins_cannot_be_tried_in_a_row(client, learner):
    session = a_room(an_exam())
    caches["default"].clear()
    address = reverse("quizzes:enter-room", args=[session.exam.slug])
    wrong = "000000" if session.pin != "000000" else "111111"
    for _try in range(10):
        client.post(address, {"pin": wrong})
    client.post(address, {"pin": session.pin})
    assert Seat.objects.count() == 0


def test_while_the_clocks_stand_still_no_question_is_shown(client, learner):
    session = a_room(an_exam())
    attempt = start_exam(session.exam, learner, let_in(session, learner))
    pause_room(session, session.proctor)
    assert b"data-quiz-form" not in client.get(at(attempt, "question", 1)).content
    assert client.get(at(attempt, "sheets")).json() == {"sheets": []}
    assert client.get(at(attempt, "state")).json()["state"] == "stopped"
    assert save(client, attempt, 1, right_response(attempt, 1)).status_code == 200
