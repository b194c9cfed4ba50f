"""What is left of a workshop: costs, pictures, the survey, the report."""

import uuid

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.workshops.models.planning import Workshop


class CostLine(models.Model):
    """One thing that was paid for, in whole rupiah."""

    workshop = models.ForeignKey(
        Workshop, models.CASCADE, related_name="costs", verbose_name=_("workshop")
    )
    what = models.CharField(_("for what"), max_length=120)
    amount = models.PositiveIntegerField(_("rupiah"), validators=[MinValueValidator(1)])

    class Meta:
        verbose_name = _("cost")
        verbose_name_plural = _("costs")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.what}: Rp {self.amount}"


class Photo(models.Model):
    """A picture of the workshop or of the signed sheet, drawn anew without any hidden data."""

    class Kind(models.TextChoices):
        HALL = "hall", _("picture of the workshop")
        SHEET = "sheet", _("picture of the signed attendance sheet")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workshop = models.ForeignKey(
        Workshop, models.CASCADE, related_name="photos", verbose_name=_("workshop")
    )
    kind = models.CharField(_("what it shows"), max_length=5, choices=Kind, default=Kind.HALL)
    path = models.CharField(_("file"), max_length=200)
    caption = models.CharField(_("what can be seen"), max_length=160)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("added by"),
    )
    added_at = models.DateTimeField(_("added at"), default=timezone.now)

    class Meta:
        verbose_name = _("photo")
        verbose_name_plural = _("photos")
        ordering = ["added_at"]

    def __str__(self) -> str:
        return self.caption


class SurveyAnswer(models.Model):
    """One answer to the nine questions of the SKM (PermenPANRB 14/2017); nobody's name is on it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workshop = models.ForeignKey(
        Workshop, models.CASCADE, related_name="survey_answers", verbose_name=_("workshop")
    )
    elements = models.JSONField(_("1 to 4 for each of the nine elements"), default=list)
    remark = models.TextField(_("remark"), max_length=500, blank=True)
    next_kit = models.CharField(_("what to learn next"), max_length=20, blank=True)
    wish = models.CharField(_("something else to learn"), max_length=120, blank=True)
    on_paper = models.BooleanField(_("typed from paper"), default=False)
    answered_at = models.DateTimeField(_("answered at"), default=timezone.now)

    class Meta:
        verbose_name = _("answer to the survey")
        verbose_name_plural = _("answers to the survey")

    def __str__(self) -> str:
        return f"{self.answered_at:%Y-%m-%d}"


class Report(models.Model):
    """A report as it was sent: its numbers do not change any more; a later one replaces it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workshop = models.ForeignKey(
        Workshop, models.PROTECT, related_name="reports", verbose_name=_("workshop")
    )
    number = models.PositiveSmallIntegerField(_("version"))
    sent_at = models.DateTimeField(_("sent at"), default=timezone.now)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("sent by"),
    )
    digest = models.CharField(_("fingerprint of the numbers"), max_length=64)
    numbers = models.JSONField(_("numbers"), default=dict)

    class Meta:
        verbose_name = _("report")
        verbose_name_plural = _("reports")
        ordering = ["workshop", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["workshop", "number"], name="one_report_per_number"),
            models.UniqueConstraint(fields=["workshop", "digest"], name="one_report_per_content"),
        ]

    def __str__(self) -> str:
        return f"{self.workshop} ({self.number})"
