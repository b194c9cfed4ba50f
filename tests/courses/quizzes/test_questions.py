"""Questions of every kind in a bank: what is stored, and that it can be stated again."""

import json
import re
from dataclasses import fields, replace
from decimal import Decimal

import pytest
from django.utils.translation import override

from courses.quizzes.domain.checking import faults_of_questions
from courses.quizzes.domain.marking import BY_A_PERSON, mark
from courses.quizzes.domain.questions import publish_questions
from courses.quizzes.domain.specs import (
    AreaSpec,
    BlankSpec,
    GroupSpec,
    NumericKey,
    OptionSpec,
    PairSpec,
    QuestionSpec,
    RubricRow,
    TextKey,
)
from courses.quizzes.domain.stating import spec_of, stated
from courses.quizzes.models import QuestionBank, QuestionVersion
from tests.courses.quizzes.kinds import (
    BLANKS,
    CATEGORISE,
    ESSAY,
    EVERY_KIND,
    HOTSPOT,
    MATCHING,
    NEW_KINDS,
    NUMERIC,
    SHORT,
)
from tests.courses.quizzes.making import SEVERAL, SINGLE

pytestmark = pytest.mark.django_db


@pytest.fixture
def bank():
    return QuestionBank.objects.create(code="BANK", title="Bank")


@pytest.fixture
def versions(bank):
    return {version.kind: version for version in publish_questions(bank, EVERY_KIND)}


@pytest.mark.parametrize("spec", EVERY_KIND, ids=lambda spec: spec.kind)
def test_a_question_reads_back_as_its_editor_wrote_it(bank, spec):
    publish_questions(bank, [spec])
    assert spec_of(QuestionVersion.objects.get()) == spec


def test_stating_leaves_out_what_says_nothing():
    assert set(stated(SINGLE)) == {
        field.name for field in fields(QuestionSpec) if field.name in stated(SEVERAL)
    }
    assert stated(SINGLE)["options"][0] == {
        "id": "a",
        "text": "Membacakan kodenya",
        "correct": False,
        "feedback": "UMPAN-salah-satu",
    }


def test_what_is_right_is_marked_right_for_every_kind(versions):
    marks = {kind: mark(version, version.key["answer"]) for kind, version in versions.items()}
    essay = mark(versions["essay"], {"text": "Bapak yang terhormat"})
    assert {kind for kind, one in marks.items() if not one.correct} == {"essay"}
    assert essay == BY_A_PERSON


def test_content_holds_nothing_of_the_key(versions):
    contents = json.dumps([version.content for version in versions.values()])
    assert re.findall("UMPAN|KUNCI|correct|tolerance|levels|points|areas", contents) == []


def test_no_id_of_an_editor_and_no_position_is_public(versions):
    """Ids are random, and what could be in the right order stands in the order of its ids."""
    ids = re.findall(
        r'"id": "([^"]+)"',
        json.dumps([versions[kind].content for kind in versions if kind != "true_false"]),
    )
    assert [id for id in ids if not re.fullmatch("[0-9a-f]{8}", id)] == []
    rights = [part["id"] for part in versions["matching"].content["rights"]]
    items = [option["id"] for option in versions["categorise"].content["options"]]
    assert (rights, items) == (sorted(rights), sorted(items))
    assert versions["blanks"].content["blanks"][1]["choices"] == [
        "diberikan",
        "dihapus",
        "disimpan",
    ]


def test_two_lefts_of_one_right_share_its_id(versions):
    pairs = versions["matching"].key["answer"]["pairs"]
    lefts = {part["id"]: part["text"] for part in versions["matching"].content["lefts"]}
    rights = {part["id"]: part["text"] for part in versions["matching"].content["rights"]}
    assert {lefts[left]: rights[right] for left, right in pairs.items()} == {
        "KTP": "Dukcapil",
        "Pajak kendaraan": "Samsat",
        "Kartu keluarga": "Dukcapil",
    }
    assert len({pairs[id] for id, text in lefts.items() if text != "Pajak kendaraan"}) == 1
    assert set(rights.values()) == {"Dukcapil", "Samsat", "Bank"}


@pytest.mark.parametrize("spec", EVERY_KIND, ids=lambda spec: spec.kind)
def test_ids_stay_when_the_words_change(bank, spec):
    first = publish_questions(bank, [spec])[0]
    second = publish_questions(bank, [replace(spec, text_html="<p>Lain.</p>")])[0]
    assert second.number == 2
    assert second.key["answer"] == first.key["answer"]
    assert second.key.get("origins") == first.key.get("origins")
    assert re.findall("[0-9a-f]{8}", json.dumps(second.content)) == re.findall(
        "[0-9a-f]{8}", json.dumps(first.content)
    )


def test_another_copy_of_the_same_picture_is_no_new_version(bank):
    first = publish_questions(bank, [HOTSPOT])[0]
    assert publish_questions(bank, [replace(HOTSPOT, picture_source="7")])[0] == first


