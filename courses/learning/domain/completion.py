"""Complete a course: once, with its award in the same transaction."""

from functools import partial

from django.db import transaction

from courses.catalogue.domain import PublishedOutline
from courses.learning.domain.awards import award_for
from courses.learning.models import Enrolment
from courses.learning.signals import course_completed


def complete_course(enrolment: Enrolment, outline: PublishedOutline) -> None:
    """Give the award of a course that has just become complete, and tell so after the commit.

    The enrolment already carries `completed_at`: whoever wrote it calls this, once.
    """
    award_for(enrolment, outline)
    transaction.on_commit(
        partial(course_completed.send_robust, sender=Enrolment, enrolment=enrolment), robust=True
    )
