"""Take up a course."""

from django.db import transaction
from django.utils import timezone

from courses.catalogue.models import Course
from courses.learning.domain.event_log import append, enrolled_event
from courses.learning.domain.projecting import project
from courses.learning.domain.standing import standings_of, write
from courses.learning.models import Enrolment
from courses.people.domain.privacy import refuse_while_paused
from courses.people.models import User


@transaction.atomic(savepoint=False)
def enrol(learner: User, course: Course) -> Enrolment:
    """Let the learner take up the course in its current version; a second time changes nothing.

    Raises KeyError for a course that was never published, ProcessingPausedError in a pause.
    """
    refuse_while_paused(learner)
    standing = standings_of(learner, [course.code])[course.code]
    if not standing.is_new:
        return standing.enrolment
    event = enrolled_event(standing.enrolment, timezone.now())
    append([event])
    project(standing.enrolment, [event], standing.outlines)
    if write(standing.enrolment):
        return standing.enrolment
    return Enrolment.objects.get(learner=learner, course=course)