def test_whoever_drafts_a_version_is_remembered(bank, django_user_model):
    author = django_user_model.objects.create_user(username="penulis", display_name="Penulis")
    publish_questions(bank, [SINGLE], drafted_by=author)
    assert QuestionVersion.objects.get().drafted_by == author


# --- What keeps a question from being published -----------------------------------------------


@pytest.mark.parametrize("spec", EVERY_KIND, ids=lambda spec: spec.kind)
def test_a_good_question_has_no_fault(spec):
    assert faults_of_questions([spec]) == []


@pytest.mark.parametrize(
    ("spec", "fault"),
    [
        (replace(SINGLE, partial="share"), "an answer of this kind is right or not, so it gives"),
        (replace(SEVERAL, partial="half"), "choose whether an answer that is right in part"),
        (replace(NUMERIC, numeric=()), "state the number that is right."),
        (
            replace(NUMERIC, numeric=(NumericKey(Decimal(1), Decimal(-1)),)),
            "its tolerance is 0 or more.",
        ),
        (
            replace(NUMERIC, numeric=(NumericKey(Decimal(1), unit="m"), NumericKey(Decimal(1)))),
            "give every accepted number a unit",
        ),
        (replace(SHORT, text_key=None), "state the words that are right."),
        (replace(SHORT, text_key=TextKey((" ",))), "state the words that are right."),
        (replace(SHORT, text_key=TextKey(("x",), typing_mistakes=9)), "it forgives 0 to 3"),
        (replace(MATCHING, pairs=MATCHING.pairs[:1]), "it needs at least two pairs."),
        (replace(MATCHING, pairs=MATCHING.pairs[::2]), "it needs at least two different right"),
        (
            replace(MATCHING, pairs=(*MATCHING.pairs, PairSpec("p9", "KTP", "Bank"))),
            "two of its left sides",
        ),
        (
            replace(MATCHING, pairs=(*MATCHING.pairs, PairSpec("p9", "SIM", ""))),
            "one of its right sides is empty.",
        ),
        (
            replace(MATCHING, pairs=(*MATCHING.pairs, PairSpec("p1", "SIM", "Polres"))),
            "two of its pairs have the same id.",
        ),
        (replace(BLANKS, blanks=(), blank_text=""), "its text has no blank."),
        (
            replace(BLANKS, blanks=(*BLANKS.blanks, BlankSpec("tiga", ("x",)))),
            "blank [[tiga]] stands only",
        ),
        (
            replace(BLANKS, blank_text=f"{BLANKS.blank_text}[[dua]]"),
            "two of its blanks have the same name.",
        ),
        (
            replace(BLANKS, blanks=(BLANKS.blanks[0], BlankSpec("dua", ()))),
            "state what is right in blank [[dua]].",
        ),
        (
            replace(BLANKS, blanks=(BLANKS.blanks[0], BlankSpec("dua", ("x",), ("x", "X")))),
            "blank [[dua]] needs two or more different choices.",
        ),
        (
            replace(BLANKS, blanks=(BLANKS.blanks[0], BlankSpec("dua", ("z",), ("x", "y")))),
            "what is right in blank [[dua]] is not among its choices.",
        ),
        (
            replace(CATEGORISE, options=(*CATEGORISE.options, OptionSpec("d", "Lain"))),
            "say in which group “Lain” belongs.",
        ),
        (
            replace(CATEGORISE, groups=(*CATEGORISE.groups, GroupSpec("x", "Aman"))),
            "two of its groups have the same name.",
        ),
        (replace(CATEGORISE, options=CATEGORISE.options[:1]), "it needs at least two options."),
        (replace(HOTSPOT, picture=""), "it needs a picture to point at."),
        (replace(HOTSPOT, picture_alt=""), "say in words what its picture shows"),
        (replace(HOTSPOT, areas=HOTSPOT.areas[1:2]), "mark at least one area as right."),
        (
            replace(HOTSPOT, areas=(AreaSpec("a", "rect", (5, 5, 1, 9), "Kaki", correct=True),)),
            "area “Kaki” has no place in the picture.",
        ),
        (
            replace(HOTSPOT, areas=(AreaSpec("a", "polygon", (5, 5, 1, 9), "K", correct=True),)),
            "area “K” has no place in the picture.",
        ),
        (
            replace(HOTSPOT, areas=(AreaSpec("a", "circle", (5, 5, 2000), "K", correct=True),)),
            "area “K” has no place in the picture.",
        ),
        (replace(ESSAY, rubric=()), "its rubric has no row."),
        (
            replace(ESSAY, rubric=(RubricRow("r", "Isi", ((1, "a"), (1, "b"))),)),
            "“Isi” needs two or more levels with different points from 0.",
        ),
        (replace(ESSAY, max_words=0), "it takes 1 to 2000 words."),
    ],
)
def test_a_faulty_question_is_named_with_one_sentence(spec, fault):
    with override("en"):
        sentences = faults_of_questions([spec])
    assert [sentence.startswith(f"Question {spec.ref}: {fault}") for sentence in sentences] == [
        True
    ]


def test_the_new_kinds_are_all_here():
    assert len({spec.kind for spec in NEW_KINDS}) == 7
