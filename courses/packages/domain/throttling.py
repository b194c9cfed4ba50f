"""How often a learner's devices may report: far more than any lesson does, far less than a program can."""

from django.core.cache import cache

from courses.people.models import User

MOST_IN_A_MINUTE = 90


def is_too_fast(learner: User) -> bool:
    """Count one report; tell whether this learner has sent too many within a minute."""
    key = f"packages:reports:{learner.pk}"
    cache.add(key, 0, 60)
    try:
        return cache.incr(key) > MOST_IN_A_MINUTE
    except ValueError:
        # The count ran out between the two calls.
        return False
