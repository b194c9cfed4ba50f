"""How big a course is, in the words of a list."""

from django.utils.formats import number_format
from django.utils.translation import ngettext

KILOBYTE = 1000


def size_in_words(*, lessons: int, minutes: int, weight_bytes: int) -> str:
    """Return "6 lessons · 45 minutes · ± 400 KB", without the parts that are not known."""
    parts = [ngettext("%(count)d lesson", "%(count)d lessons", lessons) % {"count": lessons}]
    if minutes:
        parts.append(
            ngettext("%(count)d minute", "%(count)d minutes", minutes) % {"count": minutes}
        )
    if weight_bytes:
        parts.append(f"±\N{NO-BREAK SPACE}{weight_in_words(weight_bytes)}")
    return " · ".join(parts)


def weight_in_words(weight_bytes: int) -> str:
    """Return how much data it takes, rounded as people speak of it: 80 KB, 410 KB, 1.2 MB."""
    kilobytes = weight_bytes / KILOBYTE
    if kilobytes >= KILOBYTE:
        return f"{number_format(round(kilobytes / KILOBYTE, 1), 1)}\N{NO-BREAK SPACE}MB"
    return f"{max(10, round(kilobytes, -1)):.0f}\N{NO-BREAK SPACE}KB"
