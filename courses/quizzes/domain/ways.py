"""Where somebody meets what a programme of certificates asks for."""

from django.urls import reverse

from certificates.domain.requirements import WORKSHOP_LED
from courses.catalogue.models import Course
from courses.quizzes.domain.passing import REFRESHER
from courses.quizzes.models import Exam

PLACE_OF_THE_REFRESHER = "#penyegaran"


def address_of(key: str) -> str:
    """Return the address of a course, an exam or one's own workshops; empty when it is not there."""
    if key == WORKSHOP_LED:
        return reverse("workshops:mine")
    kind, _colon, code = key.partition(":")
    if kind == "course":
        course = Course.objects.filter(code=code, current__isnull=False).first()
        return reverse("course", args=[course.slug]) if course else ""
    if kind != "exam":
        return ""
    exam = Exam.objects.released().filter(bank__code=code.removesuffix(REFRESHER)).first()
    if exam is None:
        return ""
    if not code.endswith(REFRESHER):
        return reverse("quizzes:exam", args=[exam.slug])
    if exam.refresher_id is None:
        return ""
    return reverse("quizzes:exam", args=[exam.slug]) + PLACE_OF_THE_REFRESHER
