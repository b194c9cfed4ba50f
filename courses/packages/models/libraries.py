"""The H5P libraries installed here."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.packages.models.files import Blob
from courses.packages.querysets import LibraryQuerySet


class Library(models.Model):
    """A library in one minor version, at its newest patch; minor versions stand side by side."""

    machine_name = models.CharField(_("machine name"), max_length=255)
    major = models.PositiveIntegerField(_("major version"))
    minor = models.PositiveIntegerField(_("minor version"))
    patch = models.PositiveIntegerField(_("patch"))
    title = models.CharField(_("title"), max_length=255)
    runnable = models.BooleanField(_("plays by itself"), default=False)
    needs_eval = models.BooleanField(_("makes code of text"), default=False)
    manifest = models.JSONField(_("library.json"), default=dict)
    semantics = models.JSONField(_("semantics.json"), default=list)
    tree_hash = models.CharField(_("print of its files"), max_length=64)
    installed_at = models.DateTimeField(_("installed at"), default=timezone.now)
    installed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("installed by"),
    )

    objects = LibraryQuerySet.as_manager()

    class Meta:
        verbose_name = _("H5P library")
        verbose_name_plural = _("H5P libraries")
        ordering = ["machine_name", "major", "minor"]
        permissions = [("install_library", _("Can install H5P libraries"))]
        constraints = [
            models.UniqueConstraint(
                fields=["machine_name", "major", "minor"], name="one_library_per_minor_version"
            )
        ]

    def __str__(self) -> str:
        return f"{self.machine_name} {self.major}.{self.minor}.{self.patch}"

    def size(self) -> int:
        """Return the bytes of its files."""
        total: dict[str, Any] = self.files.aggregate(total=models.Sum("blob__size"))
        return int(total["total"] or 0)


class LibraryFile(models.Model):
    """A file of a library by its path."""

    library = models.ForeignKey(
        Library, models.CASCADE, related_name="files", verbose_name=_("library")
    )
    path = models.CharField(_("path"), max_length=1024)
    blob = models.ForeignKey(Blob, models.PROTECT, related_name="+", verbose_name=_("file"))

    class Meta:
        verbose_name = _("file of a library")
        verbose_name_plural = _("files of a library")
        constraints = [
            models.UniqueConstraint(fields=["library", "path"], name="one_file_per_library_path")
        ]

    def __str__(self) -> str:
        return self.path
