"""A room under a proctor's eyes: its door, its clocks, its end."""

from datetime import timedelta

import pytest
from django.utils import timezone

from courses.quizzes.domain.attempts import StartRefused
from courses.quizzes.domain.rooms import (
    RoomRefused,
    admit,
    close_room,
    dismiss,
    extend,
    pause_room,
    resume_room,
    take_seat,
)
from courses.quizzes.domain.seats import SeatState, lines_of
from courses.quizzes.domain.sitting import start_exam
from courses.quizzes.domain.submitting import submit_attempt
from courses.quizzes.models import Attempt, ExamSession, Seat, SessionEvent
from courses.quizzes.rules import Hindrance
from tests.courses.quizzes.exams import a_room, an_exam, answered, let_in, seated
from tests.courses.quizzes.making import person

pytestmark = pytest.mark.django_db


def begun(session, learner=None):
    """Return (seat, attempt) of somebody who has begun in the room."""
    seat = let_in(session, learner)
    attempt = start_exam(session.exam, seat.learner, seat)
    seat.refresh_from_db()
    return seat, attempt


def test_seats_are_given_in_the_order_of_coming_and_kept():
    session = a_room(an_exam())
    one, other = person(), person()
    assert [seated(session, who).number for who in (one, other, one)] == [1, 2, 1]


def test_a_wrong_pin_a_closed_room_and_a_full_one_let_nobody_in():
    exam = an_exam()
    session = a_room(exam, seats=1)
    with pytest.raises(RoomRefused):
        take_seat(exam, "000000" if session.pin != "000000" else "111111", person())
    seated(session)
    with pytest.raises(RoomRefused):
        take_seat(exam, session.pin, person())
    close_room(session, session.proctor)
    with pytest.raises(RoomRefused):
        take_seat(exam, session.pin, person())


def test_the_pin_of_one_exam_opens_no_other():
    session = a_room(an_exam())
    with pytest.raises(RoomRefused):
        take_seat(an_exam(), session.pin, person())


def test_nobody_begins_before_the_proctor_has_let_them_in():
    session = a_room(an_exam(), admits_at_once=False)
    seat = seated(session)
    with pytest.raises(StartRefused) as refusal:
        start_exam(session.exam, seat.learner, seat)
    assert refusal.value.tries.hindrance == Hindrance.NOT_ADMITTED
    assert admit(session, [seat], session.proctor) == 1
    seat.refresh_from_db()
    assert start_exam(session.exam, seat.learner, seat).supervised


def test_an_attempt_that_was_begun_alone_does_not_become_a_supervised_one():
    session = a_room(an_exam())
    learner = person()
    start_exam(session.exam, learner)
    with pytest.raises(StartRefused) as refusal:
        start_exam(session.exam, learner, let_in(session, learner))
    assert refusal.value.tries.hindrance == Hindrance.ANOTHER_OPEN
    assert Attempt.objects.get().supervised is False


def test_while_the_clocks_stand_still_nobody_loses_time():
    session = a_room(an_exam())
    _seat, attempt = begun(session)
    pause_room(session, session.proctor)
    attempt.refresh_from_db()
    assert attempt.deadline is None
    left = attempt.left
    answered(attempt, right=1)
    resume_room(session, session.proctor)
    attempt.refresh_from_db()
    assert attempt.left is None
    assert abs(attempt.deadline - timezone.now() - left) < timedelta(seconds=5)


def test_time_is_added_for_one_or_for_all_and_for_those_who_begin_later():
    session = a_room(an_exam())
    (seat, one), (_other_seat, other) = begun(session), begun(session)
    extend(session, 10, session.proctor, seat)
    assert extend(session, 5, session.proctor) == 2
    late = begun(ExamSession.objects.get())[1]
    for attempt in (one, other):
        attempt.refresh_from_db()
    minutes = [(it.deadline - it.started_at) / timedelta(minutes=1) for it in (one, other, late)]
    assert [round(each) for each in minutes] == [75, 65, 65]


@pytest.mark.parametrize("minutes", [0, -5, 121])
def test_minutes_that_make_no_sense_are_refused(minutes):
    session = a_room(an_exam())
    with pytest.raises(RoomRefused):
        extend(session, minutes, session.proctor)
    assert SessionEvent.objects.filter(kind="extended").count() == 0


def test_who_is_sent_out_is_handed_in_and_does_not_count_as_supervised():
    session = a_room(an_exam())
    seat, attempt = begun(session)
    answered(attempt, right=4)
    dismiss(seat, session.proctor)
    attempt.refresh_from_db()
    assert (attempt.passed, attempt.supervised) == (True, False)
    with pytest.raises(RoomRefused):
        take_seat(session.exam, session.pin, seat.learner)


def test_closing_hands_in_what_is_open_and_happens_once():
    session = a_room(an_exam())
    attempt = answered(begun(session)[1], right=3)
    assert close_room(session, session.proctor) == 1
    attempt.refresh_from_db()
    assert (attempt.correct, attempt.submitted_at is not None) == (3, True)
    with pytest.raises(RoomRefused):
        close_room(session, session.proctor)


def test_closing_leaves_the_grace_to_whoever_has_no_line():
    session = a_room(an_exam())
    seat, attempt = begun(session)
    Seat.objects.filter(pk=seat.pk).update(seen_at=timezone.now() - timedelta(minutes=5))
    close_room(session, session.proctor)
    attempt.refresh_from_db()
    assert attempt.submitted_at is None
    assert attempt.deadline <= timezone.now()


def test_everything_a_proctor_does_is_kept():
    session = a_room(an_exam(), admits_at_once=False)
    begun(session)
    pause_room(session, session.proctor)
    resume_room(session, session.proctor)
    extend(session, 5, session.proctor)
    close_room(session, session.proctor)
    kinds = SessionEvent.objects.order_by("pk").values_list("kind", "done_by")
    who = session.proctor.pk
    assert list(kinds) == [
        ("opened", who),
        ("admitted", who),
        ("paused", who),
        ("resumed", who),
        ("extended", who),
        ("closed", who),
    ]


def test_the_seat_list_says_how_everybody_is_doing():
    session = a_room(an_exam(), admits_at_once=False)
    seated(session)
    let_in(session)
    answered(begun(session)[1], right=2)
    submit_attempt(begun(session)[1])
    silent = begun(session)[0]
    Seat.objects.filter(pk=silent.pk).update(seen_at=timezone.now() - timedelta(minutes=5))
    assert [(line.state, line.answered, line.total) for line in lines_of(session)] == [
        (SeatState.WAITING, 0, 0),
        (SeatState.ADMITTED, 0, 0),
        (SeatState.ANSWERING, 2, 4),
        (SeatState.HANDED_IN, 0, 4),
        (SeatState.SILENT, 0, 4),
    ]


def test_the_seat_list_costs_the_same_for_one_seat_and_for_three(django_assert_num_queries):
    session = a_room(an_exam())
    begun(session)
    with django_assert_num_queries(2):
        lines_of(session)
    begun(session)
    begun(session)
    with django_assert_num_queries(2):
        lines_of(session)
