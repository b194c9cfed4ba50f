"""The reading vocabulary of what editors write."""

from datetime import date, timedelta
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    from cms.models import ServiceCard


class ServiceCardQuerySet(models.QuerySet["ServiceCard"]):
    """Service cards, narrowed by whether people see them and can rely on them."""

    def published(self) -> Self:
        """Those that learners see."""
        return self.filter(live=True)

    def stale(self, today: date, fresh_for: timedelta) -> Self:
        """Those that nobody has checked for longer than `fresh_for`."""
        return self.filter(Q(checked_on__isnull=True) | Q(checked_on__lt=today - fresh_for))
