"""The reading vocabulary of the catalogue."""

from typing import TYPE_CHECKING, Self

from django.db import models

if TYPE_CHECKING:
    from courses.catalogue.models import Course, Lesson


class CourseQuerySet(models.QuerySet["Course"]):
    """Courses, narrowed by who can see them."""

    def published(self) -> Self:
        """Keep those that learners find."""
        return self.filter(current__isnull=False, withdrawn_at__isnull=True)

    def with_current(self) -> Self:
        """Bring the current version along in the same query."""
        return self.select_related("current")


class LessonQuerySet(models.QuerySet["Lesson"]):
    """Lessons, narrowed by what they are."""

    def quizzes(self) -> Self:
        """Keep the quizzes."""
        return self.filter(kind="quiz")
