"""Packages, where they stand in lessons, and uploads on their way to become one."""

import uuid

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.catalogue.models import Lesson
from courses.packages.models.files import Blob
from courses.packages.models.libraries import Library
from courses.packages.querysets import PackageQuerySet, UploadQuerySet


class Package(models.Model):
    """Something made elsewhere that plays in a lesson.

    `content` is what its main library is given (H5P: content.json). `revision` grows when a file
    of another make takes its place: what learners had saved no longer fits then. `details` holds
    what only one kind of package has.
    """

    class Kind(models.TextChoices):
        H5P = "h5p", "H5P"
        SCORM = "scorm", "SCORM"

    class CompletesWhen(models.TextChoices):
        SCORE = "score", _("the score is high enough")
        FINISHED = "finished", _("the learner has got to the end")
        OPENED = "opened", _("the learner has opened it")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.H5P)
    title = models.CharField(_("title"), max_length=255)
    language = models.CharField(_("language"), max_length=10, default="id")
    main_library = models.ForeignKey(
        Library,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("main library"),
    )
    libraries = models.ManyToManyField(
        Library, blank=True, related_name="packages", verbose_name=_("libraries it plays on")
    )
    content = models.JSONField(_("content"), default=dict)
    manifest = models.JSONField(_("manifest"), default=dict)
    details = models.JSONField(_("details of its kind"), default=dict)
    findings = models.JSONField(_("what was found when it was read"), default=list)
    completes_when = models.CharField(
        _("counts as done when"),
        max_length=10,
        choices=CompletesWhen,
        default=CompletesWhen.FINISHED,
    )
    pass_percent = models.PositiveSmallIntegerField(
        _("score to reach, in percent"),
        default=60,
        validators=[MinValueValidator(1), MaxValueValidator(100)],
    )
    max_score = models.FloatField(_("points that can be had"), null=True, blank=True)
    needs_eval = models.BooleanField(_("makes code of text"), default=False)
    can_resume = models.BooleanField(_("goes on where one stopped"), default=True)
    revision = models.PositiveIntegerField(_("revision"), default=1)
    translation_of = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="translations",
        verbose_name=_("translation of"),
    )
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("uploaded by"),
    )
    created_at = models.DateTimeField(_("created at"), default=timezone.now)
    changed_at = models.DateTimeField(_("changed at"), default=timezone.now)

    objects = PackageQuerySet.as_manager()

    class Meta:
        verbose_name = _("package")
        verbose_name_plural = _("packages")
        ordering = ["title", "pk"]

    def __str__(self) -> str:
        return self.title

    @property
    def address(self) -> str:
        """Return its address on this site: also its name in statements."""
        return f"{settings.SITE_URL}/paket/{self.pk}/"


class PackageFile(models.Model):
    """A file of a package by its path in the package's content."""

    package = models.ForeignKey(
        Package, models.CASCADE, related_name="files", verbose_name=_("package")
    )
    path = models.CharField(_("path"), max_length=1024)
    blob = models.ForeignKey(Blob, models.PROTECT, related_name="+", verbose_name=_("file"))

    class Meta:
        verbose_name = _("file of a package")
        verbose_name_plural = _("files of a package")
        constraints = [
            models.UniqueConstraint(fields=["package", "path"], name="one_file_per_package_path")
        ]

    def __str__(self) -> str:
        return self.path


class Placement(models.Model):
    """A package in a published lesson; `practice` is the id under which its doing counts."""

    lesson = models.ForeignKey(Lesson, models.CASCADE, related_name="+", verbose_name=_("lesson"))
    practice = models.CharField(_("id of the practice"), max_length=60)
    package = models.ForeignKey(
        Package, models.PROTECT, related_name="placements", verbose_name=_("package")
    )

    class Meta:
        verbose_name = _("package in a lesson")
        verbose_name_plural = _("packages in lessons")
        constraints = [
            models.UniqueConstraint(fields=["lesson", "practice"], name="one_package_per_practice")
        ]

    def __str__(self) -> str:
        return f"{self.lesson_id} {self.practice}"


class Upload(models.Model):
    """A file that somebody sent, and what became of it. The reading is done by a worker on a lease."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waits to be read")
        DONE = "done", _("has been read")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    path = models.CharField(_("place in the private storage"), max_length=200, blank=True)
    name = models.CharField(_("name of the file"), max_length=255)
    size = models.PositiveBigIntegerField(_("size in bytes"))
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("sent by")
    )
    replaces = models.ForeignKey(
        Package,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("package that it replaces"),
    )
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.WAITING)
    verdict = models.CharField(_("verdict"), max_length=30, blank=True)
    findings = models.JSONField(_("findings"), default=list)
    package = models.ForeignKey(
        Package,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("package that came of it"),
    )
    tries = models.PositiveSmallIntegerField(_("tries"), default=0)
    leased_until = models.DateTimeField(_("leased until"), default=timezone.now)
    sent_at = models.DateTimeField(_("sent at"), default=timezone.now)

    objects = UploadQuerySet.as_manager()

    class Meta:
        verbose_name = _("upload of a package")
        verbose_name_plural = _("uploads of packages")
        ordering = ["-sent_at"]
        indexes = [
            models.Index(
                fields=["leased_until"],
                condition=models.Q(state="waiting"),
                name="uploads_waiting",
            )
        ]

    def __str__(self) -> str:
        return self.name
