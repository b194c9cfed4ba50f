"""Who may begin an exam, when, how often, for how long; and what a pass is worth."""

from datetime import timedelta

import pytest
from django.utils import timezone

from certificates.models import Attainment
from courses.quizzes.domain.answers import save_answer
from courses.quizzes.domain.attempts import StartRefused
from courses.quizzes.domain.granting import grant_extra_time, grant_tries
from courses.quizzes.domain.housekeeping import submit_overdue_attempts
from courses.quizzes.domain.responses import AnswerRefused
from courses.quizzes.domain.sitting import (
    entry_of,
    exam_tries_of,
    start_exam,
    start_paper_attempt,
    start_placement,
)
from courses.quizzes.domain.submitting import receipt_of, submit_attempt
from courses.quizzes.domain.takers import Taker
from courses.quizzes.models import Attempt
from courses.quizzes.rules import Hindrance
from tests.courses.quizzes.answering import right_response, taken, wrong_response
from tests.courses.quizzes.exams import a_room, an_exam, answered, let_in, now_in_ms, sat
from tests.courses.quizzes.making import a_test, person

pytestmark = pytest.mark.django_db


def hindrance(exam, learner, *, start=start_exam):
    with pytest.raises(StartRefused) as refusal:
        start(exam, learner)
    return refusal.value.tries.hindrance


def passed_on(days_ago, attempt):
    moment = timezone.now() - timedelta(days=days_ago)
    Attempt.objects.filter(pk=attempt.pk).update(started_at=moment, submitted_at=moment)


# --- Tries ------------------------------------------------------------------------------------------


def test_before_the_second_try_lies_a_day_and_before_the_third_a_week():
    exam, learner = an_exam(), person()
    first = sat(exam, learner, right=0)
    assert hindrance(exam, learner) == Hindrance.TOO_EARLY
    passed_on(2, first)
    second = sat(exam, learner, right=0)
    passed_on(30, first)
    passed_on(6, second)
    assert hindrance(exam, learner) == Hindrance.TOO_EARLY
    passed_on(8, second)
    sat(exam, learner, right=0)
    assert hindrance(exam, learner) == Hindrance.USED_UP


def test_a_grant_opens_new_tries_at_once():
    exam, learner, trainer = an_exam(), person(), person()
    for days in (30, 20, 10):
        passed_on(days, sat(exam, learner, right=0))
    assert hindrance(exam, learner) == Hindrance.USED_UP
    grant_tries(exam, learner, trainer, tries=3, reason="Satu jam dengan pelatih")
    assert start_exam(exam, learner).number == 4


def test_starting_again_gives_what_is_open_and_only_that():
    exam, learner = an_exam(), person()
    attempt = start_exam(exam, learner)
    assert start_exam(exam, learner) == attempt
    assert Attempt.objects.count() == 1


def test_nobody_begins_before_the_exam_opens_or_after_it_closes():
    exam, learner, now = an_exam(), person(), timezone.now()
    exam.current.opens_at = now + timedelta(hours=1)
    assert hindrance(exam, learner) == Hindrance.NOT_OPEN_YET
    exam.current.opens_at, exam.current.closes_at = None, now
    assert hindrance(exam, learner) == Hindrance.OVER


# --- What comes first -------------------------------------------------------------------------------


def test_an_exam_opens_when_the_quizzes_of_its_courses_are_passed():
    quizzes, learner = [a_test(), a_test()], person()
    codes = [quiz.lesson.course.code for quiz in quizzes]
    exam = an_exam(needs=tuple(codes))
    assert hindrance(exam, learner) == Hindrance.NEEDS_COURSES
    taken(quizzes[0], Taker(learner), right=4)
    assert [need.is_met for need in entry_of(exam, learner).needs] == [True, False]
    assert hindrance(exam, learner) == Hindrance.NEEDS_COURSES
    taken(quizzes[1], Taker(learner), right=4)
    assert start_exam(exam, learner).number == 1


def test_who_passes_the_placement_check_needs_no_course():
    exam, learner = an_exam(needs=("A1",), placement_percent=80), person()
    check = start_placement(exam, learner)
    assert (len(check.paper), check.version.minutes_allowed) == (4, 60)
    submit_attempt(answered(check, right=4))
    assert entry_of(exam, learner).is_open
    assert start_exam(exam, learner).version == exam.current


def test_a_failed_placement_check_waits_a_week_and_opens_nothing():
    exam, learner = an_exam(needs=("A1",), placement_percent=80), person()
    submit_attempt(answered(start_placement(exam, learner), right=3, wrong=1))
    assert hindrance(exam, learner) == Hindrance.NEEDS_COURSES
    assert hindrance(exam, learner, start=start_placement) == Hindrance.TOO_EARLY


def test_a_placement_check_is_no_pass_of_the_exam():
    exam, learner = an_exam(placement_percent=80), person()
    submit_attempt(answered(start_placement(exam, learner), right=4))
    assert Attainment.objects.count() == 0
    assert exam_tries_of(exam, exam.current, learner, timezone.now()).used == 0


