"""Who takes a quiz: a person with an account, or a guest known only by a random key."""

import hashlib
import secrets
from dataclasses import dataclass

from courses.people.models import User


@dataclass(frozen=True)
class Taker:
    """A learner, or a guest with the key from the cookie; neither, if nobody is known.

    A learner may still hold the key of what they did as a guest, until they claim it.
    """

    learner: User | None = None
    guest_key: str = ""

    @property
    def digest(self) -> str:
        """Return what is stored of a guest's key: nobody can take over attempts from a backup."""
        return hashlib.sha256(self.guest_key.encode()).hexdigest() if self.guest_key else ""

    @property
    def guest_digest(self) -> str:
        """Return the digest under which this taker begins attempts; empty for a learner."""
        return "" if self.learner else self.digest


def new_guest_key() -> str:
    """Return a key that nobody can guess."""
    return secrets.token_urlsafe(32)
