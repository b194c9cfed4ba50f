"""The register itself: numbers, certificates, and what happened to them."""

import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from certificates.models.kinds import CertificateKind
from certificates.models.programmes import Programme
from certificates.querysets import AppendOnlyError, CertificateQuerySet, EventQuerySet


class Series(models.Model):
    """A run of numbers without gaps, for one kind of document and one local year."""

    key = models.CharField(_("key"), max_length=60)
    year = models.PositiveSmallIntegerField(_("year"))
    last = models.PositiveIntegerField(_("last number given"), default=0)

    class Meta:
        verbose_name = _("number series")
        verbose_name_plural = _("number series")
        constraints = [models.UniqueConstraint(fields=["key", "year"], name="one_series_per_year")]

    def __str__(self) -> str:
        return f"{self.key} {self.year}"


class Certificate(models.Model):
    """An award: once per person, achievement and cycle, numbered, with everything printed frozen.

    `snapshot` holds all that the document and the public page state, so that no profile or
    course is read again. A correction is a new row that replaces this one.
    """

    Kind = CertificateKind

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.CharField(_("public code"), max_length=10, unique=True)
    holder = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="certificates",
        verbose_name=_("holder"),
    )
    person_id = models.CharField(_("id of the person"), max_length=36)
    achievement_key = models.CharField(_("what it is for"), max_length=80)
    cycle = models.PositiveSmallIntegerField(_("cycle"), default=1)
    version = models.PositiveSmallIntegerField(_("version"), default=1)
    kind = models.CharField(_("kind"), max_length=20, choices=CertificateKind)
    series = models.ForeignKey(
        Series, models.PROTECT, related_name="certificates", verbose_name=_("series")
    )
    sequence = models.PositiveIntegerField(_("number in the series"))
    number = models.CharField(_("number"), max_length=120)
    jp = models.PositiveSmallIntegerField(_("JP"), default=0)
    snapshot = models.JSONField(_("everything that is printed"))
    awarded_at = models.DateTimeField(_("awarded at"), default=timezone.now)
    name_confirmed_at = models.DateTimeField(_("name confirmed at"), null=True, blank=True)
    recorded_at = models.DateTimeField(_("recorded at"), default=timezone.now)
    announced_at = models.DateTimeField(_("holder told at"), null=True, blank=True)
    valid_until = models.DateField(_("valid until"), null=True, blank=True)
    replaces = models.OneToOneField(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="replacement",
        verbose_name=_("replaces"),
    )
    programme = models.ForeignKey(
        Programme,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="certificates",
        verbose_name=_("programme"),
    )
    renews = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="renewals",
        verbose_name=_("renews"),
    )
    revoked_at = models.DateTimeField(_("revoked at"), null=True, blank=True)
    revoked_reason = models.CharField(_("reason of the revocation"), max_length=300, blank=True)
    erased_at = models.DateTimeField(_("holder erased at"), null=True, blank=True)

    objects = CertificateQuerySet.as_manager()

    class Meta:
        verbose_name = _("certificate")
        verbose_name_plural = _("certificates")
        ordering = ["-awarded_at", "-version"]
        permissions = [
            ("revoke_certificate", _("Can revoke a certificate")),
            ("replace_certificate", _("Can replace a certificate by a corrected one")),
        ]
        indexes = [
            models.Index(
                fields=["awarded_at"],
                condition=models.Q(announced_at__isnull=True),
                name="certificate_to_announce",
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["person_id", "achievement_key", "cycle", "version"],
                name="one_certificate_per_achievement",
            ),
            models.UniqueConstraint(
                fields=["series", "sequence", "version"], name="one_certificate_per_number"
            ),
            models.UniqueConstraint(
                fields=["number", "version"], name="one_certificate_per_printed_number"
            ),
            models.CheckConstraint(
                condition=models.Q(revoked_at__isnull=True) | ~models.Q(revoked_reason=""),
                name="revocation_has_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.number


class CertificateEvent(models.Model):
    """What happened to a certificate, by whom and why. Only ever added to."""

    class Kind(models.TextChoices):
        ISSUED = "issued", _("issued")
        NAMED = "named", _("printed name confirmed")
        RENDERED = "rendered", _("PDF made")
        SIGNED = "signed", _("PDF signed")
        CORRECTION_ASKED = "correction_asked", _("correction asked for")
        CORRECTION_DECLINED = "correction_declined", _("correction not made")
        REPLACED = "replaced", _("replaced by a corrected version")
        REVOKED = "revoked", _("revoked")
        RENEWED = "renewed", _("renewed by a later certificate")
        REMINDED = "reminded", _("holder reminded that it runs out")
        ERASED = "erased", _("holder erased, register entry kept")

    certificate = models.ForeignKey(
        Certificate, models.PROTECT, related_name="events", verbose_name=_("certificate")
    )
    kind = models.CharField(_("what"), max_length=20, choices=Kind)
    at = models.DateTimeField(_("at"), default=timezone.now)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("who"),
    )
    details = models.JSONField(_("details"), default=dict, blank=True)

    objects = EventQuerySet.as_manager()

    class Meta:
        verbose_name = _("event of a certificate")
        verbose_name_plural = _("events of certificates")
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.at:%Y-%m-%d}"

    def save(self, *args: Any, **options: Any) -> None:
        """Add it; a row that is there already stays as it is."""
        if not self._state.adding:
            raise AppendOnlyError("The history of a certificate cannot be changed.")
        super().save(*args, **options)

    def delete(self, *args: Any, **options: Any) -> tuple[int, dict[str, int]]:
        """Refuse."""
        raise AppendOnlyError("The history of a certificate cannot be deleted.")
