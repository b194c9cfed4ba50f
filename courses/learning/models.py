"""What learners did (the log) and what it amounts to (the projection that screens read)."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.catalogue.models import Course, CourseVersion, Lesson
from courses.learning.querysets import EnrolmentQuerySet


class LearnerEvent(models.Model):
    """One fact about a learner, made once and never changed.

    The id is made where the fact was made (phone or server), so that the same fact sent twice
    is applied once. `version` is what was published when the fact arrived: with it, everything
    in Enrolment can be rebuilt from here.
    """

    class Kind(models.TextChoices):
        ENROLLED = "course.enrolled", _("took up a course")
        READ = "lesson.read", _("said that a lesson is understood")
        PRACTICE = "practice.done", _("did a practice")
        RESULT = "lesson.result", _("got a result")
        OUTLINE = "outline.changed", _("had everything that a newer version asks")

    id = models.UUIDField(primary_key=True, editable=False)
    learner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("learner")
    )
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    course = models.ForeignKey(Course, models.PROTECT, related_name="+", verbose_name=_("course"))
    version = models.ForeignKey(
        CourseVersion, models.PROTECT, related_name="+", verbose_name=_("version then published")
    )
    lesson = models.ForeignKey(
        Lesson, models.PROTECT, null=True, related_name="+", verbose_name=_("lesson")
    )
    body = models.JSONField(_("details"), default=dict)
    occurred_at = models.DateTimeField(_("when it happened, by the device's clock"))
    recorded_at = models.DateTimeField(_("when it reached us"), default=timezone.now)

    class Meta:
        verbose_name = _("learner event")
        verbose_name_plural = _("learner events")
        indexes = [
            models.Index(fields=["learner", "course", "recorded_at"], name="events_of_a_learner")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.id}"


class Enrolment(models.Model):
    """One learner in one course, and what they have achieved in each of its lessons.

    `results` maps a lesson's key to its result (rules.LessonResult). It is one document and not
    a row per lesson, so that a fact costs one read and one write however long the course is,
    and "is everything done?" is answered from what was just read. `revision` counts the writes:
    a write that finds another number than it read starts again.
    """

    learner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="enrolments",
        verbose_name=_("learner"),
    )
    course = models.ForeignKey(
        Course, models.PROTECT, related_name="enrolments", verbose_name=_("course")
    )
    version = models.ForeignKey(
        CourseVersion, models.PROTECT, related_name="+", verbose_name=_("version taken up")
    )
    results = models.JSONField(_("results by lesson"), default=dict)
    revision = models.PositiveIntegerField(_("revision"), default=0)
    last_lesson = models.ForeignKey(
        Lesson,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("last lesson worked on"),
    )
    started_at = models.DateTimeField(_("started at"), default=timezone.now)
    active_at = models.DateTimeField(_("last active at"), default=timezone.now)
    completed_at = models.DateTimeField(_("completed at"), null=True, blank=True)

    objects = EnrolmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("enrolment")
        verbose_name_plural = _("enrolments")
        constraints = [
            models.UniqueConstraint(fields=["learner", "course"], name="one_enrolment_per_course")
        ]

    def __str__(self) -> str:
        return f"{self.learner}: {self.course}"
