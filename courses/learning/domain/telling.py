"""What learners are told about their courses."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from courses.catalogue.domain import outline_of
from courses.catalogue.models import Course
from courses.learning.models import Enrolment
from courses.notices.domain import send_message


def tell_of_completion(enrolment: Enrolment) -> None:
    """Leave one message for a completed course, unless its certificate brings one of its own."""
    learner = enrolment.learner
    outline = outline_of(enrolment.course.current_id or enrolment.version_id)
    if outline.award != Course.Award.NONE:
        return
    with override(learner.language or settings.LANGUAGE_CODE):
        send_message(
            learner,
            kind="course-completed",
            key=f"completed:{enrolment.pk}",
            subject=_("You have completed “%(course)s”") % {"course": outline.title},
            body=_("Well done. See what you could learn next."),
            path=reverse("learning:home"),
        )
