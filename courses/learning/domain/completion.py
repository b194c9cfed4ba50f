"""Write what events amount to, and complete a course: once, with its award in the same transaction."""

from collections.abc import Sequence
from functools import partial

from django.db import transaction

from courses.catalogue.domain import PublishedOutline
from courses.learning.domain.awards import award_for
from courses.learning.domain.projecting import project
from courses.learning.domain.standing import Standing, standings_of, write
from courses.learning.models import Enrolment, LearnerEvent
from courses.learning.rules import missing_items
from courses.learning.signals import course_completed


def settle(standing: Standing, events: Sequence[LearnerEvent]) -> Standing:
    """Write what logged events change, from a fresh reading whenever somebody else wrote first.

    Completes the course when they are the last that it needed. Runs in the transaction that
    logged the events. Returns the standing as written.
    """
    if not events:
        return standing
    while True:
        was_complete = standing.enrolment.completed_at is not None
        project(standing.enrolment, events, standing.outlines)
        if write(standing.enrolment):
            break
        code = standing.course.code
        standing = standings_of(standing.enrolment.learner, [code])[code]
    if standing.enrolment.completed_at and not was_complete:
        complete_course(standing.enrolment, _completed_outline(standing))
    return standing


def complete_course(enrolment: Enrolment, outline: PublishedOutline) -> None:
    """Give the award of a course that has just become complete, and tell so after the commit.

    The enrolment already carries `completed_at`: whoever wrote it calls this, once.
    """
    award_for(enrolment, outline)
    transaction.on_commit(
        partial(course_completed.send_robust, sender=Enrolment, enrolment=enrolment), robust=True
    )


def _completed_outline(standing: Standing) -> PublishedOutline:
    """Return the newest of the outlines that the learner has completed: the award is for that one."""
    results = standing.enrolment.results
    newest_first = (standing.newest, standing.taken_up)
    return next(
        outline
        for outline in newest_first
        if outline.required and not missing_items(outline, results)
    )
