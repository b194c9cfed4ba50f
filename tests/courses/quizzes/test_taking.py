import json
import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from courses.quizzes.domain.attempts import start_attempt
from courses.quizzes.domain.papers import item_at
from courses.quizzes.domain.submitting import submit_attempt
from courses.quizzes.domain.takers import Taker, new_guest_key
from courses.quizzes.models import Answer, Attempt
from tests.courses.quizzes.answering import answer, right_response, taken, wrong_response
from tests.courses.quizzes.making import a_test, person, practice

pytestmark = pytest.mark.django_db


@pytest.fixture
def learner(client):
    learner = person()
    client.force_login(learner)
    return learner


def intro_of(quiz):
    return reverse("quizzes:intro", args=[quiz.lesson.course.slug])


def page(attempt, name, *more):
    return reverse(f"quizzes:{name}", args=[attempt.quiz.lesson.course.slug, attempt.pk, *more])


def post_json(client, attempt, position, body, **extra):
    data = body if isinstance(body, (str, bytes)) else json.dumps(body)
    return client.post(page(attempt, "question", position), data, "application/json", **extra)


def text_of(response):
    return response.content.decode()


# --- Before ---------------------------------------------------------------------------------------


def test_a_guest_begins_a_practice_and_gets_a_key_that_no_script_can_read(client):
    quiz = practice()
    response = client.post(intro_of(quiz))
    attempt = Attempt.objects.get()
    assert response.url == page(attempt, "question", 1)
    cookie = response.cookies["tamu"]
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")
    assert attempt.guest_digest == Taker(guest_key=cookie.value).guest_digest


def test_looking_at_the_rules_leaves_nothing_behind(client):
    response = client.get(intro_of(practice()))
    assert "tamu" not in response.cookies
    assert Attempt.objects.count() == 0


def test_a_test_for_training_asks_guests_to_sign_in_and_comes_back(client):
    quiz = a_test()
    response = client.get(intro_of(quiz))
    assert f"/masuk/?next={intro_of(quiz).replace('/', '%2F')}" in text_of(response)
    assert client.post(intro_of(quiz)).url == intro_of(quiz)
    assert Attempt.objects.count() == 0


def test_beginning_again_goes_on_where_the_learner_stopped(client, learner):
    quiz = practice()
    attempt = start_attempt(quiz, Taker(learner))
    answer(attempt, right=2)
    assert client.post(intro_of(quiz)).url == page(attempt, "question", 3)
    assert client.get(page(attempt, "resume")).url == page(attempt, "question", 3)


def test_while_the_wait_runs_the_page_states_the_exact_time_of_the_next_try(client, learner):
    quiz = a_test(wait_hours=24)
    attempt = taken(quiz, Taker(learner), right=0)
    moment = timezone.localtime(attempt.submitted_at + timedelta(hours=24))
    for address in (intro_of(quiz), page(attempt, "result")):
        said = text_of(client.get(address))
        assert f"{moment:%H.%M} WIB" in said
        assert f"{moment.day}" in said
    assert client.post(intro_of(quiz)).url == intro_of(quiz)


@pytest.mark.parametrize("address", ["/kuis/tidak-ada/", "/kuis/kursus-x/cek-akhir/"])
def test_an_unknown_quiz_is_not_found(client, address):
    assert client.get(address).status_code == 404


def test_a_quiz_of_a_withdrawn_course_is_not_found(client):
    quiz = practice()
    quiz.lesson.course.withdrawn_at = timezone.now()
    quiz.lesson.course.save()
    assert client.get(intro_of(quiz)).status_code == 404


def test_a_quiz_can_be_named(client):
    quiz = practice()
    assert client.get(f"{intro_of(quiz)}cek-akhir/").status_code == 200
    assert client.get(f"{intro_of(quiz)}lain/").status_code == 404


# --- In it ----------------------------------------------------------------------------------------


