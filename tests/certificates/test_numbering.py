"""Numbers without gaps, in the year that it is where the issuer is."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import transaction

from certificates.domain import numbering
from certificates.domain.numbering import (
    NumberPatternError,
    TakenNumber,
    check_pattern,
    printed_number,
    take_number,
)
from certificates.models import Series

NOON = datetime(2026, 6, 1, 5, tzinfo=UTC)


def take(key: str = "SK", moment: datetime = NOON, zone: str = "Asia/Jakarta") -> tuple[int, int]:
    taken = take_number(key, moment, zone)
    return taken.year, taken.sequence


@pytest.mark.django_db
def test_every_series_counts_for_itself():
    assert [take("SK"), take("SK"), take("TS"), take("SK")] == [
        (2026, 1),
        (2026, 2),
        (2026, 1),
        (2026, 3),
    ]


@pytest.mark.django_db
@pytest.mark.parametrize("zone", ["Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"])
def test_the_count_begins_again_at_the_local_new_year(zone):
    new_year = datetime(2027, 1, 1, tzinfo=ZoneInfo(zone))

    taken = [
        take(moment=(new_year + timedelta(seconds=seconds)).astimezone(UTC), zone=zone)
        for seconds in (-2, -1, 1, 2)
    ]

    assert taken == [(2026, 1), (2026, 2), (2027, 1), (2027, 2)]


@pytest.mark.django_db
def test_the_year_in_makassar_begins_while_it_is_still_the_old_one_in_jakarta():
    moment = datetime(2026, 12, 31, 16, 30, tzinfo=UTC)

    assert [take(moment=moment, zone=zone)[0] for zone in ("Asia/Jakarta", "Asia/Makassar")] == [
        2026,
        2027,
    ]


@pytest.mark.django_db(transaction=True)
def test_a_number_that_is_rolled_back_goes_to_the_next_one():
    for broken in (True, False, True, False):
        with transaction.atomic():
            take()
            transaction.set_rollback(broken)

    assert list(Series.objects.values_list("key", "year", "last")) == [("SK", 2026, 2)]


@pytest.mark.django_db
def test_a_number_costs_one_statement(django_assert_num_queries):
    for _first_then_next in range(2):
        with django_assert_num_queries(1):
            take()


def test_the_number_is_printed_as_the_regency_writes_it():
    taken = TakenNumber(series_id=1, sequence=123, year=2026)
    patterns = [
        "{series}/{sequence:06d}/{unit}/{year}",
        "{series}.{sequence}/{month}/{year}",
    ]

    printed = [
        printed_number(pattern, series="800.1", taken=taken, unit="BKPSDM", month=11)
        for pattern in patterns
    ]

    assert printed == ["800.1/000123/BKPSDM/2026", "800.1.123/XI/2026"]


@pytest.mark.parametrize(
    "pattern",
    [
        "{series}/{sequence}",
        "{series}/{year}",
        "{sequence}/{year}",
        "{series}/{sequence.__class__}/{year}",
        "{series}/{sequence}/{year}/{secret}",
        "{series}/{0}/{sequence}/{year}",
        "{series",
    ],
)
def test_a_pattern_that_is_not_unique_or_asks_for_more_is_refused(pattern):
    with pytest.raises(NumberPatternError):
        check_pattern(pattern)


def test_the_roman_months_are_twelve():
    assert (len(numbering.MONTHS), numbering.MONTHS[8]) == (12, "IX")
