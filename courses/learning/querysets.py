"""The reading vocabulary of learning."""

from typing import TYPE_CHECKING, Self

from django.db import models

if TYPE_CHECKING:
    from courses.learning.models import Enrolment, LessonResult


class EnrolmentQuerySet(models.QuerySet["Enrolment"]):
    """Enrolments, narrowed by how far they are."""

    def in_progress(self) -> Self:
        """Those that are not complete."""
        return self.filter(completed_at__isnull=True)

    def completed(self) -> Self:
        """Those that are complete."""
        return self.filter(completed_at__isnull=False)


class LessonResultQuerySet(models.QuerySet["LessonResult"]):
    """Results, narrowed by whether the lesson is done."""

    def done(self) -> Self:
        """Those of lessons that are done."""
        return self.filter(done_at__isnull=False)
