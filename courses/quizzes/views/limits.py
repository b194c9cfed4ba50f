"""How often one address or person may try: so that nobody can fill the table or try PINs in a row."""

from allauth.core.internal import ratelimit
from django.http import HttpRequest

# A school lab of 40 behind one address begins a quiz and repeats it in one lesson; a script does more.
# Who mistypes a PIN of six digits does not need more tries; who guesses it needs a million.
LIMITS = {"guest_start": "240/10m/ip", "pin": "10/5m/user"}


def may_begin_as_guest(request: HttpRequest) -> bool:
    """Count one beginning of a quiz by a guest; tell whether there were not too many."""
    usage = ratelimit.consume(request, app="quizzes", action="guest_start", config=LIMITS)
    return bool(usage)


def may_try_pin(request: HttpRequest) -> bool:
    """Count one PIN that somebody typed; tell whether there were not too many."""
    usage = ratelimit.consume(
        request, app="quizzes", action="pin", config=LIMITS, user=request.user
    )
    return bool(usage)
