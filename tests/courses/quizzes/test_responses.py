"""Of what is posted only what belongs to the question is kept; the rest is refused."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.quizzes.domain.papers import PaperItem
from courses.quizzes.domain.responses import (
    AnswerRefused,
    clean_response,
    is_empty,
    response_of_fields,
)
from courses.quizzes.models import Question

SHOWN = {
    "single": {"options": ["a1", "b2", "c3"]},
    "several": {"options": ["a1", "b2", "c3"]},
    "ordering": {"options": ["a1", "b2", "c3"]},
    "true_false": {"options": ["true", "false"]},
    "numeric": {},
    "short": {},
    "matching": {"lefts": ["a1", "b2"], "rights": ["r1", "r2"]},
    "blanks": {"blanks": {"a1": [], "b2": ["ya", "tidak"]}},
    "categorise": {"options": ["a1", "b2"], "groups": ["g1", "g2"]},
    "hotspot": {},
    "essay": {"max_words": 3},
}
GOOD = {
    "single": {"choice": "a1"},
    "several": {"choices": ["a1", "b2"]},
    "ordering": {"order": ["c3", "a1", "b2"]},
    "true_false": {"choice": "true"},
    "numeric": {"number": "12,5", "unit": "MB"},
    "short": {"text": "kantor desa"},
    "matching": {"pairs": {"a1": "r2", "b2": "r2"}},
    "blanks": {"blanks": {"a1": "apa saja", "b2": "ya"}},
    "categorise": {"groups": {"a1": "g1"}},
    "hotspot": {"x": 0, "y": 1000},
    "essay": {"text": "tiga kata saja"},
}


def item(kind):
    return PaperItem(1, kind, SHOWN[kind])


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(["a1", "b2", "r1", "g1", "zz"]), inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                [
                    "choice",
                    "choices",
                    "order",
                    "number",
                    "unit",
                    "text",
                    "pairs",
                    "blanks",
                    "groups",
                    "x",
                    "y",
                    "score",
                ]
            ),
            inner,
            max_size=3,
        )
    ),
    max_leaves=8,
)


@given(st.sampled_from(Question.Kind.values), anything)
def test_whatever_is_posted_is_refused_or_becomes_a_response_of_the_question(kind, raw):
    with suppress(AnswerRefused):
        response = clean_response(item(kind), raw)
        assert is_empty(response) or clean_response(item(kind), response) == response
        assert set(response) <= set(GOOD[kind])


@pytest.mark.parametrize("kind", Question.Kind.values)
def test_a_good_response_is_kept_without_what_was_posted_beside_it(kind):
    posted = {**GOOD[kind], "correct": True, "score": 100, "points": "1.0"}
    assert clean_response(item(kind), posted) == GOOD[kind]


@pytest.mark.parametrize(
    ("kind", "raw"),
    [
        ("single", {"choice": "zz"}),
        ("single", {"choice": ["a1"]}),
        ("single", {"choices": ["a1"]}),
        ("single", ["a1"]),
        ("single", "a1"),
        ("single", None),
        ("several", {"choices": ["a1", "zz"]}),
        ("several", {"choices": ["a1", "a1"]}),
        ("several", {"choices": "a1"}),
        ("several", {"choices": [1]}),
        ("several", {"choices": [["a1"]]}),
        ("ordering", {"order": ["a1", "b2"]}),
        ("ordering", {"order": ["a1", "b2", "b2"]}),
        ("ordering", {"order": ["a1", "b2", "c3", "c3"]}),
        ("ordering", {"order": []}),
        ("ordering", {}),
        ("numeric", {"number": 5}),
        ("numeric", {"number": "9" * 41}),
        ("numeric", {"number": "lima", "unit": ""}),
        ("numeric", {"number": "5", "unit": ["MB"]}),
        ("short", {"text": ["x"]}),
        ("short", {"text": "x" * 201}),
        ("matching", {"pairs": {"a1": "zz"}}),
        ("matching", {"pairs": {"zz": "r1"}}),
        ("matching", {"pairs": {"a1": ["r1"]}}),
        ("matching", {"pairs": [["a1", "r1"]]}),
        ("blanks", {"blanks": {"zz": "x"}}),
        ("blanks", {"blanks": {"b2": "mungkin"}}),
        ("blanks", {"blanks": {"a1": "x" * 201}}),
        ("categorise", {"groups": {"a1": "a1"}}),
        ("categorise", {"groups": {"g1": "g1"}}),
        ("hotspot", {"x": -1, "y": 5}),
        ("hotspot", {"x": 1001, "y": 5}),
        ("hotspot", {"x": True, "y": 5}),
        ("hotspot", {"x": 1.5, "y": 5}),
        ("hotspot", {"x": "5", "y": "5"}),
        ("hotspot", {"x": 5}),
        ("essay", {"text": "satu dua tiga empat"}),
        ("essay", {"text": "x" * 20_001}),
        ("essay", {"text": "nol\x00"}),
        ("essay", {"text": 5}),
    ],
)
def test_foreign_ids_other_types_and_huge_answers_are_refused(kind, raw):
    with pytest.raises(AnswerRefused):
        clean_response(item(kind), raw)


@pytest.mark.parametrize(
    ("kind", "raw"),
    [
        ("several", {"choices": []}),
        ("numeric", {"number": " ", "unit": ""}),
        ("short", {"text": "   "}),
        ("matching", {"pairs": {"a1": ""}}),
        ("blanks", {"blanks": {"a1": " "}}),
        ("categorise", {"groups": {}}),
        ("hotspot", {"x": None, "y": None}),
        ("essay", {"text": "\r\n"}),
    ],
)
def test_taking_an_answer_back_is_a_response_that_says_nothing(kind, raw):
    assert is_empty(clean_response(item(kind), raw))


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        ("single", {"choice": ["a1"]}),
        ("several", {"choices": ["a1", "b2"]}),
        ("ordering", {"order": ["c3", "a1", "b2"]}),
        ("true_false", {"choice": ["true"]}),
        ("numeric", {"number": ["12,5"], "unit": ["MB"]}),
        ("short", {"text": ["kantor desa"]}),
        ("matching", {"pairs-a1": ["r2"], "pairs-b2": ["r2"], "csrfmiddlewaretoken": ["x"]}),
        ("blanks", {"blanks-a1": ["apa saja"], "blanks-b2": ["ya"]}),
        ("categorise", {"groups-a1": ["g1"], "groups-b2": [""]}),
        ("hotspot", {"x": ["0"], "y": ["1000"]}),
        ("essay", {"text": ["tiga kata saja"]}),
    ],
)
def test_the_fields_of_a_form_say_the_same_as_the_module_of_the_page(kind, fields):
    assert clean_response(item(kind), response_of_fields(item(kind), fields)) == GOOD[kind]


@pytest.mark.parametrize("kind", Question.Kind.values)
def test_a_form_without_fields_says_nothing_and_never_fails(kind):
    with suppress(AnswerRefused):
        assert is_empty(clean_response(item(kind), response_of_fields(item(kind), {})))
