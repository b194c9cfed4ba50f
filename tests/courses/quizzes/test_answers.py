from datetime import timedelta
from itertools import permutations

import pytest
from django.utils import timezone

from courses.quizzes.domain.answers import save_answer
from courses.quizzes.domain.attempts import start_attempt
from courses.quizzes.domain.papers import item_at
from courses.quizzes.domain.responses import AnswerRefused
from courses.quizzes.domain.submitting import submit_attempt
from courses.quizzes.domain.takers import Taker
from courses.quizzes.models import Answer, Attempt
from tests.courses.quizzes.answering import right_response, wrong_response
from tests.courses.quizzes.making import a_test, person, practice

pytestmark = pytest.mark.django_db


@pytest.fixture
def attempt():
    return start_attempt(a_test(), Taker(person()))


@pytest.fixture
def explained():
    """An attempt whose answers are explained at once."""
    return start_attempt(practice(), Taker(person()))


def stored():
    return list(Answer.objects.values_list("position", "response", "sequence"))


@pytest.mark.parametrize("order", list(permutations([1, 2, 3])))
def test_whatever_the_order_of_arrival_the_newest_answer_stays(attempt, order):
    options = item_at(attempt, 1).options
    for sequence in order:
        save_answer(attempt, 1, {"choice": options[sequence - 1]}, sequence)
    assert stored() == [(1, {"choice": options[2]}, 3)]


def test_a_late_answer_says_that_another_is_kept(attempt):
    first, second = item_at(attempt, 1).options[:2]
    save_answer(attempt, 1, {"choice": first}, 5)
    saved = save_answer(attempt, 1, {"choice": second}, 4)
    assert (saved.response, saved.sequence, saved.is_ours) == ({"choice": first}, 5, False)


def test_the_same_answer_sent_twice_is_kept_once_and_is_ours(attempt):
    for _ in range(2):
        saved = save_answer(attempt, 1, right_response(attempt, 1), 7)
    assert saved.is_ours
    assert len(stored()) == 1


def test_an_answer_from_the_future_counts_as_from_now(attempt):
    save_answer(attempt, 1, right_response(attempt, 1), 2**62)
    assert Answer.objects.get().sequence <= timezone.now().timestamp() * 1000


@pytest.mark.parametrize(
    "raw",
    [{"choice": "ffffffff"}, {"choice": 1}, {"choices": []}, {}, None, "x", ["x"], {"order": []}],
)
def test_what_does_not_fit_the_question_is_refused_and_nothing_is_stored(attempt, raw):
    with pytest.raises(AnswerRefused):
        save_answer(attempt, 1, raw, 1)
    assert stored() == []


def test_the_option_of_another_question_is_foreign(attempt):
    with pytest.raises(AnswerRefused):
        save_answer(attempt, 1, {"choice": item_at(attempt, 2).options[0]}, 1)


@pytest.mark.parametrize("position", [0, 5, -1])
def test_there_is_no_question_outside_the_paper(attempt, position):
    with pytest.raises(LookupError):
        save_answer(attempt, position, {"choice": "x"}, 1)


def test_where_feedback_comes_at_once_the_first_answer_is_final(explained):
    wrong = wrong_response(explained, 1)
    save_answer(explained, 1, wrong, 1)
    saved = save_answer(explained, 1, right_response(explained, 1), 2)
    assert (saved.response, saved.is_ours) == (wrong, False)
    assert stored() == [(1, wrong, 1)]


def test_where_feedback_comes_at_once_no_answer_is_not_an_answer(explained):
    with pytest.raises(AnswerRefused) as refusal:
        save_answer(explained, 2, {"choices": []}, 1)
    assert (refusal.value.code, stored()) == ("empty", [])


def test_after_handing_in_nothing_is_added(attempt):
    submit_attempt(attempt)
    for known in (attempt, Attempt.objects.select_related("version").get()):
        with pytest.raises(AnswerRefused) as refusal:
            save_answer(known, 1, right_response(attempt, 1), 1)
        assert refusal.value.code == "closed"
    assert stored() == []


def test_after_the_deadline_nothing_is_added(attempt):
    attempt.deadline = timezone.now() - timedelta(seconds=1)
    with pytest.raises(AnswerRefused) as refusal:
        save_answer(attempt, 1, right_response(attempt, 1), 1)
    assert (refusal.value.code, stored()) == ("overdue", [])


def test_saving_costs_one_statement(attempt, django_assert_num_queries):
    attempt = Attempt.objects.select_related("version").get()
    response, other = right_response(attempt, 1), wrong_response(attempt, 1)
    with django_assert_num_queries(1):
        save_answer(attempt, 1, response, 1)
    with django_assert_num_queries(1):
        save_answer(attempt, 1, other, 2)
    with django_assert_num_queries(2):
        save_answer(attempt, 1, response, 1)
