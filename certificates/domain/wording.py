"""Indonesian for printed papers: they are in formal Indonesian whatever language the screen has."""

from datetime import date

MONTHS = (
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
)
ONES = (
    "nol",
    "satu",
    "dua",
    "tiga",
    "empat",
    "lima",
    "enam",
    "tujuh",
    "delapan",
    "sembilan",
    "sepuluh",
    "sebelas",
)


def long_date(day: date) -> str:
    """Return 20 November 2026."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def date_range(first: date, last: date) -> str:
    """Return the days from first to last, saying month and year once where they are the same."""
    if first == last:
        return long_date(last)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} s.d. {long_date(last)}"
    if first.year == last.year:
        return f"{first.day} {MONTHS[first.month - 1]} s.d. {long_date(last)}"
    return f"{long_date(first)} s.d. {long_date(last)}"


def in_words(number: int) -> str:
    """Return a number from 0 to 9,999 in words, as official letters repeat their figures."""
    for size, name, single in ((1000, "ribu", "seribu"), (100, "ratus", "seratus")):
        if number >= size:
            count, rest = divmod(number, size)
            return _joined(single if count == 1 else f"{in_words(count)} {name}", rest)
    if number < len(ONES):
        return ONES[number]
    if number < 20:
        return f"{ONES[number - 10]} belas"
    tens, rest = divmod(number, 10)
    return _joined(f"{ONES[tens]} puluh", rest)


def lesson_hours(jp: int) -> str:
    """Return 5 (lima) jam pelajaran."""
    return f"{jp} ({in_words(jp)}) jam pelajaran"


def _joined(words: str, rest: int) -> str:
    return f"{words} {in_words(rest)}" if rest else words
