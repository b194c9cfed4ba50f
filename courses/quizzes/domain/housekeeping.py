"""What the clock does with attempts."""

import logging
from datetime import timedelta

from django.utils import timezone

from courses.quizzes.domain.exams import GRACE
from courses.quizzes.domain.submitting import submit_attempt
from courses.quizzes.models import Attempt

GUEST_ATTEMPTS_KEPT = timedelta(days=30)
AT_ONCE = 200

logger = logging.getLogger(__name__)


def submit_overdue_attempts() -> int:
    """Hand in the open attempts whose deadline has passed; return how many.

    One that cannot be handed in is logged and left for the next round: it holds up no other.
    """
    overdue = Attempt.objects.overdue(timezone.now(), GRACE).order_by("deadline")[:AT_ONCE]
    return sum(hand_in(attempt) for attempt in list(overdue))


def forget_old_guest_attempts() -> int:
    """Delete the unclaimed attempts of guests after 30 days; return how many."""
    old = Attempt.objects.of_guests_before(timezone.now() - GUEST_ATTEMPTS_KEPT)
    return old.delete()[1].get("quizzes.Attempt", 0)


def hand_in(attempt: Attempt) -> bool:
    """Hand in an attempt that nobody is there for; tell whether it could be."""
    try:
        submit_attempt(attempt)
    except Exception:
        logger.exception("Attempt %s could not be handed in", attempt.pk)
        return False
    return True
