"""Practices are marked on the server as they are on the page."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.practising import (
    RIGHT,
    WRONG,
    fault_of_field,
    moved,
    shuffled,
    try_form,
    try_order,
    try_spots,
)

OPTIONS = [
    {"text": "satu", "correct": True, "feedback": "ya"},
    {"text": "dua", "correct": True, "feedback": "ya"},
    {"text": "tiga", "correct": False, "feedback": "bukan"},
]
SPOT = {"id": "a", "options": OPTIONS, "enough": 1}
ORDER = {"id": "b", "order": ["satu", "dua", "tiga"]}
FIELD = {"name": "pin", "required": True, "expected": "", "avoid": [], "feedback": ""}


def test_enough_right_ticks_and_no_wrong_one_are_done():
    tried = try_spots(SPOT, {"choice": ["1"]})
    assert (tried.is_done, tried.correct, tried.total) == (True, 1, 2)
    assert dict(tried.marks) == {1: RIGHT}


def test_a_wrong_tick_or_too_few_are_not_done():
    assert not try_spots(SPOT, {"choice": ["0", "2"]}).is_done
    assert not try_spots(SPOT, {}).is_done
    assert not try_spots(SPOT | {"enough": None}, {"choice": ["0"]}).is_done


def test_ticks_that_make_no_sense_are_ignored():
    assert try_spots(SPOT, {"choice": ["99", "x", "-1", "0"]}).given == {0: "on"}


def test_the_right_order_is_done_and_a_wrong_one_says_how_much_is_right():
    assert try_order(ORDER, {"order": ["0", "1", "2"]}).is_done
    tried = try_order(ORDER, {"order": ["0", "2", "1"]})
    assert (tried.is_done, tried.correct, tried.marks[0], tried.marks[1]) == (
        False,
        1,
        RIGHT,
        WRONG,
    )


def test_moving_a_step_marks_nothing():
    tried = try_order(ORDER, {"order": ["2", "0", "1"], "move": ["0:down"]})
    assert (list(tried.order), tried.sentence, dict(tried.marks)) == ([0, 2, 1], "", {})


@pytest.mark.parametrize("order", [[], ["0"], ["0", "0", "1"], ["a", "b", "c"], ["0", "1", "9"]])
def test_an_order_that_makes_no_sense_begins_anew(order):
    assert sorted(try_order(ORDER, {"order": order}).order) == [0, 1, 2]


@given(st.text(max_size=20), st.integers(2, 9))
def test_steps_are_shuffled_the_same_way_for_everybody_and_never_already_right(practice, total):
    order = shuffled(practice, total)
    assert sorted(order) == list(range(total))
    assert order != list(range(total))
    assert order == shuffled(practice, total)


@given(st.lists(st.integers(), max_size=6, unique=True), st.text(max_size=8))
def test_no_move_loses_a_step(order, move):
    assert sorted(moved(order, move)) == sorted(order)


@pytest.mark.parametrize(
    ("field", "given", "is_fine"),
    [
        (FIELD, "isi", True),
        (FIELD, "  ", False),
        (FIELD | {"required": False}, "", True),
        (FIELD | {"expected": "Poli Umum"}, " poli umum ", True),
        (FIELD | {"expected": "Poli Umum"}, "Poli Gigi", False),
        (FIELD | {"avoid": ["482"]}, "kode 482913", False),
        (FIELD | {"avoid": [r"\d{6}"]}, "kode 482913", False),
        (FIELD | {"avoid": ["(tidak lengkap"]}, "aman", True),
    ],
)
def test_a_field_of_a_mock_form_is_judged(field, given, is_fine):
    assert (fault_of_field(field, given) == "") is is_fine


def test_a_mock_form_answers_when_all_fields_fit():
    form = {"fields": [FIELD], "result": "Nomor Anda B-07."}
    assert try_form(form, {"pin": ["isi"]}).sentence == "Nomor Anda B-07."
    assert try_form(form, {}).correct == 0
