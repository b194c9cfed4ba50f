"""School years run from July to June."""

from datetime import date

from django.utils import timezone

FIRST_MONTH = 7


def school_year_of(day: date | None = None) -> int:
    """Return the year in which the school year of this day (today) began."""
    day = day or timezone.localdate()
    return day.year if day.month >= FIRST_MONTH else day.year - 1


def last_day_of(year: int) -> date:
    """Return the last day of the school year that began in this year."""
    return date(year + 1, 6, 30)


def erased_on(year: int) -> date:
    """Return when everything about a class goes: six months after its school year (domain of retention)."""
    return date(year + 1, 12, 31)


def next_name(name: str) -> str:
    """Return VIII A for VII A and 8B for 7B; another name stays as it is."""
    head, _space, rest = name.partition(" ")
    roman = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
    if head.upper() in roman[:-1]:
        return " ".join(filter(None, (roman[roman.index(head.upper()) + 1], rest)))
    digits = name[: len(name) - len(name.lstrip("0123456789"))]
    if digits and int(digits) < len(roman):
        return f"{int(digits) + 1}{name[len(digits) :]}"
    return name
