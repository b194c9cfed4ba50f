"""What may be done with a quiz, and what counts as passing it. Pure: nothing is read or written."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

from courses.catalogue.models import Course
from courses.quizzes.models import Attempt, QuizVersion


class Hindrance(Enum):
    """Why a quiz cannot be started."""

    PASSED = "passed"
    USED_UP = "used_up"
    TOO_EARLY = "too_early"


@dataclass(frozen=True)
class Tries:
    """What somebody has done with a quiz, and whether another try may begin.

    `left` None means any number. `next_at` is set while the waiting time runs.
    """

    used: int
    left: int | None
    passed: bool
    next_at: datetime | None = None
    hindrance: Hindrance | None = None


def needs_an_account(mode: str, award: str) -> bool:
    """Tell whether only a person with an account may take it: a test that counts for JP."""
    return mode != QuizVersion.Mode.PRACTICE and award == Course.Award.TRAINING


def count_tries(version: QuizVersion, submitted: Sequence[Attempt], now: datetime) -> Tries:
    """Return whether another try may begin, from the attempts that were handed in."""
    used = len(submitted)
    passed = any(attempt.passed for attempt in submitted)
    left = None if version.attempts_allowed is None else max(version.attempts_allowed - used, 0)
    if passed and version.mode == QuizVersion.Mode.TEST:
        return Tries(used, left, passed, hindrance=Hindrance.PASSED)
    if left == 0:
        return Tries(used, left, passed, hindrance=Hindrance.USED_UP)
    next_at = _end_of_the_wait(version, submitted)
    if next_at is not None and now < next_at:
        return Tries(used, left, passed, next_at, Hindrance.TOO_EARLY)
    return Tries(used, left, passed)


def _end_of_the_wait(version: QuizVersion, submitted: Sequence[Attempt]) -> datetime | None:
    ends = [attempt.submitted_at for attempt in submitted if attempt.submitted_at]
    return max(ends) + timedelta(hours=version.wait_hours) if ends else None


def needed_to_pass(version: QuizVersion, total: int) -> int:
    """Return how many right answers of so many questions pass; a percentage is rounded up."""
    if version.pass_count is not None:
        return min(version.pass_count, total)
    return -(-total * (version.pass_percent or 0) // 100)


def is_overdue(attempt: Attempt, now: datetime) -> bool:
    """Tell whether the attempt's own time, counted by our clock, is over."""
    return attempt.deadline is not None and now > attempt.deadline


def shows_all_at_the_end(version: QuizVersion, tries: Tries) -> bool:
    """Tell whether what was right is shown after handing in.

    While a test can still be tried again on the same questions, it is not.
    """
    return version.mode == QuizVersion.Mode.PRACTICE or tries.passed or tries.left == 0


def can_change_answers(version: QuizVersion) -> bool:
    """Tell whether an answer may be changed until handing in; not where it is explained at once."""
    return version.feedback == QuizVersion.Feedback.AFTER