# --- Passing ----------------------------------------------------------------------------------------


def test_the_total_alone_is_not_enough_when_a_domain_is_short():
    exam, learner = an_exam(pass_percent=50), person()
    attempt = start_exam(exam, learner)
    for position, item in enumerate(attempt.paper, start=1):
        tags = attempt.version.items.get(question=item["question"]).question.tags
        make = right_response if tags["domain"] == 1 else wrong_response
        save_answer(attempt, position, make(attempt, position), now_in_ms())
    done = submit_attempt(attempt)
    assert (done.score, done.passed) == (50, False)
    assert done.domains == {
        "1": {"points": "2.0000", "questions": 2},
        "3": {"points": "0.0000", "questions": 2},
    }


def test_a_pass_alone_and_one_in_a_room_are_different_facts():
    exam = an_exam()
    alone, watched = person(), person()
    sat(exam, alone, right=4)
    sat(exam, watched, right=4, seat=let_in(a_room(exam), watched))
    facts = Attainment.objects.order_by("pk").values_list("key", "supervised", "score")
    key = f"exam:{exam.bank.code}"
    assert list(facts) == [(key, False, 100), (key, True, 100)]


def test_who_passed_alone_may_still_take_it_in_a_room_and_then_no_more():
    exam, learner = an_exam(attempts_allowed=1), person()
    sat(exam, learner, right=4)
    assert hindrance(exam, learner) == Hindrance.PASSED
    seat = let_in(a_room(exam), learner)
    assert sat(exam, learner, right=4, seat=seat).supervised
    seat.refresh_from_db()
    with pytest.raises(StartRefused):
        start_exam(exam, learner, seat)


def test_the_receipt_follows_from_the_answers_that_were_handed_in():
    attempt = sat(an_exam(), person(), right=3)
    assert attempt.receipt == receipt_of(attempt, attempt.answers.all())
    assert len(attempt.receipt) == 9
    first = attempt.answers.first()
    first.response = {"choice": "lain"}
    first.save()
    assert attempt.receipt != receipt_of(attempt, attempt.answers.all())


# --- Time -------------------------------------------------------------------------------------------


def minutes_of(attempt):
    return (attempt.deadline - attempt.started_at) / timedelta(minutes=1)


def test_extra_time_is_added_for_whom_it_was_granted():
    exam, learner, officer = an_exam(), person(), person()
    grant_extra_time(learner, 50, officer)
    assert minutes_of(start_exam(exam, learner)) == 90
    assert minutes_of(start_exam(exam, person())) == 60


def overdue(attempt, minutes):
    Attempt.objects.filter(pk=attempt.pk).update(
        deadline=timezone.now() - timedelta(minutes=minutes)
    )
    return Attempt.objects.with_rules().get(pk=attempt.pk)


def test_an_answer_given_in_time_may_arrive_within_the_grace():
    attempt = overdue(start_exam(an_exam(), person()), 4)
    in_time = now_in_ms() - 5 * 60_000
    saved = save_answer(attempt, 1, right_response(attempt, 1), in_time)
    assert (saved.is_ours, saved.sequence) == (True, in_time)
    with pytest.raises(AnswerRefused) as refusal:
        save_answer(attempt, 2, right_response(attempt, 2), now_in_ms())
    assert refusal.value.code == "overdue"


def test_after_the_grace_no_answer_comes_and_the_clock_hands_in():
    attempt = overdue(start_exam(an_exam(), person()), 4)
    assert submit_overdue_attempts() == 0
    attempt = overdue(attempt, 11)
    with pytest.raises(AnswerRefused):
        save_answer(attempt, 1, right_response(attempt, 1), now_in_ms() - 12 * 60_000)
    assert submit_overdue_attempts() == 1


def test_an_exam_abandoned_after_three_autosaves_is_graded_with_three_answers():
    attempt = answered(start_exam(an_exam(), person()), right=3)
    overdue(attempt, 11)
    submit_overdue_attempts()
    attempt.refresh_from_db()
    assert (attempt.correct, attempt.score, attempt.submitted_at) == (3, 75, attempt.deadline)


# --- On paper ---------------------------------------------------------------------------------------


def test_a_paper_that_was_printed_is_entered_by_the_same_verbs():
    exam, learner = an_exam(), person()
    attempt = start_paper_attempt(exam, learner, seed=42)
    assert (attempt.on_paper, attempt.deadline, attempt.supervised) == (True, None, True)
    assert start_paper_attempt(exam, learner, seed=42) == attempt
    assert submit_attempt(answered(attempt, right=4)).passed
    assert Attainment.objects.get().supervised


def test_while_a_paper_is_entered_nothing_else_of_the_exam_begins():
    exam, learner = an_exam(), person()
    start_paper_attempt(exam, learner, seed=42)
    assert hindrance(exam, learner) == Hindrance.ANOTHER_OPEN
    with pytest.raises(StartRefused):
        start_paper_attempt(exam, learner, seed=43)
