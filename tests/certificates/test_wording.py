"""Formal Indonesian on printed papers."""

from datetime import date

import pytest

from certificates.domain.wording import date_range, in_words, lesson_hours


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "nol"),
        (11, "sebelas"),
        (14, "empat belas"),
        (20, "dua puluh"),
        (45, "empat puluh lima"),
        (100, "seratus"),
        (111, "seratus sebelas"),
        (225, "dua ratus dua puluh lima"),
        (1000, "seribu"),
        (2026, "dua ribu dua puluh enam"),
    ],
)
def test_figures_are_repeated_in_words(number, words):
    assert in_words(number) == words


@pytest.mark.parametrize(
    ("first", "last", "text"),
    [
        (date(2026, 11, 20), date(2026, 11, 20), "20 November 2026"),
        (date(2026, 11, 2), date(2026, 11, 20), "2 s.d. 20 November 2026"),
        (date(2026, 5, 30), date(2026, 8, 1), "30 Mei s.d. 1 Agustus 2026"),
        (date(2026, 12, 30), date(2027, 1, 2), "30 Desember 2026 s.d. 2 Januari 2027"),
    ],
)
def test_days_name_month_and_year_once_where_they_can(first, last, text):
    assert date_range(first, last) == text


def test_jp_are_written_as_lesson_hours():
    assert lesson_hours(20) == "20 (dua puluh) jam pelajaran"
