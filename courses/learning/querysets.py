"""The reading vocabulary of learning."""

from typing import TYPE_CHECKING, Self

from django.db import models

if TYPE_CHECKING:
    from courses.learning.models import Enrolment


class EnrolmentQuerySet(models.QuerySet["Enrolment"]):
    """Enrolments, narrowed by how far they are."""

    def in_progress(self) -> Self:
        """Keep those that are not complete."""
        return self.filter(completed_at__isnull=True)

    def completed(self) -> Self:
        """Keep those that are complete."""
        return self.filter(completed_at__isnull=False)

    def with_course(self) -> Self:
        """Bring the course along in the same query."""
        return self.select_related("course")
