"""What a teacher says about a pupil's work, and every change of it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.classes.models.pupils import Pupil
from courses.classes.models.teaching import Assignment


class Mark(models.Model):
    """A teacher's own mark for one assignment; it stands above what the machine counted.

    `points` is out of 100; `levels` maps a row of the rubric to the level that was reached.
    """

    assignment = models.ForeignKey(
        Assignment, models.CASCADE, related_name="marks", verbose_name=_("assignment")
    )
    pupil = models.ForeignKey(
        Pupil, models.CASCADE, related_name="marks", verbose_name=_("pupil of a class")
    )
    points = models.PositiveSmallIntegerField(_("mark"), null=True, blank=True)
    levels = models.JSONField(_("levels of the rubric"), default=dict, blank=True)
    note = models.CharField(_("note"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("mark")
        verbose_name_plural = _("marks")
        constraints = [
            models.UniqueConstraint(
                fields=["assignment", "pupil"], name="one_mark_per_pupil_and_assignment"
            ),
            models.CheckConstraint(
                condition=Q(points__isnull=True) | Q(points__lte=100),
                name="a_mark_is_at_most_one_hundred",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pupil}: {self.points}"


class MarkChange(models.Model):
    """One change of a mark: what it was, what it became, who did it. Only ever added to."""

    assignment = models.ForeignKey(
        Assignment, models.CASCADE, related_name="mark_changes", verbose_name=_("assignment")
    )
    pupil = models.ForeignKey(
        Pupil, models.CASCADE, related_name="mark_changes", verbose_name=_("pupil of a class")
    )
    before = models.JSONField(_("before"), default=dict)
    after = models.JSONField(_("after"), default=dict)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("changed by"),
    )
    changed_at = models.DateTimeField(_("changed at"), default=timezone.now)

    class Meta:
        verbose_name = _("change of a mark")
        verbose_name_plural = _("changes of marks")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.pupil}: {self.changed_at:%Y-%m-%d}"