def test_without_scripts_an_answer_is_saved_and_the_next_question_follows(client, learner):
    attempt = start_attempt(a_test(), Taker(learner))
    response = client.post(page(attempt, "question", 1), right_response(attempt, 1))
    assert response.url == page(attempt, "question", 2)
    assert Answer.objects.get().response == right_response(attempt, 1)


def test_without_scripts_the_last_answer_leads_to_the_list(client, learner):
    attempt = start_attempt(a_test(), Taker(learner))
    response = client.post(page(attempt, "question", 4), right_response(attempt, 4))
    assert response.url == page(attempt, "review")


def test_without_scripts_several_and_order_are_saved(client, learner):
    attempt = start_attempt(a_test(), Taker(learner))
    for position in (2, 4):
        client.post(page(attempt, "question", position), right_response(attempt, position))
    assert list(Answer.objects.values_list("position", "response")) == [
        (2, {"choices": sorted(right_response(attempt, 2)["choices"])}),
        (4, right_response(attempt, 4)),
    ]


def test_without_scripts_a_step_moves_and_nothing_is_saved_until_answer(client, learner):
    attempt = start_attempt(practice(), Taker(learner))
    order = list(item_at(attempt, 4).options)
    response = client.post(page(attempt, "question", 4), {"order": order, "move": "1:up"})
    shown = [option.id for option in response.context["sheet"].options]
    assert shown == [order[1], order[0], order[2]]
    assert Answer.objects.count() == 0


@pytest.mark.parametrize(
    "move", ["", "0:up", "2:down", "9:up", "x", "-1:down", "1:sideways", "٣:up"]
)
def test_a_move_that_makes_no_sense_moves_nothing(client, learner, move):
    attempt = start_attempt(practice(), Taker(learner))
    order = list(item_at(attempt, 4).options)
    response = client.post(page(attempt, "question", 4), {"order": order, "move": move})
    assert [option.id for option in response.context["sheet"].options] == order


def test_an_empty_form_says_to_choose_first(client, learner):
    attempt = start_attempt(practice(), Taker(learner))
    response = client.post(page(attempt, "question", 1), {})
    assert response.status_code == 422
    assert 'role="alert"' in text_of(response)
    assert Answer.objects.count() == 0


def test_where_answers_are_explained_the_explanation_follows_and_the_answer_stays(client, learner):
    attempt = start_attempt(practice(), Taker(learner))
    response = client.post(page(attempt, "question", 1), wrong_response(attempt, 1), follow=True)
    assert response.request["PATH_INFO"] == page(attempt, "question", 1)
    assert "UMPAN-salah" in text_of(response)
    assert "UMPAN-benar-satu" in text_of(response)
    client.post(page(attempt, "question", 1), right_response(attempt, 1))
    assert Answer.objects.get().response == wrong_response(attempt, 1)


def test_the_list_says_what_is_left_in_numbers(client, learner):
    attempt = start_attempt(a_test(), Taker(learner))
    answer(attempt, right=3)
    response = client.get(page(attempt, "review"))
    context = response.context
    assert (context["answered"], context["total"], context["left"]) == (3, 4, [4])


def test_the_address_of_handing_in_does_nothing_when_it_is_only_opened(client, learner):
    attempt = start_attempt(a_test(), Taker(learner))
    assert client.get(page(attempt, "submit")).url == page(attempt, "review")
    attempt.refresh_from_db()
    assert attempt.submitted_at is None


def test_handing_in_twice_leads_to_the_same_result(client, learner):
    attempt = start_attempt(practice(), Taker(learner))
    answer(attempt, right=4)
    for _ in range(2):
        assert client.post(page(attempt, "submit")).url == page(attempt, "result")
    assert Attempt.objects.get().correct == 4


