"""Certificates for many people at once: a list first, then the worker goes through it."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from certificates.models.programmes import Programme
from certificates.models.register import Certificate
from certificates.querysets import BulkLineQuerySet


class BulkIssue(models.Model):
    """A list of people who are to be given a programme's certificate, for somebody to confirm."""

    programme = models.ForeignKey(
        Programme, models.PROTECT, related_name="bulk_issues", verbose_name=_("programme")
    )
    title = models.CharField(_("for whom"), max_length=200)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("made by"),
    )
    made_at = models.DateTimeField(_("made at"), default=timezone.now)
    confirmed_at = models.DateTimeField(_("confirmed at"), null=True, blank=True)

    class Meta:
        verbose_name = _("bulk issue")
        verbose_name_plural = _("bulk issues")
        ordering = ["-made_at"]

    def __str__(self) -> str:
        return self.title


class BulkLine(models.Model):
    """One person of the list, and what became of it."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        ISSUED = "issued", _("certificate given")
        HELD = "held", _("held one already")
        INCOMPLETE = "incomplete", _("something is missing")
        STOPPED = "stopped", _("did not work")

    bulk = models.ForeignKey(
        BulkIssue, models.CASCADE, related_name="lines", verbose_name=_("bulk issue")
    )
    person_id = models.CharField(_("id of the person"), max_length=36)
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("account"),
    )
    holder = models.JSONField(_("the person as told"))
    met = models.JSONField(_("what was met"), null=True, blank=True)
    state = models.CharField(_("state"), max_length=12, choices=State, default=State.WAITING)
    tries = models.PositiveSmallIntegerField(_("tries"), default=0)
    words = models.CharField(_("why"), max_length=300, blank=True)
    certificate = models.ForeignKey(
        Certificate,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("certificate"),
    )

    objects = BulkLineQuerySet.as_manager()

    class Meta:
        verbose_name = _("line of a bulk issue")
        verbose_name_plural = _("lines of bulk issues")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["bulk", "person_id"], name="one_line_per_person")
        ]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.get_state_display()}"
