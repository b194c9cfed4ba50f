"""What nobody gets from an exam: its key, a score that was posted, somebody else's attempt."""

import re

import pytest
from django.urls import reverse

from courses.quizzes.domain.sitting import start_exam
from courses.quizzes.models import Answer
from tests.courses.quizzes.answering import right_response, wrong_response
from tests.courses.quizzes.exam_pages.asking import at, save
from tests.courses.quizzes.exams import an_exam
from tests.courses.quizzes.making import person

pytestmark = pytest.mark.django_db

KEY = re.compile(
    rb"UMPAN|option--right|option--wrong|data-correct|\"(correct|right|key|points|feedback)\""
)


def test_nothing_of_the_key_leaves_before_or_after_handing_in(client, learner):
    attempt = start_exam(an_exam(), learner)
    pages = [client.get(reverse("quizzes:exam", args=[attempt.exam.slug]))]
    for make in (wrong_response, right_response):
        for position in range(1, 5):
            pages += [
                client.get(at(attempt, "question", position)),
                save(client, attempt, position, make(attempt, position)),
                client.post(at(attempt, "later", position), {"later": "1"}),
            ]
    pages += [client.get(at(attempt, name)) for name in ("review", "sheets", "state")]
    client.post(at(attempt, "submit"))
    pages.append(client.get(at(attempt, "result")))
    for page in pages:
        assert KEY.findall(page.content + str(dict(page.headers)).encode()) == []
        assert page.headers["Cache-Control"] == (
            "max-age=0, no-cache, no-store, must-revalidate, private"
        )


def test_posted_scores_and_foreign_options_are_refused_or_ignored(client, learner):
    attempt = start_exam(an_exam(), learner)
    other = right_response(attempt, 2)
    assert save(client, attempt, 1, other).status_code == 400
    assert save(client, attempt, 1, {"choice": ["x"]}).status_code == 400
    assert save(client, attempt, 1, {"choice": "x" * 9000}).status_code == 413
    assert Answer.objects.count() == 0
    body = {
        "response": wrong_response(attempt, 1) | {"points": 1},
        "sequence": 1,
        "points": 1,
        "correct": True,
        "score": 100,
    }
    client.post(at(attempt, "question", 1), body, "application/json")
    client.post(at(attempt, "submit"), {"score": "100", "passed": "1"})
    attempt.refresh_from_db()
    assert (attempt.score, attempt.passed) == (0, False)


def test_another_persons_exam_is_not_found(client, learner):
    attempt = start_exam(an_exam(), person())
    addresses = [at(attempt, name) for name in ("resume", "review", "sheets", "state", "result")]
    addresses.append(at(attempt, "question", 1))
    assert {client.get(address).status_code for address in addresses} == {404}
    assert save(client, attempt, 1, right_response(attempt, 1)).status_code == 404
    assert client.post(at(attempt, "submit")).status_code == 404
    assert client.post(at(attempt, "later", 1), {"later": "1"}).status_code == 404
    assert Answer.objects.count() == 0
