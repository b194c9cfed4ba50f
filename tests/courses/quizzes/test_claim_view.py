import json
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from courses.catalogue.models import Lesson
from courses.quizzes.domain.attempts import start_attempt
from courses.quizzes.domain.takers import Taker, new_guest_key
from courses.quizzes.models import Attempt
from tests.courses.quizzes.answering import taken
from tests.courses.quizzes.making import person, practice

pytestmark = pytest.mark.django_db
CLAIM = "/belajar/klaim/"


@pytest.fixture
def guest(client):
    guest = Taker(guest_key=new_guest_key())
    client.cookies["tamu"] = guest.guest_key
    return guest


def claim(client, facts):
    return client.post(CLAIM, json.dumps({"facts": facts}), "application/json")


def test_facts_and_attempts_of_a_guest_move_into_the_account(client, guest):
    quiz, learner = practice(), person()
    taken(quiz, guest, right=4)
    client.force_login(learner)
    lesson = Lesson.objects.filter(course=quiz.lesson.course, kind="lesson").first()
    fact = {
        "id": str(uuid4()),
        "kind": "lesson.read",
        "course": quiz.lesson.course.code,
        "lesson": str(lesson.pk),
        "occurred": timezone.now().isoformat(),
    }
    nonsense = {"id": "x"}
    answer = claim(client, [fact, nonsense]).json()
    assert [result["status"] for result in answer["results"]] == ["ok", "rejected"]
    assert answer["attempts"] == 1
    assert Attempt.objects.get().learner == learner


def test_a_form_without_scripts_moves_the_attempts_and_says_so(client, guest):
    taken(practice(), guest, right=1)
    client.force_login(person())
    assert client.post(CLAIM).url == reverse("learning:home")
    assert Attempt.objects.get().learner is not None


def test_nobody_signed_in_claims_nothing(client, guest):
    taken(practice(), guest, right=1)
    assert claim(client, []).status_code == 401
    assert client.post(CLAIM).url.startswith("/masuk/")
    assert Attempt.objects.get().learner is None


@pytest.mark.parametrize("body", ["[]", '{"facts": 1}', "{" * 5000])
def test_what_is_no_batch_is_refused_and_nothing_moves(client, guest, body):
    taken(practice(), guest, right=1)
    client.force_login(person())
    response = client.post(CLAIM, body, "application/json")
    assert response.status_code == 400
    assert Attempt.objects.get().learner is None


# --- The offer on Belajar Saya --------------------------------------------------------------------


def is_offered(client) -> bool:
    return f'data-claim="{CLAIM}">' in client.get("/belajar/").content.decode()


def test_attempts_alone_are_offered_until_they_are_claimed(client, guest):
    taken(practice(), guest, right=1)
    client.force_login(person())
    before = is_offered(client)
    client.post(CLAIM)
    assert (before, is_offered(client)) == (True, False)


def test_nothing_is_offered_for_a_key_under_which_nothing_was_done(client, guest):
    taken(practice(), Taker(guest_key=new_guest_key()), right=1)
    client.force_login(person())
    assert not is_offered(client)
    client.cookies["tamu"] = ""
    assert not is_offered(client)


def test_an_attempt_that_cannot_move_yet_is_not_offered(client, guest):
    quiz, learner = practice(), person()
    start_attempt(quiz, guest)
    start_attempt(quiz, Taker(learner))
    client.force_login(learner)
    assert not is_offered(client)


def test_the_look_for_attempts_costs_one_query_and_none_without_a_guests_key(
    client, guest, django_assert_num_queries
):
    client.force_login(person())
    client.get("/belajar/")
    with django_assert_num_queries(8):
        client.get("/belajar/")
    del client.cookies["tamu"]
    with django_assert_num_queries(7):
        client.get("/belajar/")
