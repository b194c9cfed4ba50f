"""What is typed from paper, and what it means."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.quizzes.domain.papers import PaperItem
from courses.quizzes.domain.printing.notation import TypedWrong, response_of, right_cells, typed_key

CHOICE = {"options": ["p", "q", "r"]}
PAIRS = {"lefts": ["l1", "l2"], "rights": ["x", "y", "z"]}
GROUPS = {"options": ["a", "b", "c"], "groups": ["g", "h"]}
BLANKS = {"blanks": {"i": [], "j": ["mau", "tidak"]}}


@pytest.mark.parametrize(
    ("kind", "shown", "typed", "response"),
    [
        ("single", CHOICE, "b", {"choice": "q"}),
        ("true_false", {"options": ["true", "false"]}, "S", {"choice": "false"}),
        ("several", CHOICE, "c, a", {"choices": ["r", "p"]}),
        ("ordering", CHOICE, "CAB", {"order": ["r", "p", "q"]}),
        ("matching", PAIRS, "C-", {"pairs": {"l1": "z"}}),
        ("categorise", GROUPS, "ABA", {"groups": {"a": "g", "b": "h", "c": "g"}}),
        ("blanks", BLANKS, "jakarta; B", {"blanks": {"i": "jakarta", "j": "tidak"}}),
        ("blanks", BLANKS, "jakarta; mau", {"blanks": {"i": "jakarta", "j": "mau"}}),
        ("numeric", {}, "1.500 MB", {"number": "1.500", "unit": "MB"}),
        ("short", {}, " Jakarta ", {"text": "Jakarta"}),
        ("hotspot", {}, "f7", {"x": 275, "y": 325}),
        ("single", CHOICE, "  ", None),
        ("single", CHOICE, "-", None),
    ],
)
def test_what_is_typed_is_read_as_an_answer(kind, shown, typed, response):
    assert response_of(PaperItem(1, kind, shown), typed) == response


@pytest.mark.parametrize(
    ("kind", "shown", "typed", "sentence"),
    [
        ("single", CHOICE, "E", "Type letters from A to C."),
        ("single", CHOICE, "AB", "Only one answer counts here. Type one letter."),
        ("true_false", {}, "A", "Type B for right (benar) or S for wrong (salah)."),
        ("ordering", CHOICE, "AAB", "Type each of the 3 letters once."),
        (
            "matching",
            PAIRS,
            "A",
            "Type 2 letters, one for each entry; - where nothing was written.",
        ),
        ("blanks", BLANKS, "a;b;c", "There are 2 gaps. Type ; only between them."),
        ("numeric", {}, "banyak", "Type a number, then its unit if one is asked."),
        ("hotspot", {}, "Z99", "Type a cell of the grid, such as F7."),
    ],
)
def test_what_fits_no_answer_is_refused_with_what_does(kind, shown, typed, sentence):
    with pytest.raises(TypedWrong) as refused:
        response_of(PaperItem(1, kind, shown), typed)
    assert str(refused.value) == sentence


@given(order=st.permutations(["p", "q", "r"]))
def test_the_key_is_typed_as_the_answer_that_is_right(order):
    item = PaperItem(1, "ordering", CHOICE)
    key = {"answer": {"order": order}}
    assert response_of(item, typed_key(item, key)) == key["answer"]


def test_the_key_of_a_picture_names_cells_that_are_right():
    area = {"shape": "rect", "points": [0, 0, 100, 60], "label": "", "correct": True}
    key = {"answer": {"x": 50, "y": 30}, "ratio": [1, 1], "areas": [area]}
    assert right_cells(key) == ["A1", "B1"]
    assert typed_key(PaperItem(1, "hotspot"), key) == "A1, B1"
