"""What people looked for and did not find: the demand report."""

import hashlib
import re

from django.core.cache import cache

from courses.catalogue.domain.words import words_of
from courses.catalogue.models import LearningWish

WISHES_OF_ONE_ADDRESS = 5
COUNTED_FOR_SECONDS = 10 * 60
LONGEST_WISH = 120
# A NIK, a phone or an account number does not belong among wishes.
LONG_NUMBER = re.compile(r"\d[\d .-]{3,}\d")


def keep_wish(text: str, address: str) -> bool:
    """Keep what somebody wishes to learn, without anything about them; False when it was not kept.

    An address may leave a few wishes in ten minutes; only a hash of it is counted with, and no longer.
    """
    wish = LONG_NUMBER.sub("…", " ".join(text.split()))[:LONGEST_WISH]
    if not words_of(wish) or _has_wished_enough(address):
        return False
    LearningWish.objects.create(text=wish.replace("\0", ""))
    return True


def _has_wished_enough(address: str) -> bool:
    key = f"catalogue:wishes:{hashlib.sha256(address.encode()).hexdigest()[:16]}"
    cache.add(key, 0, COUNTED_FOR_SECONDS)
    try:
        return cache.incr(key) > WISHES_OF_ONE_ADDRESS
    except ValueError:
        # The count ran out between the two calls; this wish begins the next.
        cache.set(key, 1, COUNTED_FOR_SECONDS)
        return False
