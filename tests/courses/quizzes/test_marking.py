from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.quizzes.domain.marking import MARKERS, is_right
from courses.quizzes.domain.papers import PaperItem
from courses.quizzes.domain.responses import AnswerRefused, clean_response, is_empty
from courses.quizzes.models import Question

ids = st.lists(
    st.text("0123456789abcdef", min_size=8, max_size=8), min_size=2, max_size=7, unique=True
)


@given(st.sampled_from(Question.Kind.values))
def test_no_answer_is_not_right(kind):
    assert is_right(kind, {}, None) is False


def test_every_kind_is_marked():
    assert set(MARKERS) == set(Question.Kind.values)


@given(ids, st.data())
def test_of_single_only_the_right_choice_is_right(options, data):
    right, chosen = (data.draw(st.sampled_from(options)) for _ in range(2))
    assert is_right("single", {"choice": right}, {"choice": chosen}) is (right == chosen)


@given(ids, st.data())
def test_of_several_all_that_are_right_and_none_that_is_wrong(options, data):
    right = data.draw(st.sets(st.sampled_from(options), min_size=1))
    chosen = data.draw(st.sets(st.sampled_from(options)))
    marked = is_right("several", {"choices": list(right)}, {"choices": sorted(chosen)})
    assert marked is (not right ^ chosen)


@given(ids, st.data())
def test_an_order_is_right_only_as_a_whole(options, data):
    order = data.draw(st.permutations(options))
    assert is_right("ordering", {"order": options}, {"order": order}) is (order == options)


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=9),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["choice", "choices", "order", "score"]), inner, max_size=3
        )
    ),
    max_leaves=8,
)


@given(st.sampled_from(Question.Kind.values), anything)
def test_whatever_is_posted_is_refused_or_becomes_a_response_of_the_question(kind, raw):
    options = ("true", "false") if kind == "true_false" else ("a1", "b2", "c3")
    item = PaperItem(1, kind, options)
    with suppress(AnswerRefused):
        response = clean_response(item, raw)
        assert clean_response(item, response) == response
        assert len(response) == 1


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
    ],
)
def test_foreign_options_and_other_shapes_are_refused(kind, raw):
    with pytest.raises(AnswerRefused):
        clean_response(PaperItem(1, kind, ("a1", "b2", "c3")), raw)


def test_nothing_beside_the_answer_is_kept_of_what_was_posted():
    item = PaperItem(1, "several", ("a1", "b2", "c3"))
    posted = {"choices": ["b2", "a1"], "correct": True, "score": 100}
    assert clean_response(item, posted) == {"choices": ["a1", "b2"]}


def test_taking_back_every_choice_is_a_response_that_says_nothing():
    assert is_empty(clean_response(PaperItem(1, "several", ("a1", "b2")), {"choices": []}))
