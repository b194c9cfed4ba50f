"""What holders say is wrong on their certificates, and by when they have an answer."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from certificates.models.register import Certificate
from certificates.querysets import CorrectionQuerySet

# UU 27/2022 article 30: personal data is corrected within 3 × 24 hours of the request.
TIME_TO_CORRECT = timedelta(hours=72)


def correction_due_at() -> datetime:
    """Return when a request made now must have its answer."""
    return timezone.now() + TIME_TO_CORRECT


class CorrectionRequest(models.Model):
    """A holder says that the certificate states something wrong; somebody answers in time."""

    class Answer(models.TextChoices):
        CORRECTED = "corrected", _("corrected")
        DECLINED = "declined", _("not changed")

    certificate = models.ForeignKey(
        Certificate, models.CASCADE, related_name="corrections", verbose_name=_("certificate")
    )
    wish = models.CharField(_("what it should say"), max_length=300)
    asked_at = models.DateTimeField(_("asked at"), default=timezone.now)
    due_at = models.DateTimeField(_("answer due at"), default=correction_due_at)
    answer = models.CharField(_("answer"), max_length=20, choices=Answer, blank=True)
    answer_text = models.CharField(_("words to the holder"), max_length=300, blank=True)
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("answered by"),
    )

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        verbose_name = _("correction request")
        verbose_name_plural = _("correction requests")
        ordering = ["due_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["certificate"],
                condition=models.Q(answered_at__isnull=True),
                name="one_open_correction_per_certificate",
            )
        ]

    def __str__(self) -> str:
        return self.wish
