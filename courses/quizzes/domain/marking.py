"""Mark an answer. Pure: what is right is in the question's key, how it is told in domain.kinds."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from courses.quizzes.domain.kinds import KINDS
from courses.quizzes.domain.responses import is_empty
from courses.quizzes.models import QuestionVersion

Given = Mapping[str, Any]
PLACES = Decimal("0.0001")


@dataclass(frozen=True)
class Mark:
    """Points from 0 to 1, and whether all of it is right; None where a person has to say."""

    points: Decimal | None
    correct: bool | None


NOTHING = Mark(Decimal(0), correct=False)
BY_A_PERSON = Mark(None, None)


def mark(version: QuestionVersion, response: Given | None) -> Mark:
    """Return what the response is worth; no response is worth nothing.

    Where the question gives no shares, an answer that is not right as a whole is worth nothing.
    """
    return mark_by_key(version.kind, version.key, response)


def mark_by_key(kind: str, key: Given, response: Given | None) -> Mark:
    """Return what the response is worth by this key, which may be a corrected one."""
    if response is None or is_empty(response):
        return NOTHING
    share = KINDS[kind].share(key, response)
    if share is None:
        return BY_A_PERSON
    counts = share if key.get("partial") == "share" else Fraction(share == 1)
    return Mark(in_points(counts), correct=share == 1)


def in_points(share: Fraction) -> Decimal:
    """Return a share as it is stored, with four places."""
    return (Decimal(share.numerator) / Decimal(share.denominator)).quantize(PLACES)
