"""Marking is one verb for every kind; each kind has a property that its marks always have."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.quizzes.domain.kinds import KINDS
from courses.quizzes.domain.kinds.numeric import readings
from courses.quizzes.domain.kinds.pointing import area_at
from courses.quizzes.domain.kinds.words import is_one_of
from courses.quizzes.domain.marking import BY_A_PERSON, NOTHING, Mark, in_points, mark_by_key
from courses.quizzes.models import Question

RIGHT = Mark(Decimal(1), correct=True)
WRONG = Mark(Decimal(0), correct=False)

ids = st.lists(
    st.text("0123456789abcdef", min_size=8, max_size=8), min_size=2, max_size=7, unique=True
)
words = st.text(st.characters(categories=("L", "N")), min_size=1, max_size=12)


def marked(kind, key, response, partial="none"):
    return mark_by_key(kind, {**key, "partial": partial}, response)


@given(st.sampled_from(Question.Kind.values))
def test_no_answer_is_worth_nothing(kind):
    assert mark_by_key(kind, {}, None) == NOTHING


def test_every_kind_is_known():
    assert set(KINDS) == set(Question.Kind.values)


@given(ids, st.data())
def test_of_single_only_the_right_choice_is_right(options, data):
    right, chosen = (data.draw(st.sampled_from(options)) for _ in range(2))
    mark = marked("single", {"answer": {"choice": right}}, {"choice": chosen})
    assert mark == (RIGHT if right == chosen else WRONG)


@given(ids, st.data())
def test_of_several_all_that_are_right_and_none_that_is_wrong(options, data):
    right = data.draw(st.sets(st.sampled_from(options), min_size=1))
    chosen = data.draw(st.sets(st.sampled_from(options)))
    mark = marked("several", {"answer": {"choices": list(right)}}, {"choices": sorted(chosen)})
    assert mark == (RIGHT if right == chosen else WRONG)


@given(ids, st.data())
def test_a_share_of_several_is_what_is_right_less_what_is_wrong(options, data):
    right = data.draw(st.sets(st.sampled_from(options), min_size=1))
    chosen = data.draw(st.sets(st.sampled_from(options), min_size=1))
    key = {"answer": {"choices": list(right)}}
    mark = marked("several", key, {"choices": sorted(chosen)}, "share")
    share = Fraction(max(len(right & chosen) - len(chosen - right), 0), len(right))
    assert mark == Mark(in_points(share), correct=right == chosen)


@given(ids)
def test_who_ticks_everything_gets_no_more_than_who_ticks_nothing_when_half_is_wrong(options):
    right = options[: len(options) // 2]
    mark = marked("several", {"answer": {"choices": right}}, {"choices": options}, "share")
    assert mark.points == 0


@given(ids, st.data())
def test_an_order_is_right_only_as_a_whole_unless_it_gives_shares(options, data):
    order = data.draw(st.permutations(options))
    key, response = {"answer": {"order": options}}, {"order": order}
    in_place = sum(one == other for one, other in zip(options, order, strict=True))
    assert marked("ordering", key, response) == (RIGHT if order == options else WRONG)
    share = in_points(Fraction(in_place, len(options)))
    assert marked("ordering", key, response, "share") == Mark(share, correct=order == options)


@pytest.mark.parametrize(("kind", "name"), [("matching", "pairs"), ("categorise", "groups")])
@given(ids, st.data())
def test_of_what_is_matched_or_sorted_each_part_counts_the_same(kind, name, options, data):
    right = {id: data.draw(st.sampled_from(options)) for id in options}
    given_ids = data.draw(st.sets(st.sampled_from(options), min_size=1))
    response = {id: data.draw(st.sampled_from(options)) for id in given_ids}
    hits = sum(response.get(id) == value for id, value in right.items())
    key = {"answer": {name: right}}
    assert marked(kind, key, {name: response}, "share").points == in_points(
        Fraction(hits, len(right))
    )
    assert marked(kind, key, {name: response}).correct is (hits == len(right))


@given(st.dictionaries(words, words, min_size=1, max_size=5), st.data())
def test_each_blank_counts_the_same_whatever_its_spacing_and_case(right, data):
    hit = data.draw(st.sets(st.sampled_from(sorted(right)), min_size=1))
    response = {id: f"  {right[id].upper()} " for id in hit}
    key = {"answer": {}, "blanks": {id: [form, form.upper()] for id, form in right.items()}}
    mark = marked("blanks", key, {"blanks": response}, "share")
    assert mark.points == in_points(Fraction(len(hit), len(right)))


# --- Numbers ----------------------------------------------------------------------------------

decimals = st.decimals(-9999, 9999, allow_nan=False, places=2)


def numeric(value, tolerance="0", unit=""):
    return {"numeric": [{"value": str(value), "tolerance": str(tolerance), "unit": unit}]}


@given(decimals, st.decimals(0, 50, places=2), decimals)
def test_a_number_is_right_exactly_within_its_tolerance(value, tolerance, typed):
    mark = marked("numeric", numeric(value, tolerance), {"number": str(typed), "unit": ""})
    near = any(abs(reading - value) <= tolerance for reading in readings(str(typed)))
    assert mark == (RIGHT if near else WRONG)
    assert typed in readings(str(typed))


@given(decimals)
def test_a_comma_reads_like_a_point(value):
    assert value in readings(str(value).replace(".", ","))


@given(st.integers(1000, 999_999_999))
def test_thousands_may_be_marked_as_people_do_in_indonesia(value):
    for mark in (",", ".", " "):
        written = f"{value:,}".replace(",", mark)
        assert Decimal(value) in readings(f"Rp {written}")


@pytest.mark.parametrize(
    ("written", "numbers"),
    [
        ("12,5", {"12.5"}),
        ("1.500", {"1.500", "1500"}),
        ("1.500,75", {"1500.75"}),
        ("1,500.75", {"1500.75"}),
        ("1.500.000", {"1500000"}),
        ("Rp50.000", {"50", "50000"}),
        ("75%", {"75"}),
        ("-3", {"-3"}),
        ("−3", {"-3"}),
        ("1 500 MB", {"1500"}),
        (",5", {".5"}),
        ("", set()),
        ("lima", set()),
        ("1,5,00.000.0", set()),
        ("NaN", set()),
        ("1e9", set()),
        ("5 5a5", set()),
    ],
)
def test_what_a_written_number_may_stand_for(written, numbers):
    assert readings(written) == {Decimal(number) for number in numbers}


@pytest.mark.parametrize(
    ("number", "unit", "right"),
    [
        ("1,5", "GB", True),
        ("1,5", " gb ", True),
        ("1,5 GB", "", True),
        ("1500", "MB", True),
        ("1.500", "MB", True),
        ("1,5", "MB", False),
        ("1,5", "", False),
        ("1500", "GB", False),
    ],
)
def test_a_number_with_a_unit_is_right_in_each_accepted_form(number, unit, right):
    key = {"numeric": numeric("1.5", 0, "GB")["numeric"] + numeric(1500, 0, "MB")["numeric"]}
    mark = marked("numeric", key, {"number": number, "unit": unit})
    assert mark == (RIGHT if right else WRONG)


# --- Words ------------------------------------------------------------------------------------


@given(words, st.data())
def test_spacing_and_case_never_make_words_wrong(form, data):
    spaced = data.draw(st.sampled_from(["", " ", "\t", "  "]))
    assert is_one_of(f"{spaced}{form.swapcase()}{spaced}", [form, form.swapcase()])


@given(st.text("abcdefgh", min_size=6, max_size=12), st.data())
def test_one_letter_too_many_is_forgiven_where_one_mistake_is(form, data):
    place = data.draw(st.integers(0, len(form)))
    typed = f"{form[:place]}x{form[place:]}"
    assert is_one_of(typed, [form], typing_mistakes=1)
    assert not is_one_of(typed, [form])
    assert not is_one_of(f"yy{typed}", [form], typing_mistakes=1)


@pytest.mark.parametrize(
    ("typed", "accepted", "rules", "right"),
    [
        ("Dukcapil", ["dukcapil"], {}, True),
        ("Dukcapil", ["dukcapil"], {"case_sensitive": True}, False),
        ("kantor   desa", ["kantor desa"], {}, True),
        ("kantordesa", ["kantor desa"], {}, False),
        ("kantor dsea", ["kantor desa"], {"typing_mistakes": 1}, True),
        ("ya", ["no"], {"typing_mistakes": 2}, False),
        ("jum’at", ["jum'at"], {}, True),
        ("ｏｔｐ", ["OTP"], {}, True),
        ("balai desa", ["kantor desa", "balai desa"], {}, True),
    ],
)
def test_which_words_are_accepted(typed, accepted, rules, right):
    assert is_one_of(typed, accepted, **rules) is right


# --- Places in a picture ----------------------------------------------------------------------

AREAS = {
    "ratio": [2, 1],
    "areas": [
        {"shape": "circle", "points": [500, 250, 100], "label": "c", "correct": True},
        {"shape": "rect", "points": [0, 600, 1000, 1000], "label": "r", "correct": False},
        {"shape": "polygon", "points": [0, 0, 200, 0, 0, 200], "label": "p", "correct": True},
    ],
}
thousandths = st.integers(0, 1000)


@pytest.mark.parametrize(
    ("x", "y", "label"),
    [
        (500, 250, "c"),
        (600, 250, "c"),
        (500, 300, "c"),
        (500, 301, None),
        (601, 250, None),
        (0, 600, "r"),
        (50, 50, "p"),
        (150, 150, None),
    ],
)
def test_which_area_holds_a_point_of_a_picture_twice_as_high_as_wide(x, y, label):
    area = area_at(AREAS, x, y)
    assert (area["label"] if area else None) == label


@given(thousandths, thousandths)
def test_a_point_is_right_when_the_first_area_that_holds_it_is(x, y):
    area = area_at(AREAS, x, y)
    mark = marked("hotspot", AREAS, {"x": x, "y": y})
    assert mark == (RIGHT if area and area["correct"] else WRONG)


def test_the_corner_of_a_picture_is_an_answer_and_not_nothing():
    assert marked("hotspot", AREAS, {"x": 0, "y": 0}) == RIGHT


# --- Essays -----------------------------------------------------------------------------------


@given(st.text(min_size=1))
def test_an_essay_waits_for_a_person(text):
    assert marked("essay", {"rubric": []}, {"text": text}) == BY_A_PERSON


def test_an_essay_that_was_not_written_waits_for_nobody():
    assert marked("essay", {"rubric": []}, {"text": ""}) == NOTHING
