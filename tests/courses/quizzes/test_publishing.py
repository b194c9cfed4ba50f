import json
from dataclasses import replace
from datetime import UTC, datetime
from uuid import uuid4

import pytest

from courses.quizzes.domain.checking import QuizNotPublishable
from courses.quizzes.domain.publishing import publish_quiz
from courses.quizzes.domain.specs import CellSpec, OptionSpec
from courses.quizzes.models import Question, QuestionVersion, Quiz, QuizVersion
from tests.courses.quizzes.making import (
    ALL_KINDS,
    ORDERING,
    SINGLE,
    TRUE_FALSE,
    course_with_a_quiz,
    quiz_spec,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def lesson():
    return course_with_a_quiz()


def numbers(quiz):
    return list(quiz.current.items.values_list("question__question__ref", "question__number"))


def test_a_published_quiz_has_its_rules_and_its_questions_in_order(lesson):
    version = publish_quiz(quiz_spec(lesson))
    assert Quiz.objects.get().current == version
    assert (version.number, version.pass_count, version.pass_percent) == (1, 3, None)
    assert numbers(version.quiz) == [("T-01", 1), ("T-02", 1), ("T-03", 1), ("T-04", 1)]


def test_publishing_the_same_again_makes_nothing_new(lesson):
    first = publish_quiz(quiz_spec(lesson))
    assert publish_quiz(quiz_spec(lesson)) == first
    assert (QuizVersion.objects.count(), QuestionVersion.objects.count()) == (1, 4)


def test_a_changed_question_gets_a_new_version_and_the_others_stay(lesson):
    first = publish_quiz(quiz_spec(lesson))
    changed = replace(SINGLE, text_html="<p>Lain.</p>")
    second = publish_quiz(quiz_spec(lesson, questions=(changed, *ALL_KINDS[1:])))
    second.quiz.refresh_from_db()
    assert numbers(second.quiz) == [("T-01", 2), ("T-02", 1), ("T-03", 1), ("T-04", 1)]
    assert first.items.get(position=1).question.content["heading"].startswith("Seseorang")


def test_a_changed_rule_makes_a_version_of_the_quiz_and_none_of_its_questions(lesson):
    publish_quiz(quiz_spec(lesson))
    version = publish_quiz(quiz_spec(lesson, wait_hours=24))
    assert (version.number, QuestionVersion.objects.count()) == (2, 4)


def test_going_back_to_an_earlier_wording_makes_a_version_again(lesson):
    publish_quiz(quiz_spec(lesson))
    publish_quiz(quiz_spec(lesson, title="Lain"))
    assert publish_quiz(quiz_spec(lesson)).number == 3


def test_content_holds_no_key_no_feedback_and_no_order(lesson):
    publish_quiz(quiz_spec(lesson))
    contents = list(QuestionVersion.objects.values_list("content", flat=True))
    assert {name for content in contents for name in content} == {
        "heading",
        "more",
        "picture",
        "picture_alt",
        "options",
    }
    assert {name for content in contents for option in content["options"] for name in option} == {
        "id",
        "text",
    }
    assert "UMPAN" not in json.dumps(contents)


def test_ids_of_options_are_ours_and_survive_a_new_version(lesson):
    publish_quiz(quiz_spec(lesson, questions=(SINGLE,), pass_count=1))
    first = QuestionVersion.objects.get()
    more = replace(SINGLE, options=(OptionSpec("d", "Pindah rumah"), *SINGLE.options))
    publish_quiz(quiz_spec(lesson, questions=(more,), pass_count=1))
    second = QuestionVersion.objects.get(number=2)
    old = {facts["origin"]: public for public, facts in first.key["options"].items()}
    new = {facts["origin"]: public for public, facts in second.key["options"].items()}
    assert set(old) == {"a", "b", "c"}
    assert old.items() < new.items()
    assert not {"a", "b", "c", "d"} & set(new.values())
    assert first.key["answer"] == second.key["answer"] == {"choice": old["b"]}


def test_the_content_of_an_ordering_question_stands_in_the_order_of_its_random_ids(lesson):
    publish_quiz(quiz_spec(lesson, questions=(ORDERING,), pass_count=1))
    version = QuestionVersion.objects.get()
    ids = [option["id"] for option in version.content["options"]]
    texts = {option["id"]: option["text"] for option in version.content["options"]}
    assert ids == sorted(ids)
    assert [texts[id] for id in version.key["answer"]["order"]] == [
        "Telepon bank",
        "Kumpulkan bukti",
        "Lapor polisi",
    ]


def test_the_first_paragraph_is_the_heading_and_the_rest_stands_below(lesson):
    rich = replace(SINGLE, text_html='<p class="x">Apa <b>ini</b>?</p><ul><li>satu</li></ul>')
    publish_quiz(quiz_spec(lesson, questions=(rich, TRUE_FALSE), pass_count=1))
    content = QuestionVersion.objects.get(question__ref="T-01").content
    assert (content["heading"], content["more"]) == ("Apa <b>ini</b>?", "<ul><li>satu</li></ul>")


def test_two_courses_may_use_the_same_reference(lesson):
    publish_quiz(quiz_spec(lesson))
    publish_quiz(quiz_spec(course_with_a_quiz("T2")))
    assert Question.objects.filter(ref="T-01").count() == 2


NOON = datetime(2026, 12, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    "changes",
    [
        {"questions": ()},
        {"mode": "ujian"},
        {"mode": "exam"},
        {"feedback": "sometimes"},
        {"blueprint": (CellSpec({"domain": 3}, 2),), "pass_count": 1},
        {"blueprint": (CellSpec({}, 2),), "pass_count": 3},
        {"opens_at": NOON, "closes_at": NOON},
        {"pass_count": None},
        {"pass_percent": 75},
        {"pass_count": 5},
        {"pass_count": 0},
        {"pass_count": None, "pass_percent": 101},
        {"attempts_allowed": 0},
        {"minutes_allowed": 0},
        {"key": uuid4()},
        {"questions": (SINGLE, SINGLE, *ALL_KINDS)},
        {"questions": (replace(SINGLE, kind="essay"), *ALL_KINDS[1:])},
        {"questions": (replace(SINGLE, options=SINGLE.options[:1]), *ALL_KINDS[1:])},
        {"questions": (replace(SINGLE, options=SINGLE.options[:1] * 2), *ALL_KINDS[1:])},
        {"questions": (replace(SINGLE, options=SINGLE.options[::2]), *ALL_KINDS[1:])},
        {"questions": (replace(TRUE_FALSE, options=SINGLE.options), SINGLE, ORDERING)},
        {
            "questions": (
                replace(ORDERING, options=(OptionSpec("1", "Sama"), OptionSpec("2", "Sama"))),
                SINGLE,
                TRUE_FALSE,
            )
        },
    ],
)
def test_a_faulty_quiz_is_refused_with_one_sentence_and_nothing_changes(lesson, changes):
    with pytest.raises(QuizNotPublishable) as refusal:
        publish_quiz(quiz_spec(lesson, **changes))
    assert len(refusal.value.sentences) == 1
    assert (Quiz.objects.count(), Question.objects.count()) == (0, 0)
