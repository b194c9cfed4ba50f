"""The code on the trainer's screen: of one meeting and one minute, so that a picture of it grows old."""

import base64
import hashlib
import hmac
from datetime import datetime, timedelta
from enum import StrEnum

from courses.workshops.models import Meeting

STEP = 60
# Somebody far back in the hall needs a while; two minutes are enough to scan and too few to forward.
MINUTES_VALID = 2
LENGTH = 12


class CodeStanding(StrEnum):
    """What a scanned screen code is worth."""

    FRESH = "fresh"
    OVER = "over"
    FORGED = "forged"


def minute_of(moment: datetime) -> int:
    """Return the number of the minute that the code of this moment bears."""
    return int(moment.timestamp()) // STEP


def code_of(meeting: Meeting, minute: int) -> str:
    """Return the code of this meeting for this minute."""
    message = f"{meeting.pk}:{minute}".encode()
    digest = hmac.new(meeting.workshop.secret.encode(), message, hashlib.sha256).digest()
    return base64.b32encode(digest).decode()[:LENGTH]


def standing_of(meeting: Meeting, minute: int, code: str, now: datetime) -> CodeStanding:
    """Return whether the code is this meeting's, and of these minutes."""
    if not hmac.compare_digest(code_of(meeting, minute), code):
        return CodeStanding.FORGED
    age = minute_of(now) - minute
    # A clock that is a minute ahead is no fraud: the server draws the code, so none is older.
    return CodeStanding.FRESH if 0 <= age <= MINUTES_VALID else CodeStanding.OVER


def seconds_left(now: datetime) -> int:
    """Return for how long the code of this moment stays on the screen."""
    ends = (minute_of(now) + 1) * STEP
    return max(1, ends - int(now.timestamp()))


def fresh_for() -> timedelta:
    """Return how long after scanning somebody may take to say who they are."""
    return timedelta(minutes=5)
