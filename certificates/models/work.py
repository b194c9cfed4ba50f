"""What is derived from a certificate: the files, and the work that makes them."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from certificates.models.register import Certificate
from certificates.querysets import OutboxQuerySet


class Artifact(models.Model):
    """A file made from a certificate, named by its own fingerprint; the first result is kept."""

    class Kind(models.TextChoices):
        PDF = "pdf", _("PDF")
        SIGNED_PDF = "signed_pdf", _("signed PDF")
        COPY = "copy", _("copy handed out before the signature")
        SHARE_PICTURE = "share_picture", _("picture for sharing")

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
        BADGE = "badge", _("make the badge")
        PDF = "pdf", _("make the PDF")
        SIGNATURE = "signature", _("sign the PDF")
        SHARE_PICTURE = "share_picture", _("make the picture for sharing")

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
