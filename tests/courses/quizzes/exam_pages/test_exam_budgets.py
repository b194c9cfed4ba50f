"""What an exam costs, in statements: one more for each candidate would stall a hall of 300."""

import pytest
from django.urls import reverse

from courses.people.models import Role
from courses.quizzes.domain.sitting import start_exam
from courses.quizzes.domain.takers import Taker
from courses.quizzes.models import Attempt
from tests.courses.quizzes.answering import right_response, taken
from tests.courses.quizzes.exam_pages.asking import at, save
from tests.courses.quizzes.exams import a_room, an_exam, let_in, sat
from tests.courses.quizzes.making import a_test, person
from tests.people import make_person, sign_in_as_staff

pytestmark = pytest.mark.django_db

# The session, the exam, the seat; what was begun before, the courses that come first, the wordings
# of the paper, extra time; the attempt between its savepoint and the release, the seat, the place.
QUERIES_OF_BEGINNING = 12


@pytest.mark.parametrize("questions", [1, 3])
def test_beginning_costs_the_same_for_a_bank_of_any_size(
    client, learner, django_assert_num_queries, questions
):
    quiz = a_test()
    taken(quiz, Taker(learner), right=4)
    exam = an_exam(questions, needs=(quiz.lesson.course.code,))
    room = a_room(exam)
    let_in(room, learner)
    before = person()
    taken(quiz, Taker(before), right=4)
    start_exam(exam, before)
    address = reverse("quizzes:begin-exam", args=[exam.slug])
    with django_assert_num_queries(QUERIES_OF_BEGINNING):
        client.post(address, {"way": "room"})
    assert Attempt.objects.get(learner=learner, exam=exam).supervised


def test_the_paper_and_its_pages_cost_4_statements(client, learner, django_assert_num_queries):
    attempt = start_exam(an_exam(), learner)
    for name in ("sheets", "review"):
        client.get(at(attempt, name))
        with django_assert_num_queries(4):
            client.get(at(attempt, name))


def test_saving_an_answer_costs_3_statements(client, learner, django_assert_num_queries):
    exam = an_exam()
    attempt = start_exam(exam, learner, let_in(a_room(exam), learner))
    response = right_response(attempt, 1)
    save(client, attempt, 2, right_response(attempt, 2))
    with django_assert_num_queries(3):
        save(client, attempt, 1, response)


def test_the_door_and_the_clock_cost_3_statements(client, learner, django_assert_num_queries):
    exam = an_exam()
    seat = let_in(a_room(exam), learner)
    state = reverse("quizzes:waiting-state", args=[exam.slug])
    client.get(state)
    with django_assert_num_queries(3):
        client.get(state)
    attempt = start_exam(exam, learner, seat)
    with django_assert_num_queries(3):
        client.get(at(attempt, "state"))


def test_a_room_costs_the_same_for_one_seat_and_for_three(client, django_assert_num_queries):
    session = a_room(an_exam())
    sign_in_as_staff(client, session.proctor)
    address = reverse("quizzes:room-seats", args=[session.pk])

    def sit():
        seat = let_in(session)
        start_exam(session.exam, seat.learner, seat)

    sit()
    client.get(address)
    with django_assert_num_queries(QUERIES_OF_A_ROOM):
        client.get(address)
    sit()
    sit()
    with django_assert_num_queries(QUERIES_OF_A_ROOM):
        client.get(address)


# The session, the roles of the proctor twice, the room, its seats, their totals.
QUERIES_OF_A_ROOM = 6


def test_the_list_of_attempts_costs_the_same_for_one_and_for_three(
    client, django_assert_num_queries
):
    exam = an_exam()
    sign_in_as_staff(client, make_person("Hendra Gunawan", Role.CERTIFIER))
    address = reverse("quizzes:manage-exam", args=[exam.slug])
    sat(exam, person(), right=4)
    client.get(address)
    with django_assert_num_queries(QUERIES_OF_MANAGING):
        client.get(address)
    sat(exam, person(), right=4)
    sat(exam, person(), right=0)
    with django_assert_num_queries(QUERIES_OF_MANAGING):
        client.get(address)


QUERIES_OF_MANAGING = 14
