"""The register: a certificate is a row; every file is derived from it."""

import uuid
from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from certificates.querysets import CertificateQuerySet, CorrectionQuerySet, OutboxQuerySet

# UU 27/2022 article 30: personal data is corrected within 3 × 24 hours of the request.
TIME_TO_CORRECT = timedelta(hours=72)


def correction_due_at() -> datetime:
    """Return when a request made now must have its answer."""
    return timezone.now() + TIME_TO_CORRECT


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

    class Kind(models.TextChoices):
        PASS = "pass", _("certificate of a supervised pass")
        TRAINING = "training", _("statement of training")
        COMPLETION = "completion", _("proof of completion")
        FACILITATOR = "facilitator", _("certificate of a facilitator")

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
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
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
    valid_until = models.DateField(_("valid until"), null=True, blank=True)
    replaces = models.OneToOneField(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="replacement",
        verbose_name=_("replaces"),
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


class Artifact(models.Model):
    """A file made from a certificate, named by its own fingerprint; the first result is kept."""

    class Kind(models.TextChoices):
        PDF = "pdf", _("PDF")

    certificate = models.ForeignKey(
        Certificate, models.CASCADE, related_name="artifacts", verbose_name=_("certificate")
    )
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    path = models.CharField(_("path"), max_length=200)
    sha256 = models.CharField(_("fingerprint"), max_length=64)
    size = models.PositiveIntegerField(_("bytes"))
    made_at = models.DateTimeField(_("made at"), default=timezone.now)

    class Meta:
        verbose_name = _("file of a certificate")
        verbose_name_plural = _("files of certificates")
        constraints = [
            models.UniqueConstraint(fields=["certificate", "kind"], name="one_file_per_kind")
        ]

    def __str__(self) -> str:
        return self.path


class OutboxEntry(models.Model):
    """A piece of work that follows from a certificate, kept until it is done.

    A worker takes a lease, works and marks it done; a worker that dies lets the lease run
    out. Tries are counted when the lease is taken, so work that kills its worker is parked.
    """

    class Kind(models.TextChoices):
        PDF = "pdf", _("make the PDF")

    certificate = models.ForeignKey(
        Certificate, models.CASCADE, related_name="outbox", verbose_name=_("certificate")
    )
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    tries = models.PositiveSmallIntegerField(_("tries"), default=0)
    leased_until = models.DateTimeField(_("leased until"), default=timezone.now)
    done_at = models.DateTimeField(_("done at"), null=True, blank=True)
    parked_reason = models.CharField(_("why it was given up"), max_length=300, blank=True)

    objects = OutboxQuerySet.as_manager()

    class Meta:
        verbose_name = _("open work")
        verbose_name_plural = _("open work")
        constraints = [
            models.UniqueConstraint(fields=["certificate", "kind"], name="work_of_one_kind_once")
        ]
        indexes = [
            models.Index(
                fields=["leased_until"],
                condition=models.Q(done_at__isnull=True, parked_reason=""),
                name="outbox_waiting",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.certificate_id}"


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


class CertificateEvent(models.Model):
    """What happened to a certificate, by whom and why. Only ever added to."""

    class Kind(models.TextChoices):
        ISSUED = "issued", _("issued")
        NAMED = "named", _("printed name confirmed")
        RENDERED = "rendered", _("PDF made")
        CORRECTION_ASKED = "correction_asked", _("correction asked for")
        CORRECTION_DECLINED = "correction_declined", _("correction not made")
        REPLACED = "replaced", _("replaced by a corrected version")
        REVOKED = "revoked", _("revoked")
        ERASED = "erased", _("holder erased, register entry kept")

    certificate = models.ForeignKey(
        Certificate, models.CASCADE, related_name="events", verbose_name=_("certificate")
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

    class Meta:
        verbose_name = _("event of a certificate")
        verbose_name_plural = _("events of certificates")
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.at:%Y-%m-%d}"
