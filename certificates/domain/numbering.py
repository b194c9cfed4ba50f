"""Numbers without gaps: one run per series and local year."""

import re
from dataclasses import dataclass
from datetime import datetime
from string import Formatter
from zoneinfo import ZoneInfo

from django.db import connection
from django.db.models import F

from certificates.models import Series

FIELDS = frozenset({"series", "sequence", "unit", "year", "month"})
UNIQUE_BY = frozenset({"series", "sequence", "year"})
# Leading noughts are all that a number needs; a width without end would fill the memory.
SIZE = re.compile("(0?[1-9]d?)?")
MONTHS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")

# One statement makes the series when it is missing, locks its row until the caller commits, and
# takes the next number; whoever comes meanwhile waits here. PostgreSQL and SQLite both know it.
TAKE_NUMBER = (
    "INSERT INTO certificates_series (key, year, last) VALUES (%s, %s, 1) "
    "ON CONFLICT (key, year) DO UPDATE SET last = certificates_series.last + 1 "
    "RETURNING id, last"
)


class NumberPatternError(ValueError):
    """A number pattern names something that a number does not have."""


@dataclass(frozen=True, slots=True)
class TakenNumber:
    """A place in a series, held until the transaction ends."""

    series_id: int
    sequence: int
    year: int


def take_number(key: str, moment: datetime, time_zone: str) -> TakenNumber:
    """Take the next number of the series for the year that it is in this zone.

    Call it inside a transaction: a rollback gives the number back, so no number is ever missing.
    """
    year = moment.astimezone(ZoneInfo(time_zone)).year
    with connection.cursor() as cursor:
        cursor.execute(TAKE_NUMBER, [key, year])
        series_id, sequence = cursor.fetchone()
    return TakenNumber(series_id, sequence, year)


def give_back_number(taken: TakenNumber) -> None:
    """Undo `take_number` in the same transaction, whose lock keeps the number the last one."""
    Series.objects.filter(pk=taken.series_id).update(last=F("last") - 1)


def printed_number(pattern: str, *, series: str, taken: TakenNumber, unit: str, month: int) -> str:
    """Return the number as the regency writes it, such as 800.1/000123/BKPSDM/2026.

    Raises NumberPatternError for a pattern with other fields, or without those that make it unique.
    """
    check_pattern(pattern)
    return pattern.format(
        series=series,
        sequence=taken.sequence,
        unit=unit,
        year=taken.year,
        month=MONTHS[month - 1],
    )


def check_pattern(pattern: str) -> None:
    """Raise NumberPatternError unless every number made by the pattern is a number of its own."""
    try:
        fields = [field for field in Formatter().parse(pattern) if field[1] is not None]
    except ValueError as error:
        raise NumberPatternError(f"The number pattern {pattern!r} cannot be read.") from error
    names = {str(name) for _, name, _, _ in fields}
    if unknown := names - FIELDS:
        raise NumberPatternError(
            f"The number pattern {pattern!r} asks for {', '.join(sorted(unknown))}; "
            f"it may use {', '.join(sorted(FIELDS))}."
        )
    for _, name, size, conversion in fields:
        if conversion or not SIZE.fullmatch(size or ""):
            raise NumberPatternError(
                f"The number pattern {pattern!r} shapes {name} in a way that is not known; "
                "write {sequence} or {sequence:06d}."
            )
    if missing := UNIQUE_BY - names:
        raise NumberPatternError(
            f"The number pattern {pattern!r} needs {', '.join(sorted(missing))} to be unique."
        )
