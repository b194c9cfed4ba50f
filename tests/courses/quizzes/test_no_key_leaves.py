"""Every answer of the server, from the rules to the result, is searched for what must not be in it yet."""

import re

import pytest
from django.urls import reverse

from courses.quizzes.domain.attempts import start_attempt
from courses.quizzes.domain.drawing import paper_item
from courses.quizzes.domain.takers import Taker
from courses.quizzes.models import Attempt, QuestionVersion
from tests.courses.quizzes.answering import right_response, wrong_response
from tests.courses.quizzes.kinds import EVERY_KIND
from tests.courses.quizzes.making import ALL_KINDS, a_test, person, practice
from tests.courses.quizzes.test_drawing import single

pytestmark = pytest.mark.django_db

WORDS_OF_THE_KEY = re.compile(rb"UMPAN|option--right|option--wrong|option__mark|quiz__feedback")
ORIGINS = re.compile(rb"data-correct|\"(correct|right|key|answer|origin|feedback)\"")


@pytest.fixture
def learner(client):
    learner = person()
    client.force_login(learner)
    return learner


def address(attempt, name, *more):
    return reverse(f"quizzes:{name}", args=[attempt.quiz.lesson.course.slug, attempt.pk, *more])


def responses_before_handing_in(client, attempt):
    """Give every answer the server has for this attempt, with and without scripts."""
    yield client.get(reverse("quizzes:intro", args=[attempt.quiz.lesson.course.slug]))
    for position in range(1, 5):
        yield client.get(address(attempt, "question", position))
    yield client.get(address(attempt, "review"))
    yield client.get(address(attempt, "sheets"))
    for sequence, make in enumerate((wrong_response, right_response), start=1):
        for position in range(1, 5):
            body = {"response": make(attempt, position), "sequence": sequence}
            where = address(attempt, "question", position)
            yield client.post(where, body, "application/json")
            yield client.post(where, {"order": ["x"], "move": "0:up", "choice": "x"})
            yield client.post(where, {"choice": "x", "choices": ["x"], "order": ["x"]})
            yield client.get(where)
    yield client.get(address(attempt, "review"))
    yield client.get(address(attempt, "sheets"))


def test_of_a_test_nothing_leaves_before_it_is_handed_in(client, learner):
    attempt = start_attempt(a_test(), Taker(learner))
    for response in responses_before_handing_in(client, attempt):
        everything = response.content + str(dict(response.headers)).encode()
        assert WORDS_OF_THE_KEY.findall(everything) == []
        assert ORIGINS.findall(everything) == []


def test_of_no_kind_anything_leaves_before_it_is_handed_in(client, learner):
    """Neither words of the key, nor points, areas or tolerances, nor ids that an editor gave."""
    attempt = start_attempt(a_test(questions=EVERY_KIND, pass_count=6), Taker(learner))
    told = re.compile(rb"UMPAN|KUNCI|tolerance|rubric|levels|\"areas\"|point__area|matching__mark")
    pages = [
        client.get(address(attempt, "sheets")),
        client.get(address(attempt, "review")),
        *(client.get(address(attempt, "question", at)) for at in range(1, 12)),
    ]
    for position in range(1, 11):
        for sequence, make in enumerate((wrong_response, right_response), start=1):
            body = {"response": make(attempt, position), "sequence": sequence}
            where = address(attempt, "question", position)
            pages += [client.post(where, body, "application/json"), client.get(where)]
    essay = {"response": {"text": "Ibu yang terhormat"}, "sequence": 1}
    where = address(attempt, "question", 11)
    pages += [client.post(where, essay, "application/json"), client.get(where)]
    assert [page.status_code for page in pages] == [200] * len(pages)
    for page in pages:
        everything = page.content + str(dict(page.headers)).encode()
        assert told.findall(everything) + WORDS_OF_THE_KEY.findall(everything) == []
        assert ORIGINS.findall(everything) == []
    assert attempt.answers.count() == 11


