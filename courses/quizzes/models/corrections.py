"""A key that was wrong, and what its correction changed."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.quizzes.models.attempts import Attempt
from courses.quizzes.models.questions import QuestionVersion


class KeyCorrection(models.Model):
    """The key of a wording as it should have been; the wording itself stays as it was asked.

    The newest one counts. `answer` is what is right, in the shape of a response.
    """

    class Outcome(models.TextChoices):
        KEY = "key", _("another answer is right")
        EVERYONE = "everyone", _("every answer counts as right")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    version = models.ForeignKey(
        QuestionVersion,
        models.PROTECT,
        related_name="key_corrections",
        verbose_name=_("question version"),
    )
    outcome = models.CharField(_("outcome"), max_length=8, choices=Outcome)
    answer = models.JSONField(_("what is right"), default=dict, blank=True)
    reason = models.TextField(_("reason"))
    corrected_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("corrected by"),
    )
    corrected_at = models.DateTimeField(_("corrected at"), default=timezone.now)
    regraded_at = models.DateTimeField(_("regraded at"), null=True, blank=True)

    class Meta:
        verbose_name = _("correction of a key")
        verbose_name_plural = _("corrections of keys")
        ordering = ["-corrected_at"]

    def __str__(self) -> str:
        return f"{self.version}: {self.get_outcome_display()}"


class RegradedAttempt(models.Model):
    """What the correction of a key changed in one attempt.

    A certificate that rests on the old result is named in `certificate`, and never changed by it:
    a person decides.
    """

    correction = models.ForeignKey(
        KeyCorrection,
        models.CASCADE,
        related_name="regraded",
        verbose_name=_("correction"),
    )
    attempt = models.ForeignKey(
        Attempt, models.CASCADE, related_name="regradings", verbose_name=_("attempt")
    )
    score_before = models.PositiveSmallIntegerField(_("score before"))
    score_after = models.PositiveSmallIntegerField(_("score after"))
    passed_before = models.BooleanField(_("passed before"))
    passed_after = models.BooleanField(_("passed after"))
    certificate = models.CharField(_("certificate that it touches"), max_length=80, blank=True)

    class Meta:
        verbose_name = _("regraded attempt")
        verbose_name_plural = _("regraded attempts")
        constraints = [
            models.UniqueConstraint(
                fields=["correction", "attempt"], name="one_regrading_per_correction"
            )
        ]

    def __str__(self) -> str:
        return f"{self.attempt}: {self.score_before} → {self.score_after}"
