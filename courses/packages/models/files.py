"""Bytes, kept once whoever brings them."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Blob(models.Model):
    """A file known by its print; the same bytes in ten packages are one row and one file.

    One that nothing uses is marked, and swept a day later (domain/sweeping.py).
    """

    sha256 = models.CharField(_("print"), max_length=64, primary_key=True)
    size = models.PositiveBigIntegerField(_("size in bytes"))
    created_at = models.DateTimeField(_("created at"), default=timezone.now)
    unused_since = models.DateTimeField(_("used by nothing since"), null=True, blank=True)

    class Meta:
        verbose_name = _("file of packages")
        verbose_name_plural = _("files of packages")
        indexes = [
            models.Index(
                fields=["unused_since"],
                condition=models.Q(unused_since__isnull=False),
                name="blobs_unused",
            )
        ]

    def __str__(self) -> str:
        return self.sha256


class LibraryPack(models.Model):
    """One script and one style made of some libraries; `key` is the print of what it is made of."""

    key = models.CharField(_("key"), max_length=64, primary_key=True)
    blob = models.ForeignKey(Blob, models.PROTECT, related_name="+", verbose_name=_("file"))
    size = models.PositiveBigIntegerField(_("size as it is sent, in bytes"))
    created_at = models.DateTimeField(_("created at"), default=timezone.now)

    class Meta:
        verbose_name = _("library pack")
        verbose_name_plural = _("library packs")

    def __str__(self) -> str:
        return self.key