def test_posted_scores_are_ignored(client, learner):
    attempt = start_attempt(practice(), Taker(learner))
    wrong = wrong_response(attempt, 1)
    claims = {"correct": True, "score": 100, "passed": True}
    post_json(client, attempt, 1, {"response": wrong | claims, "sequence": 1} | claims)
    client.post(page(attempt, "submit"), {"score": 100, "passed": "true", "correct": 4})
    attempt.refresh_from_db()
    assert (attempt.correct, attempt.score, attempt.passed) == (0, 0, False)


@pytest.mark.parametrize("name", ["question", "review", "resume"])
def test_after_handing_in_every_page_leads_to_the_result(client, learner, name):
    attempt = taken(practice(), Taker(learner), right=1)
    more = [1] if name == "question" else []
    response = client.get(page(attempt, name, *more), follow=True)
    assert response.request["PATH_INFO"] == page(attempt, "result")


def test_when_the_time_is_over_what_was_saved_is_handed_in_and_the_learner_is_told(client, learner):
    attempt = start_attempt(practice(minutes_allowed=5), Taker(learner))
    answer(attempt, right=3)
    Attempt.objects.update(deadline=timezone.now() - timedelta(seconds=1))
    response = client.get(page(attempt, "question", 4), follow=True)
    assert response.request["PATH_INFO"] == page(attempt, "result")
    assert len(response.context["messages"]) == 1
    attempt.refresh_from_db()
    assert (attempt.correct, attempt.passed) == (3, True)


def test_the_result_before_handing_in_is_the_list(client, learner):
    attempt = start_attempt(practice(), Taker(learner))
    assert client.get(page(attempt, "result")).url == page(attempt, "review")


# --- The page's module ----------------------------------------------------------------------------


def test_a_script_saves_an_answer_and_hears_that_it_is_saved(client, learner):
    attempt = start_attempt(a_test(), Taker(learner))
    response = post_json(
        client, attempt, 1, {"response": right_response(attempt, 1), "sequence": 5}
    )
    saved = {"status": "saved", "sequence": 5, "deadline": None}
    assert (response.status_code, response.json()) == (200, saved)


def test_a_late_save_hears_which_answer_is_kept(client, learner):
    attempt = start_attempt(a_test(), Taker(learner))
    kept, late = right_response(attempt, 1), wrong_response(attempt, 1)
    post_json(client, attempt, 1, {"response": kept, "sequence": 5})
    response = post_json(client, attempt, 1, {"response": late, "sequence": 4})
    assert response.json() == {
        "status": "kept",
        "sequence": 5,
        "response": kept,
        "deadline": None,
    }


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ("{", 400),
        ("[" * 4000, 400),
        ("[]", 400),
        ("null", 400),
        ('{"response": {"choice": "x"}}', 400),
        ('{"response": {"choice": "x"}, "sequence": "1"}', 400),
        ('{"response": {"choice": "x"}, "sequence": true}', 400),
        ('{"response": {"choice": "x"}, "sequence": -1}', 400),
        ('{"response": {"choice": "x"}, "sequence": 1e400}', 400),
        ('{"response": {"choice": "ffffffff"}, "sequence": 1}', 400),
        ('{"response": null, "sequence": 1}', 400),
        (b"\xff\xfe", 400),
        ('{"response": {"choice": "' + "x" * 9000 + '"}, "sequence": 1}', 413),
    ],
)
def test_what_is_no_answer_is_refused_with_a_sentence_and_nothing_is_stored(
    client, learner, body, status
):
    attempt = start_attempt(a_test(), Taker(learner))
    response = post_json(client, attempt, 1, body)
    assert (response.status_code, response.json()["status"]) == (status, "refused")
    assert response.json()["message"]
    assert Answer.objects.count() == 0


def test_a_save_after_handing_in_hears_that_it_was_not_added(client, learner):
    attempt = start_attempt(a_test(), Taker(learner))
    submit_attempt(attempt)
    response = post_json(
        client, attempt, 1, {"response": right_response(attempt, 1), "sequence": 1}
    )
    assert (response.status_code, response.json()["code"]) == (409, "closed")


