"""Who takes a quiz: a person with an account, or a guest known only by a random key."""

import hashlib
import secrets
from dataclasses import dataclass

from courses.people.models import User


@dataclass(frozen=True)
class Taker:
    """A learner, or a guest with the key from the cookie; neither, if nobody is known."""

    learner: User | None = None
    guest_key: str = ""

    @property
    def guest_digest(self) -> str:
        """Return what is stored of a guest's key: nobody can take over attempts from a backup."""
        if self.learner is not None or not self.guest_key:
            return ""
        return hashlib.sha256(self.guest_key.encode()).hexdigest()


def new_guest_key() -> str:
    """Return a key that nobody can guess."""
    return secrets.token_urlsafe(32)
