"""Wrong codes are counted per address, so that nobody can try codes in a row.

Right codes are never counted: an office that checks a hundred certificates is not slowed.
"""

from django.core.cache import cache

FREE_WRONG_CODES = 20
COUNTED_FOR_SECONDS = 10 * 60
PAUSE_SECONDS = 30


def must_wait(address: str) -> bool:
    """Tell whether this address has to pause before its next code."""
    return bool(cache.get(_pause_key(address)))


def note_wrong_code(address: str) -> None:
    """Count one wrong code; after twenty in ten minutes, each further one costs a pause."""
    key = f"certificates:wrong:{address}"
    cache.add(key, 0, COUNTED_FOR_SECONDS)
    try:
        wrong = cache.incr(key)
    except ValueError:
        # The count ran out between the two calls; this one begins the next.
        cache.set(key, wrong := 1, COUNTED_FOR_SECONDS)
    if wrong >= FREE_WRONG_CODES:
        cache.set(_pause_key(address), 1, PAUSE_SECONDS)


def _pause_key(address: str) -> str:
    return f"certificates:pause:{address}"