def test_a_script_that_was_signed_out_hears_where_the_door_is(client):
    attempt = start_attempt(a_test(), Taker(person()))
    response = post_json(client, attempt, 1, {"response": {}, "sequence": 1})
    assert (response.status_code, response.json()["status"]) == (401, "signed_out")


@pytest.mark.parametrize("position", [0, 5])
def test_there_is_no_question_outside_the_paper(client, learner, position):
    attempt = start_attempt(a_test(), Taker(learner))
    assert client.get(page(attempt, "question", position)).status_code == 404


def test_the_whole_paper_can_be_loaded_at_once(client, learner):
    attempt = start_attempt(a_test(), Taker(learner))
    sheets = client.get(page(attempt, "sheets")).json()["sheets"]
    assert ["quiz__question" in sheet for sheet in sheets] == [True] * 4


def test_numbers_for_scripts_are_plain_whatever_the_language_does_with_thousands(client, learner):
    attempt = start_attempt(a_test(minutes_allowed=9), Taker(learner))
    response = right_response(attempt, 1)
    post_json(client, attempt, 1, {"response": response, "sequence": 1_700_000_000_000})
    said = text_of(client.get(page(attempt, "question", 1)))
    assert 'data-quiz-sequence="1700000000000"' in said
    assert re.search(r'data-now="\d{13}" data-deadline="\d{13}"', said)


# --- Whose it is ----------------------------------------------------------------------------------

PAGES = [("question", 1), ("review",), ("resume",), ("result",), ("sheets",), ("submit",)]


@pytest.mark.parametrize("name", PAGES)
def test_another_learners_attempt_is_not_found(client, learner, name):
    attempt = start_attempt(a_test(), Taker(person()))
    assert client.get(page(attempt, *name)).status_code == 404


@pytest.mark.parametrize("name", PAGES)
def test_another_guests_attempt_is_not_found(client, name):
    attempt = start_attempt(practice(), Taker(guest_key=new_guest_key()))
    client.cookies["tamu"] = new_guest_key()
    assert client.get(page(attempt, *name)).status_code == 404


def test_nobody_can_answer_or_hand_in_for_another(client, learner):
    attempt = start_attempt(a_test(), Taker(person()))
    response = right_response(attempt, 1)
    assert client.post(page(attempt, "question", 1), response).status_code == 404
    assert post_json(client, attempt, 1, {"response": response, "sequence": 1}).status_code == 404
    assert client.post(page(attempt, "submit")).status_code == 404
    attempt.refresh_from_db()
    assert (attempt.submitted_at, Answer.objects.count()) == (None, 0)


def test_an_attempt_is_found_only_below_its_own_course(client, learner):
    attempt = start_attempt(a_test(), Taker(learner))
    other = practice().lesson.course.slug
    assert client.get(reverse("quizzes:question", args=[other, attempt.pk, 1])).status_code == 404


def test_somebody_signed_out_is_led_to_the_door_and_back(client):
    attempt = start_attempt(a_test(), Taker(person()))
    address = page(attempt, "question", 1)
    assert client.get(address).url == f"/masuk/?next={address.replace('/', '%2F')}"


def test_who_signs_in_in_the_middle_still_reaches_what_they_began_as_a_guest(client):
    guest = Taker(guest_key=new_guest_key())
    attempt = start_attempt(practice(), guest)
    client.cookies["tamu"] = guest.guest_key
    client.force_login(person())
    assert client.get(page(attempt, "question", 1)).status_code == 200


def test_pages_of_a_quiz_are_kept_by_no_cache(client, learner):
    attempt = start_attempt(a_test(), Taker(learner))
    for address in (intro_of(attempt.quiz), page(attempt, "question", 1), page(attempt, "review")):
        assert "no-store" in client.get(address)["Cache-Control"]
