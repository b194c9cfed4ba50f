"""What passes: a percentage, also of halves and thirds, in all and in each domain."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.quizzes.domain.marking import in_points
from courses.quizzes.models import QuizVersion
from courses.quizzes.rules import is_passed, needed_to_pass, percent_of, share_of, whole

SDTI = QuizVersion(pass_percent=75, domain_percents={"3": 70})
PERCENTS = st.integers(1, 100)
SHARES = st.lists(
    st.fractions(min_value=0, max_value=1, max_denominator=12), min_size=1, max_size=60
)


def domain_3(points):
    return {"3": {"points": str(points), "questions": 15}}


@pytest.mark.parametrize(
    ("right", "in_domain_3", "passes"),
    [(38, 11, True), (37, 11, False), (38, 10, False), (50, 10, False)],
)
def test_the_certification_is_passed_with_38_of_50_and_11_of_15(right, in_domain_3, passes):
    assert is_passed(SDTI, Decimal(right), 50, domain_3(in_domain_3)) is passes


@pytest.mark.parametrize(
    ("points", "in_domain_3", "passes"),
    [("37.5", "10.5", True), ("37.4", "10.5", False), ("37.5", "10.4", False)],
)
def test_with_parts_of_points_the_percentage_itself_decides(points, in_domain_3, passes):
    assert is_passed(SDTI, Decimal(points), 50, domain_3(in_domain_3)) is passes


@given(PERCENTS, st.integers(1, 200), st.data())
def test_whole_answers_pass_from_the_number_that_takers_are_told(percent, total, data):
    right = data.draw(st.integers(0, total))
    version = QuizVersion(pass_percent=percent)
    told = whole(needed_to_pass(version, total))
    assert is_passed(version, Decimal(right), total, {}) is (right >= told)


@given(PERCENTS, SHARES)
def test_who_passes_is_who_is_shown_at_least_the_percentage(percent, shares):
    points, total = sum((in_points(one) for one in shares), Decimal(0)), len(shares)
    version = QuizVersion(pass_percent=percent)
    assert is_passed(version, points, total, {}) is (percent_of(points, total) >= percent)


@given(PERCENTS, SHARES)
def test_nobody_fails_by_the_rounding_of_parts(percent, shares):
    points = sum((in_points(one) for one in shares), Decimal(0))
    if sum(shares) * 100 >= percent * len(shares):
        assert is_passed(QuizVersion(pass_percent=percent), points, len(shares), {})


@given(PERCENTS, SHARES)
def test_a_domain_alone_keeps_from_passing_when_it_is_short(percent, shares):
    points, total = sum((in_points(one) for one in shares), Decimal(0)), len(shares)
    version = QuizVersion(pass_percent=1, domain_percents={"3": percent})
    domains = {"3": {"points": str(points), "questions": total}}
    assert is_passed(version, Decimal(total), total, domains) is (
        percent_of(points, total) >= percent
    )


def test_three_thirds_are_one_point():
    assert percent_of(3 * in_points(Fraction(1, 3)), 1) == 100
    assert share_of(70, 15) == Decimal("10.5")


@given(st.integers(1, 200), st.integers(1, 200))
def test_a_number_of_right_answers_never_asks_for_more_than_there_are(count, total):
    assert needed_to_pass(QuizVersion(pass_count=count), total) == min(count, total)
