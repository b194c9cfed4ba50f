"""Many candidates at one moment, and processes that die while an exam is handed in: on PostgreSQL."""

import signal

import pytest

from certificates.models import Attainment
from courses.quizzes.domain.answers import save_answer
from courses.quizzes.domain.attempts import StartRefused
from courses.quizzes.domain.rooms import RoomRefused, take_seat
from courses.quizzes.domain.sitting import start_exam
from courses.quizzes.domain.submitting import submit_attempt
from courses.quizzes.models import Answer, Attempt, Exam, Seat
from tests.courses.quizzes.answering import right_response, wrong_response
from tests.courses.quizzes.exams import a_room, an_exam, answered, let_in, now_in_ms
from tests.courses.quizzes.making import person
from tests.faults.test_quiz_races import at_once, run_and_kill

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]


def test_50_simultaneous_starts_with_one_attempt_allowed_give_one_attempt():
    exam, learner = an_exam(attempts_allowed=1), person()

    def start(_number):
        try:
            return start_exam(Exam.objects.with_rules().get(pk=exam.pk), learner).pk
        except StartRefused as refusal:
            return refusal.tries.hindrance

    started = at_once(start, 50)
    assert set(started) == set(Attempt.objects.values_list("pk", flat=True))
    assert Attempt.objects.count() == 1


def test_people_who_sit_down_at_the_same_moment_get_a_seat_each_and_no_more_than_there_are():
    session = a_room(an_exam(), seats=10)
    people = [person() for _ in range(16)]

    def sit(number):
        try:
            return take_seat(session.exam, session.pin, people[number]).number
        except RoomRefused:
            return 0

    given = at_once(sit, 16)
    assert sorted(filter(None, given)) == list(range(1, 11))
    assert Seat.objects.count() == 10


def test_saves_in_any_order_keep_the_newest():
    attempt = start_exam(an_exam(), person())
    newest = now_in_ms()

    def save(number):
        make = right_response if number == 0 else wrong_response
        return save_answer(attempt, 1, make(attempt, 1), newest - number)

    at_once(save, 20)
    assert Answer.objects.get().response == right_response(attempt, 1)


def outcome(attempt):
    attempt.refresh_from_db()
    answers = attempt.answers.values_list("points", flat=True)
    return (
        attempt.submitted_at is not None,
        attempt.passed,
        bool(attempt.receipt),
        {None if points is None else int(points) for points in answers},
        Attainment.objects.filter(key__startswith="exam:").count(),
    )


NOTHING = (False, None, False, {None}, 0)
EVERYTHING = (True, True, True, {1}, 1)


def test_a_process_killed_between_any_two_statements_of_an_exams_end_leaves_all_or_nothing():
    exam, learner = an_exam(), person()
    attempt = start_exam(exam, learner, let_in(a_room(exam), learner))
    answered(attempt, right=4)
    kills, seen = 0, NOTHING
    while (ended := run_and_kill(attempt, before=kills)).returncode == -signal.SIGKILL:
        kills += 1
        seen = outcome(attempt)
        assert seen in (NOTHING, EVERYTHING), f"after {kills - 1} statements"
        if seen == EVERYTHING:
            break
    assert seen == EVERYTHING or ended.stdout == "done\n", ended.stderr
    assert kills >= 8
    submit_attempt(attempt)
    assert outcome(attempt) == EVERYTHING
