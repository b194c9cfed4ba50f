from datetime import timedelta

import pytest
from django.utils import timezone

from courses.learning.models import Enrolment, LearnerEvent
from courses.quizzes.domain import housekeeping, passing
from courses.quizzes.domain.attempts import start_attempt
from courses.quizzes.domain.housekeeping import forget_old_guest_attempts, submit_overdue_attempts
from courses.quizzes.domain.submitting import submit_attempt
from courses.quizzes.domain.takers import Taker, new_guest_key
from courses.quizzes.models import Answer, Attempt
from tests.courses.quizzes.answering import answer, taken
from tests.courses.quizzes.making import person, practice

pytestmark = pytest.mark.django_db


def facts(attempt):
    return (attempt.correct, attempt.score, attempt.passed)


@pytest.mark.parametrize(
    ("rules", "right", "expected"),
    [
        ({"pass_count": 3}, 3, (3, 75, True)),
        ({"pass_count": 3}, 2, (2, 50, False)),
        ({"pass_count": None, "pass_percent": 75}, 3, (3, 75, True)),
        ({"pass_count": None, "pass_percent": 76}, 3, (3, 75, False)),
        ({"pass_count": None, "pass_percent": 1}, 0, (0, 0, False)),
    ],
)
def test_a_quiz_is_passed_by_count_or_by_percent(rules, right, expected):
    attempt = taken(practice(**rules), Taker(person()), right=right, wrong=4 - right)
    assert facts(attempt) == expected


def test_what_was_not_answered_counts_as_wrong():
    attempt = taken(practice(), Taker(person()), right=2)
    assert facts(attempt) == (2, 50, False)
    assert list(Answer.objects.values_list("position", "correct")) == [(1, True), (2, True)]


def test_handing_in_twice_changes_nothing():
    quiz, learner = practice(), person()
    first = taken(quiz, Taker(learner), right=3, wrong=1)
    again = submit_attempt(Attempt.objects.get())
    assert (facts(again), again.submitted_at) == (facts(first), first.submitted_at)
    assert LearnerEvent.objects.filter(learner=learner, kind="lesson.result").count() == 1


def test_passing_the_only_required_item_completes_the_course():
    quiz, learner = practice(), person()
    taken(quiz, Taker(learner), right=4)
    assert Enrolment.objects.get(learner=learner).completed_at is not None


def test_not_passing_leaves_the_course_open():
    quiz, learner = practice(), person()
    taken(quiz, Taker(learner), right=2, wrong=2)
    assert Enrolment.objects.get(learner=learner).completed_at is None
    assert LearnerEvent.objects.filter(kind="lesson.result").count() == 0


def test_a_guests_pass_is_kept_with_the_attempt_alone():
    attempt = taken(practice(), Taker(guest_key=new_guest_key()), right=4)
    assert attempt.passed
    assert LearnerEvent.objects.count() == 0


def test_when_the_pass_cannot_be_recorded_nothing_is_handed_in(monkeypatch):
    attempt = start_attempt(practice(), Taker(person()))
    answer(attempt, right=4)

    def break_down(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr(passing, "record_lesson_result", break_down)
    with pytest.raises(RuntimeError):
        submit_attempt(attempt)
    attempt.refresh_from_db()
    assert (facts(attempt), attempt.submitted_at) == ((None, None, None), None)
    assert set(Answer.objects.values_list("correct", flat=True)) == {None}


def test_an_attempt_abandoned_after_three_answers_is_marked_with_three():
    attempt = start_attempt(practice(minutes_allowed=30), Taker(person()))
    answer(attempt, right=3)
    deadline = timezone.now() - timedelta(minutes=5)
    Attempt.objects.update(deadline=deadline)
    assert submit_overdue_attempts() == 1
    attempt.refresh_from_db()
    assert (facts(attempt), attempt.submitted_at) == ((3, 75, True), deadline)
    assert submit_overdue_attempts() == 0


def test_attempts_with_time_left_and_without_a_deadline_stay_open():
    start_attempt(practice(minutes_allowed=30), Taker(person()))
    start_attempt(practice(), Taker(person()))
    assert submit_overdue_attempts() == 0


def test_one_attempt_that_cannot_be_handed_in_holds_up_no_other(monkeypatch):
    broken = start_attempt(practice(minutes_allowed=1), Taker(person()))
    start_attempt(practice(minutes_allowed=1), Taker(person()))
    Attempt.objects.update(deadline=timezone.now() - timedelta(minutes=5))

    def submit_all_but_one(attempt):
        if attempt == broken:
            raise RuntimeError
        return submit_attempt(attempt)

    monkeypatch.setattr(housekeeping, "submit_attempt", submit_all_but_one)
    assert submit_overdue_attempts() == 1


def test_guest_attempts_are_forgotten_after_30_days_and_those_of_learners_never():
    quiz = practice()
    old, recent = Taker(guest_key=new_guest_key()), Taker(guest_key=new_guest_key())
    taken(quiz, Taker(person()), right=1)
    taken(quiz, old, right=1)
    Attempt.objects.update(started_at=timezone.now() - timedelta(days=31))
    taken(quiz, recent, right=1)
    assert forget_old_guest_attempts() == 1
    assert Attempt.objects.filter(guest_digest=old.guest_digest).count() == 0
    assert (Attempt.objects.count(), Answer.objects.count()) == (2, 2)


def test_handing_in_costs_the_same_for_few_and_many_answers(django_assert_num_queries):
    few, many = (start_attempt(practice(pass_count=4), Taker(person())) for _ in range(2))
    answer(few, right=1)
    answer(many, right=3, wrong=1)
    for attempt in (few, many):
        # 6 of our own, and 2 for the savepoint that a test adds.
        with django_assert_num_queries(8):
            submit_attempt(attempt)
