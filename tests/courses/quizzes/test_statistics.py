"""How questions do after real answers."""

from datetime import date, timedelta

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from courses.quizzes.domain import statistics
from courses.quizzes.domain.charting import chart_of
from courses.quizzes.domain.statistics import (
    correlation,
    count_statistics,
    flagged_items,
    statistics_of,
)
from courses.quizzes.models import Attempt, DomainMonth, QuestionStatistics
from tests.courses.quizzes.exams import an_exam, sat
from tests.courses.quizzes.making import person

digits = st.integers(0, 4).map(float)
pairs = st.lists(st.tuples(digits, digits), min_size=2, max_size=12)


@given(pairs)
def test_a_correlation_lies_between_minus_one_and_one_and_ignores_scale(both):
    ones, others = [one for one, _other in both], [other for _one, other in both]
    found = correlation(ones, others)
    if found is None:
        assert len(set(ones)) == 1 or len(set(others)) == 1
    else:
        assert -1.000001 <= found <= 1.000001
        assert correlation([3 * one + 7 for one in ones], others) == pytest.approx(found, abs=1e-9)


def test_a_correlation_is_whole_where_both_go_together():
    assert correlation([0.0, 1.0, 1.0], [1.0, 3.0, 3.0]) == pytest.approx(1)
    assert correlation([0.0, 1.0], [5.0, 2.0]) == pytest.approx(-1)


@pytest.mark.django_db
def test_difficulty_choices_and_time_are_counted_from_handed_in_answers(monkeypatch):
    monkeypatch.setattr(statistics, "ENOUGH_ANSWERS", 3)
    exam = an_exam(questions=1)
    for right in (4, 4, 0):
        sat(exam, person(), right=right)
    assert count_statistics() == 4
    rows = statistics_of(exam.bank)
    assert [round(row.difficulty, 2) for row in rows] == [0.67] * 4
    assert [row.answers for row in rows] == [3] * 4
    assert {sum(row.choices.values()) for row in rows} == {3}
    assert {flag for row in rows for flag in row.flags} == {"idle_option"}
    assert count_statistics() == 0


@pytest.mark.django_db
def test_a_question_that_those_who_know_more_get_wrong_is_named_first(monkeypatch):
    monkeypatch.setattr(statistics, "ENOUGH_ANSWERS", 2)
    exam = an_exam(questions=1)
    sat(exam, person(), right=3)
    sat(exam, person(), right=0)
    count_statistics()
    worst = QuestionStatistics.objects.get(version__question__ref="D1-ingat-1")
    QuestionStatistics.objects.filter(pk=worst.pk).update(
        discrimination=-0.4, flags=["reversed", "too_hard", "weak"]
    )
    assert flagged_items(exam.bank)[0] == worst


@pytest.mark.django_db
def test_nothing_is_flagged_before_thirty_answers():
    exam = an_exam(questions=1)
    sat(exam, person(), right=0)
    count_statistics()
    assert flagged_items(exam.bank) == []


@pytest.mark.django_db
def test_the_months_of_a_domain_are_counted_and_drawn():
    exam = an_exam()
    early = sat(exam, person(), right=4)
    moment = timezone.now() - timedelta(days=62)
    Attempt.objects.filter(pk=early.pk).update(submitted_at=moment)
    sat(exam, person(), right=0)
    count_statistics()
    months = DomainMonth.objects.filter(domain=3).values_list("percent", "attempts")
    assert list(months) == [(100.0, 1), (0.0, 1)]
    chart = chart_of(list(exam.domain_months.all()))
    assert [line.domain for line in chart.lines] == [1, 3]
    assert chart.lines[0].path == "44.0,16.0 624.0,244.0"


def test_a_single_month_is_a_point_in_the_middle():
    row = DomainMonth(month=date(2026, 11, 1), domain=3, percent=50.0, attempts=2)
    assert [(point.x, point.y) for point in chart_of([row]).lines[0].points] == [(334.0, 130.0)]
