"""The bank of an exam: versions, retirement, rules, and what is refused."""

from dataclasses import replace

import pytest

from courses.quizzes.domain.banks import exam_of, publish_bank, questions_of
from courses.quizzes.domain.checking import QuizNotPublishable
from courses.quizzes.domain.specs import BankSpec, ExamSpec, Slot
from courses.quizzes.models import Question, QuestionBank, QuestionVersion
from tests.courses.quizzes.making import ORDERING, SINGLE, TRUE_FALSE

pytestmark = pytest.mark.django_db
CELL = {"domain": 3, "bloom": "ingat"}
EXAM = ExamSpec(
    minutes=75,
    pass_percent=75,
    blueprint=(Slot(3, "ingat", 2), Slot(3, "terapkan", 0)),
    attempts_allowed=3,
    wait_hours=(24, 168),
    domain_percents={3: 70},
    sources={3: ("A3",)},
    needs=("A3",),
    placement_percent=80,
)
SPEC = BankSpec(
    code="UJI",
    title="Ujian kecil",
    questions=tuple(
        replace(question, tags={**CELL, "lesson": "A3/phishing"}, reason="Begitu aturannya.")
        for question in (SINGLE, TRUE_FALSE, ORDERING)
    ),
    exam=EXAM,
)


def refs(bank: QuestionBank) -> list[tuple[str, int]]:
    return [(version.question.ref, version.number) for version in questions_of(bank)]


def test_a_bank_keeps_its_questions_rules_and_reasons():
    assert publish_bank(SPEC)
    bank = QuestionBank.objects.get()
    assert (bank.code, bank.title, exam_of(bank)) == ("UJI", "Ujian kecil", EXAM)
    assert refs(bank) == [("T-01", 1), ("T-03", 1), ("T-04", 1)]
    first = questions_of(bank)[0]
    assert first.tags == {"domain": 3, "bloom": "ingat", "lesson": "A3/phishing"}
    assert first.reason == "Begitu aturannya."


def test_publishing_the_same_bank_again_changes_nothing():
    publish_bank(SPEC)
    assert publish_bank(SPEC) is False
    assert QuestionVersion.objects.count() == 3


def test_a_changed_question_gets_a_version_and_a_changed_rule_none():
    publish_bank(SPEC)
    changed = replace(SPEC.questions[0], reason="Lain.")
    assert publish_bank(replace(SPEC, questions=(changed, *SPEC.questions[1:])))
    assert refs(QuestionBank.objects.get()) == [("T-01", 2), ("T-03", 1), ("T-04", 1)]
    assert publish_bank(replace(SPEC, exam=replace(EXAM, minutes=90)))
    assert exam_of(QuestionBank.objects.get()).minutes == 90


def test_a_question_no_longer_stated_is_retired_and_comes_back_when_stated_again():
    publish_bank(SPEC)
    assert publish_bank(replace(SPEC, questions=SPEC.questions[:2]))
    bank = QuestionBank.objects.get()
    assert refs(bank) == [("T-01", 1), ("T-03", 1)]
    assert Question.objects.get(ref="T-04").retired_at is not None
    assert publish_bank(SPEC)
    assert refs(bank) == [("T-01", 1), ("T-03", 1), ("T-04", 1)]


@pytest.mark.parametrize(
    ("changes", "sentences"),
    [
        ({"blueprint": ()}, 2),
        ({"blueprint": (Slot(3, "ingat", 4),)}, 1),
        ({"blueprint": (Slot(3, "ingat", 1), Slot(3, "ingat", 1))}, 1),
        ({"pass_percent": 0}, 1),
        ({"domain_percents": {3: 101}}, 1),
        ({"domain_percents": {5: 70}}, 1),
        ({"minutes": 0}, 1),
        ({"attempts_allowed": 0}, 1),
    ],
)
def test_rules_that_cannot_be_drawn_by_are_refused_and_change_nothing(changes, sentences):
    publish_bank(SPEC)
    with pytest.raises(QuizNotPublishable) as refusal:
        publish_bank(replace(SPEC, title="Lain", exam=replace(EXAM, **changes)))
    assert len(refusal.value.sentences) == sentences
    assert QuestionBank.objects.get().title == "Ujian kecil"


def test_a_question_that_cannot_be_marked_is_refused():
    wrong = replace(SPEC.questions[0], options=SPEC.questions[0].options[::2])
    with pytest.raises(QuizNotPublishable) as refusal:
        publish_bank(replace(SPEC, questions=(wrong, *SPEC.questions[1:])))
    assert len(refusal.value.sentences) == 1
    assert not QuestionBank.objects.exists()
