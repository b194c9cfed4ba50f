"""What happened at a workshop: a log that is only ever added to."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.workshops.models.people import Registration
from courses.workshops.models.planning import Meeting, Workshop
from courses.workshops.querysets import FactQuerySet


class WorkshopFact(models.Model):
    """One thing that was seen, with an id that the device made (UUIDv7).

    Sent twice it is one fact; a correction is a new fact that names the one it corrects, so the
    old value stays. What did not count is kept too, with why.
    """

    class Kind(models.TextChoices):
        PRESENT = "present", _("present")
        ABSENT = "absent", _("not present after all")
        COUNT = "count", _("counted without a name")
        BEFORE = "before", _("face before")
        AFTER = "after", _("face after")
        HELP = "help", _("how they managed")

    class Verdict(models.TextChoices):
        COUNTS = "counts", _("counts")
        FLAGGED = "flagged", _("counts, to be looked at")
        REFUSED = "refused", _("does not count")

    id = models.UUIDField(primary_key=True, editable=False)
    workshop = models.ForeignKey(
        Workshop, models.CASCADE, related_name="facts", verbose_name=_("workshop")
    )
    meeting = models.ForeignKey(
        Meeting,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="facts",
        verbose_name=_("meeting"),
    )
    registration = models.ForeignKey(
        Registration,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="facts",
        verbose_name=_("who"),
    )
    kind = models.CharField(_("what"), max_length=8, choices=Kind)
    verdict = models.CharField(_("verdict"), max_length=8, choices=Verdict, default=Verdict.COUNTS)
    reason = models.CharField(_("why"), max_length=20, blank=True)
    corrects = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="corrections",
        verbose_name=_("corrects"),
    )
    occurred_at = models.DateTimeField(_("occurred at"))
    received_at = models.DateTimeField(_("received at"), default=timezone.now)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("recorded by"),
    )
    body = models.JSONField(_("details"), default=dict)

    objects = FactQuerySet.as_manager()

    class Meta:
        verbose_name = _("fact of a workshop")
        verbose_name_plural = _("facts of workshops")
        ordering = ["occurred_at", "id"]
        indexes = [
            models.Index(fields=["workshop", "occurred_at"], name="facts_of_a_workshop"),
            models.Index(fields=["registration", "kind"], name="facts_of_a_registration"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.occurred_at:%Y-%m-%d %H:%M}"
