from datetime import timedelta

import pytest
from django.utils import timezone

from courses.learning.models import Enrolment
from courses.quizzes.domain.attempts import (
    AccountNeeded,
    StartRefused,
    open_attempt_of,
    start_attempt,
)
from courses.quizzes.domain.pools import replay
from courses.quizzes.domain.publishing import publish_quiz
from courses.quizzes.domain.takers import Taker, new_guest_key
from courses.quizzes.models import Attempt, Quiz
from courses.quizzes.rules import Hindrance, Tries
from tests.courses.quizzes.answering import answer, taken
from tests.courses.quizzes.making import SINGLE, a_test, person, practice, quiz_spec

pytestmark = pytest.mark.django_db


def refusal(quiz, taker):
    with pytest.raises(StartRefused) as refused:
        start_attempt(quiz, taker)
    return refused.value.tries


def move_back(attempt, **ago):
    submitted = timezone.now() - timedelta(**ago)
    Attempt.objects.filter(pk=attempt.pk).update(submitted_at=submitted)
    return submitted


def test_starting_again_gives_the_attempt_that_is_open():
    quiz, taker = practice(), Taker(person())
    assert start_attempt(quiz, taker) == start_attempt(quiz, taker)
    assert Attempt.objects.count() == 1


def test_starting_takes_up_the_course():
    quiz, learner = a_test(), person()
    start_attempt(quiz, Taker(learner))
    assert Enrolment.objects.get(learner=learner).course == quiz.lesson.course


def test_a_paper_can_be_replayed_from_its_stored_seed():
    attempt = start_attempt(practice(), Taker(person()))
    assert [item.to_json() for item in replay(attempt)] == attempt.paper


def test_an_attempt_keeps_the_version_it_began_with():
    quiz, taker = practice(), Taker(person())
    attempt = start_attempt(quiz, taker)
    publish_quiz(quiz_spec(quiz.lesson, questions=(SINGLE,), pass_count=1))
    again = start_attempt(Quiz.objects.get(), taker)
    assert (again.version, len(again.paper)) == (attempt.version, 4)


def test_two_guests_have_attempts_of_their_own():
    quiz = practice()
    one, other = Taker(guest_key=new_guest_key()), Taker(guest_key=new_guest_key())
    first = start_attempt(quiz, one)
    assert start_attempt(quiz, other) != first
    assert open_attempt_of(quiz, one) == first
    assert open_attempt_of(quiz, Taker()) is None


def test_a_guest_cannot_take_a_test_that_counts_for_training():
    with pytest.raises(AccountNeeded):
        start_attempt(a_test(), Taker(guest_key=new_guest_key()))


def test_a_practice_can_be_repeated_any_number_of_times_even_after_a_pass():
    quiz, taker = practice(), Taker(person())
    numbers = [taken(quiz, taker, right=right).number for right in (4, 0, 4)]
    assert numbers == [1, 2, 3]


def test_after_the_allowed_attempts_no_other_begins():
    quiz, taker = a_test(attempts_allowed=2), Taker(person())
    for _ in range(2):
        taken(quiz, taker, right=1)
    assert refusal(quiz, taker) == Tries(2, 0, passed=False, hindrance=Hindrance.USED_UP)


def test_the_next_attempt_waits_until_the_stated_time():
    quiz, taker = a_test(wait_hours=24), Taker(person())
    submitted = move_back(taken(quiz, taker, right=1), hours=23)
    assert refusal(quiz, taker) == Tries(
        1,
        None,
        passed=False,
        next_at=submitted + timedelta(hours=24),
        hindrance=Hindrance.TOO_EARLY,
    )
    move_back(Attempt.objects.get(), hours=25)
    assert start_attempt(quiz, taker).number == 2


def test_a_passed_test_is_not_taken_again():
    quiz, taker = a_test(attempts_allowed=3), Taker(person())
    taken(quiz, taker, right=3)
    assert refusal(quiz, taker) == Tries(1, 2, passed=True, hindrance=Hindrance.PASSED)


def test_with_minutes_allowed_the_attempt_has_a_deadline():
    attempt = start_attempt(a_test(minutes_allowed=75), Taker(person()))
    assert attempt.deadline - attempt.started_at == timedelta(minutes=75)


def test_starting_after_the_deadline_hands_in_the_old_attempt_first():
    quiz, taker = practice(minutes_allowed=10), Taker(person())
    old = start_attempt(quiz, taker)
    answer(old, right=2)
    Attempt.objects.update(deadline=timezone.now() - timedelta(minutes=1))
    new = start_attempt(quiz, taker)
    old.refresh_from_db()
    assert (old.correct, old.passed, old.submitted_at) == (2, False, old.deadline)
    assert new.number == 2
