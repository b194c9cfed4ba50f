"""What a request costs, in statements: session with its person, attempt with its rules, the work."""

import pytest
from django.urls import reverse

from courses.quizzes.domain.attempts import start_attempt
from courses.quizzes.domain.takers import Taker, new_guest_key
from tests.courses.quizzes.answering import answer, right_response, taken, wrong_response
from tests.courses.quizzes.making import a_test, person, practice

pytestmark = pytest.mark.django_db


@pytest.fixture
def learner(client):
    learner = person()
    client.force_login(learner)
    return learner


def address(attempt, name, *more):
    return reverse(f"quizzes:{name}", args=[attempt.quiz.lesson.course.slug, attempt.pk, *more])


def save(client, attempt, response, sequence):
    body = {"response": response, "sequence": sequence}
    where = address(attempt, "question", 1)
    return client.post(where, body, "application/json").json()["status"]


def test_saving_an_answer_costs_3_statements(client, learner, django_assert_num_queries):
    attempt = start_attempt(a_test(), Taker(learner))
    right, wrong = right_response(attempt, 1), wrong_response(attempt, 1)
    with django_assert_num_queries(3):
        assert save(client, attempt, right, 1) == "saved"
    with django_assert_num_queries(3):
        assert save(client, attempt, wrong, 2) == "saved"
    with django_assert_num_queries(4):
        assert save(client, attempt, right, 1) == "kept"


def test_saving_a_guests_answer_costs_2_statements(client, django_assert_num_queries):
    guest = Taker(guest_key=new_guest_key())
    client.cookies["tamu"] = guest.guest_key
    attempt = start_attempt(practice(), guest)
    response = right_response(attempt, 1)
    with django_assert_num_queries(2):
        assert save(client, attempt, response, 1) == "saved"


def test_saving_without_scripts_costs_3_statements(client, learner, django_assert_num_queries):
    attempt = start_attempt(practice(), Taker(learner))
    response = right_response(attempt, 1)
    with django_assert_num_queries(3):
        client.post(address(attempt, "question", 1), response)


@pytest.mark.parametrize("answered", [1, 3])
@pytest.mark.parametrize(("name", "cost"), [("question", 4), ("review", 4), ("sheets", 4)])
def test_a_page_costs_the_same_for_1_and_3_answers(
    client, learner, django_assert_num_queries, name, cost, answered
):
    attempt = start_attempt(a_test(), Taker(learner))
    answer(attempt, right=answered)
    where = address(attempt, name, *([4] if name == "question" else []))
    client.get(where)
    with django_assert_num_queries(cost):
        client.get(where)


@pytest.mark.parametrize("answered", [1, 3])
def test_a_result_costs_the_same_for_1_and_3_answers(
    client, learner, django_assert_num_queries, answered
):
    attempt = taken(a_test(pass_count=4), Taker(learner), right=answered)
    client.get(address(attempt, "result"))
    with django_assert_num_queries(5):
        client.get(address(attempt, "result"))
