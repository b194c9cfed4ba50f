"""What learning does when something else has happened."""

from typing import Any

from django.dispatch import receiver

from courses.catalogue.models import CourseVersion
from courses.catalogue.signals import course_published
from courses.learning.domain.outline_changes import complete_whoever_is_done
from courses.learning.domain.telling import tell_of_completion
from courses.learning.models import Enrolment
from courses.learning.signals import course_completed


@receiver(course_published, sender=CourseVersion)
def complete_after_publication(version: CourseVersion, **kwargs: Any) -> None:
    """Complete the course for whom a newer version asks no more than they did."""
    complete_whoever_is_done(version)


@receiver(course_completed, sender=Enrolment)
def tell_after_completion(enrolment: Enrolment, **kwargs: Any) -> None:
    """Leave a message for the learner."""
    tell_of_completion(enrolment)
