"""The reading vocabulary of messages."""

from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.db import models

if TYPE_CHECKING:
    from courses.notices.models import Message


class MessageQuerySet(models.QuerySet["Message"]):
    """Messages, narrowed by what has become of them."""

    def due(self, now: datetime) -> Self:
        """Keep those with an address that wait to be sent."""
        waiting = self.filter(sent_at__isnull=True, parked_reason="", next_try_at__lte=now)
        return waiting.exclude(address="")

    def unseen(self) -> Self:
        """Keep those that their person has not put away."""
        return self.filter(seen_at__isnull=True)
