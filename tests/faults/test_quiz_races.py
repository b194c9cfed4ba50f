"""Many requests at one moment, and processes that die between two statements: on PostgreSQL."""

import os
import signal
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.conf import settings
from django.db import close_old_connections, connections

from certificates.models import Certificate
from courses.learning.models import Enrolment, LearnerEvent
from courses.quizzes.domain.answers import save_answer
from courses.quizzes.domain.attempts import start_attempt
from courses.quizzes.domain.papers import item_at
from courses.quizzes.domain.responses import AnswerRefused
from courses.quizzes.domain.submitting import submit_attempt
from courses.quizzes.domain.takers import Taker, new_guest_key
from courses.quizzes.models import Answer, Attempt, Quiz
from tests.courses.quizzes.answering import answer, right_response
from tests.courses.quizzes.making import a_test, person, practice

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]


def at_once(work, times):
    """Do the work in so many threads that all begin at the same moment; return what each gave."""
    ready = threading.Barrier(times)

    def one(number):
        close_old_connections()
        try:
            ready.wait(30)
            return work(number)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(times) as threads:
        return list(threads.map(one, range(times)))


@pytest.mark.parametrize("is_guest", [False, True])
def test_50_simultaneous_starts_give_one_open_attempt(is_guest):
    practice(attempts_allowed=1)
    taker = Taker(guest_key=new_guest_key()) if is_guest else Taker(person())
    started = at_once(lambda _: start_attempt(Quiz.objects.get(), taker).pk, 50)
    assert set(started) == set(Attempt.objects.values_list("pk", flat=True))
    assert Attempt.objects.count() == 1


def test_simultaneous_saves_keep_the_newest():
    attempt = start_attempt(a_test(), Taker(person()))
    options = item_at(attempt, 1).options

    def save(number):
        return save_answer(attempt, 1, {"choice": options[number % 3]}, number + 1)

    at_once(save, 30)
    kept = Answer.objects.get()
    assert (kept.sequence, kept.response) == (30, {"choice": options[29 % 3]})


def test_an_acknowledged_answer_is_always_marked():
    """Saves and the handing-in meet: whatever was said to be saved is in the result."""
    for _round in range(8):
        quiz = a_test(pass_count=1)
        attempt = start_attempt(quiz, Taker(person()))

        def work(number, attempt=attempt):
            if number == 0:
                return submit_attempt(Attempt.objects.get(pk=attempt.pk)) and 0
            try:
                save_answer(attempt, number, right_response(attempt, number), 1)
            except AnswerRefused:
                return 0
            return 1

        acknowledged = sum(at_once(work, 5))
        attempt.refresh_from_db()
        assert (attempt.correct, attempt.answers.count()) == (acknowledged, acknowledged)


def test_simultaneous_handing_in_records_one_pass_and_one_certificate():
    learner = person()
    attempt = start_attempt(a_test(), Taker(learner))
    answer(attempt, right=4)
    at_once(lambda _: submit_attempt(Attempt.objects.get(pk=attempt.pk)).pk, 12)
    assert LearnerEvent.objects.filter(learner=learner, kind="lesson.result").count() == 1
    assert Certificate.objects.filter(holder=learner).count() == 1


# The process kills itself before its nth statement, without a word to the database.
KILLED = """
import os, sys
import django
django.setup()
from django.conf import settings
settings.DATABASES["default"]["NAME"] = sys.argv[3]
from django.db import connection
from courses.quizzes.domain.submitting import submit_attempt
from courses.quizzes.models import Attempt
attempt = Attempt.objects.get(pk=sys.argv[1])
left = int(sys.argv[2])
def counting(execute, *rest):
    global left
    if left == 0:
        os.kill(os.getpid(), 9)
    left -= 1
    return execute(*rest)
with connection.execute_wrapper(counting):
    submit_attempt(attempt)
if left == 0:
    os.kill(os.getpid(), 9)
print("done")
"""


def run_and_kill(attempt, before):
    database = settings.DATABASES["default"]
    return subprocess.run(
        [sys.executable, "-c", KILLED, str(attempt.pk), str(before), database["NAME"]],
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "literasi.settings.test"},
        capture_output=True,
        text=True,
        check=False,
    )


def outcome(learner, attempt):
    attempt.refresh_from_db()
    return (
        attempt.submitted_at is not None,
        attempt.passed,
        set(attempt.answers.values_list("correct", flat=True)),
        Enrolment.objects.get(learner=learner).completed_at is not None,
        Certificate.objects.filter(holder=learner).count(),
    )


NOTHING = (False, None, {None}, False, 0)
EVERYTHING = (True, True, {True}, True, 1)


def test_a_process_killed_between_any_two_statements_leaves_all_or_nothing():
    learner = person()
    attempt = start_attempt(a_test(), Taker(learner))
    answer(attempt, right=4)
    kills, seen = 0, NOTHING
    while (ended := run_and_kill(attempt, before=kills)).returncode == -signal.SIGKILL:
        kills += 1
        seen = outcome(learner, attempt)
        assert seen in (NOTHING, EVERYTHING), f"after {kills - 1} statements"
        if seen == EVERYTHING:
            break
    assert seen == EVERYTHING or ended.stdout == "done\n", ended.stderr
    # 4 statements of our own, the result and the award: all of them were tried.
    assert kills >= 12
    assert outcome(learner, submit_attempt(attempt)) == EVERYTHING
