"""What a taker sees of each kind before its time, and what is explained after it."""

import re

import pytest
from django.template.loader import render_to_string

from courses.quizzes.domain.drawing import paper_item
from courses.quizzes.domain.filling import filling_of, response_in_words
from courses.quizzes.domain.questions import publish_questions
from courses.quizzes.models import QuestionBank
from tests.courses.quizzes.kinds import (
    BLANKS,
    CATEGORISE,
    ESSAY,
    HOTSPOT,
    MATCHING,
    NEW_KINDS,
    NUMERIC,
    SHORT,
)

pytestmark = pytest.mark.django_db


def published(spec):
    bank = QuestionBank.objects.create(code="B", title="B")
    version = publish_questions(bank, [spec])[0]
    return version, paper_item(version, 7)


def filled(spec, response=None, *, tells=False):
    version, item = published(spec)
    given = response(version) if callable(response) else response
    return filling_of(item, version.content, given, version.key if tells else None)


def right(version):
    return version.key["answer"]


@pytest.mark.parametrize("spec", NEW_KINDS, ids=lambda spec: spec.kind)
def test_before_its_time_nothing_is_said_about_right_and_wrong(spec):
    filling = filled(spec, right if spec != ESSAY else {"text": "Halo"})
    assert {gap.verdict for gap in filling.gaps} | {gap.right for gap in filling.gaps} <= {""}
    assert (filling.right, filling.areas, filling.hit) == ("", (), "")


def test_each_part_of_a_matching_question_is_explained():
    filling = filled(MATCHING, lambda version: {"pairs": {}}, tells=True)
    assert {(gap.label, gap.right, gap.verdict) for gap in filling.gaps} == {
        ("KTP", "Dukcapil", "wrong"),
        ("Pajak kendaraan", "Samsat", "wrong"),
        ("Kartu keluarga", "Dukcapil", "wrong"),
    }
    assert {choice.text for choice in filling.gaps[0].choices} == {"Dukcapil", "Samsat", "Bank"}


def test_what_is_sorted_into_groups_is_explained():
    filling = filled(CATEGORISE, right, tells=True)
    assert {(gap.label, gap.value, gap.verdict) for gap in filling.gaps} == {
        ("Minta OTP", "Penipuan", "right"),
        ("Jadwal posyandu", "Aman", "right"),
        ("Hadiah undian", "Penipuan", "right"),
    }


def test_blanks_stand_in_their_text_in_reading_order():
    filling = filled(BLANKS, right, tells=True)
    assert [piece.html for piece in filling.pieces] == [
        "<p>Kode OTP adalah ",
        " milik Anda. Jangan ",
        " kepada siapa pun.</p>",
    ]
    assert [piece.gap and piece.gap.verdict for piece in filling.pieces] == ["right", "right", None]


def test_a_right_number_is_told_with_its_unit_and_spread():
    assert filled(NUMERIC, right, tells=True).right == "1,5 GB (± 0,05)"


def test_right_words_are_told():
    assert filled(SHORT, {"text": "x"}, tells=True).right == ".go.id"


def test_after_its_time_the_right_areas_are_drawn_and_what_was_hit_is_named():
    filling = filled(HOTSPOT, {"x": 10, "y": 700}, tells=True)
    assert filling.hit == "KUNCI-kaki"
    assert re.findall("KUNCI-[a-z]+", filling.right) == ["KUNCI-alamat", "KUNCI-sudut"]
    assert [(area["shape"], area["down"]) for area in filling.areas] == [
        ("circle", 50),
        ("polygon", 0),
    ]


def test_an_essay_says_what_is_looked_at_and_how_long_it_may_be():
    filling = filled(ESSAY)
    assert (filling.looked_at, filling.max_words) == (("Sopan", "Jelas"), 20)


@pytest.mark.parametrize(
    ("spec", "has_rule"), [(MATCHING, True), (NUMERIC, False), (ESSAY, False), (BLANKS, True)]
)
def test_whoever_can_be_right_in_part_is_told_how_it_counts(spec, has_rule):
    assert bool(filled(spec).rule) is has_rule


FIELDS = {
    "numeric": {"number", "unit"},
    "short": {"text"},
    "matching": {"pairs"},
    "blanks": {"blanks"},
    "categorise": {"groups"},
    "hotspot": {"x", "y"},
    "essay": {"text"},
}


@pytest.mark.parametrize("spec", NEW_KINDS, ids=lambda spec: spec.kind)
def test_every_field_has_a_name_to_be_called_by_and_works_without_scripts(spec):
    version, item = published(spec)
    sheet = {
        "kind": spec.kind,
        "position": 1,
        "filling": filling_of(item, version.content, None),
        "picture": spec.picture,
        "picture_alt": spec.picture_alt,
    }
    html = render_to_string("courses/quizzes/answer.html", {"sheet": sheet})
    fields = re.findall(r"<(?:input|select|textarea)\b[^>]*>", html)
    names = {re.search(r' name="([^"-]+)', field)[1] for field in fields}
    assert names == FIELDS[spec.kind]
    labelled = set(re.findall(r'<label for="([^"]+)"', html))
    for field in fields:
        id = re.search(r' id="([^"]+)"', field)
        assert "aria-label=" in field or (id and id[1] in labelled)


@pytest.mark.parametrize(
    ("spec", "words"),
    [
        (NUMERIC, ["1.5 GB"]),
        (SHORT, [".go.id"]),
        (BLANKS, ["rahasia", "diberikan"]),
    ],
)
def test_an_answer_reads_in_words(spec, words):
    version, _item = published(spec)
    assert response_in_words(version.kind, version.content, right(version)) == words


def test_pairs_read_in_words():
    version, _item = published(MATCHING)
    assert set(response_in_words("matching", version.content, right(version))) == {
        "KTP – Dukcapil",
        "Pajak kendaraan – Samsat",
        "Kartu keluarga – Dukcapil",
    }
