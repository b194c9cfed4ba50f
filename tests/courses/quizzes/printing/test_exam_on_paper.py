"""A drawn exam on paper: the printed draw is the one that is graded, once, and by its own rules."""

import pytest

from courses.people.models import Role
from courses.quizzes.domain.printing.entering import (
    EntryRefused,
    add_candidate,
    finish_row,
    keep_row,
)
from courses.quizzes.domain.printing.notation import typed_key
from courses.quizzes.domain.printing.runs import Order, items_of, print_papers, questions_on
from courses.quizzes.models import Attempt
from tests.courses.quizzes.exams import an_exam
from tests.people import make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def certifier():
    return make_person("Bu Rina", Role.CERTIFIER)


@pytest.fixture
def run(certifier):
    return print_papers(Order("Aula", 2, supervised=True, exam=an_exam()), certifier)


def key_of(paper) -> dict[str, str]:
    items = items_of(paper)
    questions = questions_on(items)
    return {
        str(place): typed_key(item, questions[item.question].key)
        for place, item in enumerate(items, start=1)
    }


def test_the_printed_draw_is_graded_as_a_supervised_attempt(run, certifier):
    paper = run.papers.first()
    entry = add_candidate(run, paper, make_person("Budi", Role.CIVIL_SERVANT), certifier)
    keep_row(entry, key_of(paper), certifier)
    attempt = finish_row(entry, certifier)
    assert (attempt.paper, attempt.seed) == (paper.paper, paper.seed)
    assert (attempt.score, attempt.passed, attempt.supervised, attempt.on_paper) == (
        100,
        True,
        True,
        True,
    )


def test_who_has_passed_already_is_not_graded_again(run, certifier):
    learner = make_person("Budi", Role.CIVIL_SERVANT)
    paper = run.papers.first()
    first = add_candidate(run, paper, learner, certifier)
    keep_row(first, key_of(paper), certifier)
    finish_row(first, certifier)
    again = print_papers(Order("Lagi", 1, supervised=True, exam=run.exam), certifier)
    second = add_candidate(again, again.papers.get(), learner, certifier)
    with pytest.raises(EntryRefused) as refused:
        finish_row(second, certifier)
    assert str(refused.value) == "Budi has passed already, has no try left, or has begun elsewhere."
    assert Attempt.objects.count() == 1
