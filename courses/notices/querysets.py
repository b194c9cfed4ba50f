"""The reading vocabulary of messages."""

from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.db import models

if TYPE_CHECKING:
    from courses.notices.models import Message


class MessageQuerySet(models.QuerySet["Message"]):
    """Messages, narrowed by what has become of them."""

    def due(self, now: datetime) -> Self:
        """Those with an address that wait to be sent."""
        return self.filter(sent_at__isnull=True, parked_reason="", next_try_at__lte=now).exclude(address="")
