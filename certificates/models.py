"""The register: a certificate is a row; every file is derived from it."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from certificates.querysets import CertificateQuerySet, OutboxQuerySet


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

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.CharField(_("public code"), max_length=12, unique=True)
    holder = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="certificates", verbose_name=_("holder"))
    person_id = models.CharField(_("id of the person"), max_length=36)
    achievement_key = models.CharField(_("what it is for"), max_length=80)
    cycle = models.PositiveSmallIntegerField(_("cycle"), default=1)
    version = models.PositiveSmallIntegerField(_("version"), default=1)
    kind = models.CharField(_("kind"), max_length=20)
    series = models.ForeignKey(Series, models.PROTECT, related_name="certificates", verbose_name=_("series"))
    sequence = models.PositiveIntegerField(_("number in the series"))
    number = models.CharField(_("number"), max_length=80)
    jp = models.PositiveSmallIntegerField(_("JP"), default=0)
    snapshot = models.JSONField(_("everything that is printed"))
    awarded_at = models.DateTimeField(_("awarded at"), default=timezone.now)
    name_confirmed_at = models.DateTimeField(_("name confirmed at"), null=True, blank=True)
    valid_until = models.DateField(_("valid until"), null=True, blank=True)
    replaces = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="replacement", verbose_name=_("replaces"))
    revoked_at = models.DateTimeField(_("revoked at"), null=True, blank=True)
    revoked_reason = models.CharField(_("reason of the revocation"), max_length=300, blank=True)

    objects = CertificateQuerySet.as_manager()

    class Meta:
        verbose_name = _("certificate")
        verbose_name_plural = _("certificates")
        ordering = ["-awarded_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["person_id", "achievement_key", "cycle", "version"], name="one_certificate_per_achievement"
            ),
            models.UniqueConstraint(fields=["series", "sequence", "version"], name="one_certificate_per_number"),
            models.UniqueConstraint(fields=["number", "version"], name="one_certificate_per_printed_number"),
        ]

    def __str__(self) -> str:
        return self.number


class Artifact(models.Model):
    """A file made from a certificate, named by its own fingerprint; the first result is kept."""

    certificate = models.ForeignKey(Certificate, models.CASCADE, related_name="artifacts", verbose_name=_("certificate"))
    kind = models.CharField(_("kind"), max_length=20)
    path = models.CharField(_("path"), max_length=200)
    sha256 = models.CharField(_("fingerprint"), max_length=64)
    size = models.PositiveIntegerField(_("bytes"))
    made_at = models.DateTimeField(_("made at"), default=timezone.now)

    class Meta:
        verbose_name = _("file of a certificate")
        verbose_name_plural = _("files of certificates")
        constraints = [models.UniqueConstraint(fields=["certificate", "kind"], name="one_file_per_kind")]

    def __str__(self) -> str:
        return self.path


class OutboxEntry(models.Model):
    """A piece of work that follows from a certificate, kept until it is done.

    A worker takes a lease, works and marks it done; a worker that dies lets the lease run
    out. Tries are counted when the lease is taken, so work that kills its worker is parked.
    """

    certificate = models.ForeignKey(Certificate, models.CASCADE, related_name="outbox", verbose_name=_("certificate"))
    kind = models.CharField(_("kind"), max_length=20)
    tries = models.PositiveSmallIntegerField(_("tries"), default=0)
    leased_until = models.DateTimeField(_("leased until"), default=timezone.now)
    done_at = models.DateTimeField(_("done at"), null=True, blank=True)
    parked_reason = models.CharField(_("why it was given up"), max_length=300, blank=True)

    objects = OutboxQuerySet.as_manager()

    class Meta:
        verbose_name = _("open work")
        verbose_name_plural = _("open work")
        constraints = [models.UniqueConstraint(fields=["certificate", "kind"], name="work_of_one_kind_once")]
        indexes = [
            models.Index(
                fields=["leased_until"],
                condition=models.Q(done_at__isnull=True, parked_reason=""),
                name="outbox_waiting",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.certificate_id}"


class CertificateEvent(models.Model):
    """What happened to a certificate, by whom and why. Only ever added to."""

    certificate = models.ForeignKey(Certificate, models.CASCADE, related_name="events", verbose_name=_("certificate"))
    kind = models.CharField(_("what"), max_length=20)
    at = models.DateTimeField(_("at"), default=timezone.now)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("who"))
    details = models.JSONField(_("details"), default=dict)

    class Meta:
        verbose_name = _("event of a certificate")
        verbose_name_plural = _("events of certificates")
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.kind} {self.at:%Y-%m-%d}"
