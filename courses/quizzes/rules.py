"""What may be done with a quiz or an exam, and what counts as passing it. Pure: nothing is read or written."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from enum import Enum

from courses.catalogue.models import Course
from courses.quizzes.models import Attempt, QuizVersion, TryGrant

Mode = QuizVersion.Mode


class Hindrance(Enum):
    """Why a quiz or an exam cannot be started."""

    PASSED = "passed"
    USED_UP = "used_up"
    TOO_EARLY = "too_early"
    NOT_OPEN_YET = "not_open_yet"
    OVER = "over"
    BEING_MARKED = "being_marked"
    NEEDS_COURSES = "needs_courses"
    ANOTHER_OPEN = "another_open"
    NOT_ADMITTED = "not_admitted"
    NOTHING_TO_RENEW = "nothing_to_renew"


@dataclass(frozen=True)
class Tries:
    """What somebody has done with a quiz, and whether another try may begin.

    `left` None means any number. `next_at` is set while the waiting time runs, or until the quiz
    opens.
    """

    used: int
    left: int | None
    passed: bool
    next_at: datetime | None = None
    hindrance: Hindrance | None = None


def needs_an_account(mode: str, award: str) -> bool:
    """Tell whether only a person with an account may take it: a test that counts for JP."""
    return mode != Mode.PRACTICE and award == Course.Award.TRAINING


def count_tries(
    version: QuizVersion,
    submitted: Sequence[Attempt],
    now: datetime,
    grants: Sequence[TryGrant] = (),
) -> Tries:
    """Return whether another try may begin, from the attempts that were handed in.

    A grant adds tries and ends the waiting time that ran when it was given.
    """
    used = len(submitted)
    passed = any(attempt.passed for attempt in submitted)
    granted = sum(grant.tries for grant in grants)
    allowed = None if version.attempts_allowed is None else version.attempts_allowed + granted
    left = None if allowed is None else max(allowed - used, 0)
    if passed and version.mode != Mode.PRACTICE:
        return Tries(used, left, passed, hindrance=Hindrance.PASSED)
    if version.mode != Mode.PRACTICE and any(attempt.passed is None for attempt in submitted):
        return Tries(used, left, passed, hindrance=Hindrance.BEING_MARKED)
    if left == 0:
        return Tries(used, left, passed, hindrance=Hindrance.USED_UP)
    if version.closes_at is not None and now >= version.closes_at:
        return Tries(used, left, passed, hindrance=Hindrance.OVER)
    if version.opens_at is not None and now < version.opens_at:
        return Tries(used, left, passed, version.opens_at, Hindrance.NOT_OPEN_YET)
    next_at = _end_of_the_wait(version, submitted, grants)
    if next_at is not None and now < next_at:
        return Tries(used, left, passed, next_at, Hindrance.TOO_EARLY)
    return Tries(used, left, passed)


def tries_that_count(submitted: Sequence[Attempt], *, supervised: bool) -> list[Attempt]:
    """Return the attempts at an exam that count for the next one, the oldest first.

    Who has passed on their own may still take it under supervision, with tries of their own: a pass
    without supervision and everything up to it is left out.
    """
    ordered = sorted(submitted, key=lambda attempt: attempt.started_at)
    if not supervised:
        return ordered
    alone = [at for at, one in enumerate(ordered, start=1) if one.passed and not one.supervised]
    return ordered[max(alone, default=0) :]


def _end_of_the_wait(
    version: QuizVersion, submitted: Sequence[Attempt], grants: Iterable[TryGrant]
) -> datetime | None:
    ends = [attempt.submitted_at for attempt in submitted if attempt.submitted_at]
    if not ends or any(grant.granted_at >= max(ends) for grant in grants):
        return None
    return max(ends) + timedelta(hours=hours_to_wait(version, len(submitted)))


def hours_to_wait(version: QuizVersion, used: int) -> int:
    """Return how many hours lie before the try that follows so many others."""
    if not version.waits:
        return version.wait_hours
    return int(version.waits[min(max(used, 1), len(version.waits)) - 1])


def minutes_for(version: QuizVersion, extra_percent: int, extra_minutes: int = 0) -> int | None:
    """Return how long somebody with so much extra time may take; None for as long as they like."""
    if version.minutes_allowed is None:
        return None
    return -(-version.minutes_allowed * (100 + extra_percent) // 100) + extra_minutes


def questions_in(version: QuizVersion, pool: int) -> int:
    """Return how many questions a paper has that is drawn from a pool of so many."""
    return sum(cell["questions"] for cell in version.blueprint) or pool


# --- Passing --------------------------------------------------------------------------------------


# Thirds are stored with four places; to the hundredth, three of them are a whole point again.
HUNDREDTHS = Decimal("0.01")


def needed_to_pass(version: QuizVersion, total: int) -> Decimal:
    """Return how many points of so many questions pass: 75 percent of 50 are 37.5."""
    if version.pass_count is not None:
        return Decimal(min(version.pass_count, total))
    return share_of(version.pass_percent or 0, total)


def share_of(percent: int, total: int) -> Decimal:
    """Return so many percent of the questions in points, and parts of points."""
    return Decimal(total * percent) / 100


def whole(points: Decimal) -> int:
    """Return with how many right answers so many points are reached: 37.5 with 38."""
    return math.ceil(points)


def percent_of(points: Decimal, total: int) -> int:
    """Return a score in whole percent, rounded down: it reaches a percentage when the points do."""
    return int(100 * _counted(points) // total)


def has_reached(points: Decimal, needed: Decimal) -> bool:
    """Tell whether so many points are enough."""
    return _counted(points) >= needed


def _counted(points: Decimal) -> Decimal:
    return points.quantize(HUNDREDTHS, ROUND_HALF_UP)


def is_passed(
    version: QuizVersion, points: Decimal, total: int, domains: Mapping[str, Mapping[str, object]]
) -> bool:
    """Tell whether the points pass, in all and in each domain that has a minimum of its own."""
    if not has_reached(points, needed_to_pass(version, total)):
        return False
    return all(
        has_reached(
            Decimal(str(domains[domain]["points"])),
            share_of(percent, int(str(domains[domain]["questions"]))),
        )
        for domain, percent in version.domain_percents.items()
        if domain in domains
    )


# --- Time -----------------------------------------------------------------------------------------


def is_overdue(attempt: Attempt, now: datetime) -> bool:
    """Tell whether the attempt's own time, counted by our clock, is over."""
    return attempt.deadline is not None and now > attempt.deadline


def is_gone(attempt: Attempt, now: datetime) -> bool:
    """Tell whether no answer can come any more, not even one that was given in time."""
    grace = timedelta(minutes=attempt.version.grace_minutes)
    return attempt.deadline is not None and now > attempt.deadline + grace


# --- Showing --------------------------------------------------------------------------------------


def shows_all_at_the_end(version: QuizVersion, tries: Tries) -> bool:
    """Tell whether what was right is shown after handing in.

    While a test can still be tried again on the same questions, it is not; of an exam, never.
    """
    if version.feedback == QuizVersion.Feedback.NEVER:
        return False
    return version.mode == Mode.PRACTICE or tries.passed or tries.left == 0


def can_change_answers(version: QuizVersion) -> bool:
    """Tell whether an answer may be changed until handing in; not where it is explained at once."""
    return version.feedback != QuizVersion.Feedback.IMMEDIATE