def test_of_a_practice_each_answer_is_explained_and_no_other(client, learner):
    attempt = start_attempt(practice(), Taker(learner))
    client.post(address(attempt, "question", 1), wrong_response(attempt, 1))
    explained = client.get(address(attempt, "question", 1)).content
    assert b"UMPAN-benar-satu" in explained
    others = [client.get(address(attempt, "question", position)) for position in (2, 3, 4)]
    others += [client.get(address(attempt, "review")), client.get(address(attempt, "sheets"))]
    for response in others:
        assert WORDS_OF_THE_KEY.findall(response.content) == []


def test_a_save_says_nothing_about_right_and_wrong(client, learner):
    """Also where answers are explained at once: the explanation is a page of its own."""
    for quiz in (a_test(), practice()):
        attempt = start_attempt(quiz, Taker(learner))
        replies = {
            make.__name__: client.post(
                address(attempt, "question", position),
                {"response": make(attempt, position), "sequence": 1},
                "application/json",
            ).content
            for position, make in ((1, right_response), (3, wrong_response))
        }
        assert replies["right_response"] == replies["wrong_response"]


def test_the_order_in_which_options_are_shown_follows_from_the_seed_and_not_from_the_key():
    """Whichever option is right, the same seed shows the options in the same order."""
    options = ("a1", "b2", "c3", "d4")
    shown = paper_item(single(1, *options), 5).options
    for right in options:
        rest = tuple(option for option in options if option != right)
        assert paper_item(single(1, right, *rest), 5).options == shown


def test_the_right_option_stands_in_every_place_equally_often():
    question = single(1, "a1", "b2", "c3")
    places = [paper_item(question, seed).options.index("a1") for seed in range(600)]
    assert all(150 < places.count(place) < 250 for place in range(3))


def test_ids_of_options_do_not_give_away_the_editors_order():
    """Editors' tools name options a, b, c in the right order of an ordering question."""
    practice()
    ordering = QuestionVersion.objects.get(question__ref="T-04")
    origins = {spec.id for spec in ALL_KINDS[3].options}
    shown = [option["id"] for option in ordering.content["options"]]
    assert not origins & set(shown)
    assert shown == sorted(shown)


# --- After handing in -----------------------------------------------------------------------------


def handed_in(client, attempt, *, right):
    for position in range(1, 5):
        make = right_response if position <= right else wrong_response
        body = {"response": make(attempt, position), "sequence": 1}
        client.post(address(attempt, "question", position), body, "application/json")
    client.post(address(attempt, "submit"))
    return client.get(address(attempt, "result")).content


def test_while_a_test_can_be_tried_again_only_ones_own_choice_is_explained(client, learner):
    result = handed_in(client, start_attempt(a_test(), Taker(learner)), right=0)
    assert b"UMPAN-salah" in result
    for untold in (b"UMPAN-benar-satu", b"UMPAN-soal", b"UMPAN-cepat", b"Ini yang tepat"):
        assert untold not in result


def test_after_a_pass_everything_is_explained(client, learner):
    result = handed_in(client, start_attempt(a_test(), Taker(learner)), right=3)
    assert b"UMPAN-benar-satu" in result
    assert b"UMPAN-soal-empat" in result


def test_after_the_last_try_everything_is_explained(client, learner):
    attempt = start_attempt(a_test(attempts_allowed=1), Taker(learner))
    assert b"UMPAN-soal-satu" in handed_in(client, attempt, right=0)


def test_pages_are_made_without_reading_the_key(client, learner, django_assert_num_queries):
    """What is not read cannot slip out: no statement for a question page asks for the key."""
    attempt = start_attempt(a_test(), Taker(learner))
    client.get(address(attempt, "question", 1))
    with django_assert_num_queries(4) as asked:
        client.get(address(attempt, "question", 1))
    assert [
        query["sql"] for query in asked if '"quizzes_questionversion"."key"' in query["sql"]
    ] == []
    assert Attempt.objects.count() == 1
