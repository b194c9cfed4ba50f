"""What a new version of a course means for those who are learning it."""

from django.db import transaction
from django.utils import timezone

from courses.catalogue.domain import outlines_of
from courses.catalogue.models import CourseVersion
from courses.learning.domain.completion import settle
from courses.learning.domain.event_log import append, id_of_what_happens_once
from courses.learning.domain.standing import standings_of
from courses.learning.models import Enrolment, LearnerEvent
from courses.learning.rules import completed_at, with_done_lessons


def complete_whoever_is_done(version: CourseVersion) -> int:
    """Complete the course for learners who have done everything this version asks; return how many.

    Without it, somebody whose last open lesson was dropped would wait for ever.
    """
    outline = outlines_of([version.pk])[version.pk]
    open_enrolments = Enrolment.objects.in_progress().filter(course=version.course_id)
    done = [
        enrolment.pk
        for enrolment in open_enrolments.only("pk", "results").iterator()
        if completed_at([outline], with_done_lessons(enrolment.results, outline))
    ]
    for enrolment in Enrolment.objects.filter(pk__in=done).select_related("learner", "course"):
        _complete(enrolment, version)
    return len(done)


@transaction.atomic
def _complete(enrolment: Enrolment, version: CourseVersion) -> None:
    now = timezone.now()
    event = LearnerEvent(
        id=id_of_what_happens_once("outline", enrolment.pk, version.pk),
        learner=enrolment.learner,
        kind=LearnerEvent.Kind.OUTLINE,
        course=enrolment.course,
        version=version,
        occurred_at=now,
        recorded_at=now,
    )
    if append([event]):
        code = enrolment.course.code
        settle(standings_of(enrolment.learner, [code])[code], [event])
