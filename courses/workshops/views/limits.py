"""How often one address may do what needs no account."""

from allauth.core.internal import ratelimit
from django.http import HttpRequest

# A hall of forty shares one address; a machine does more.
LIMITS = {"register": "120/10m/ip", "survey": "120/10m/ip", "row-code": "60/10m/ip"}


def is_too_often(request: HttpRequest, action: str) -> bool:
    """Count one more, and say whether that was one too many."""
    usage = ratelimit.consume(request, app="workshops", action=action, config=LIMITS)
    return usage is None
