"""The reading vocabulary of quizzes."""

from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.db import models

if TYPE_CHECKING:
    from courses.quizzes.models import Attempt


class AttemptQuerySet(models.QuerySet["Attempt"]):
    """Attempts, narrowed by state."""

    def open(self) -> Self:
        """Those that are still being answered."""
        return self.filter(submitted_at__isnull=True)

    def submitted(self) -> Self:
        """Those that have been handed in."""
        return self.filter(submitted_at__isnull=False)

    def overdue(self, now: datetime) -> Self:
        """Open ones whose deadline has passed."""
        return self.open().filter(deadline__lt=now)

    def of_guests_before(self, moment: datetime) -> Self:
        """Those of guests that nobody claimed, from before this moment."""
        return self.filter(learner__isnull=True, started_at__lt=moment)


