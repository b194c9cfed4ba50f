"""Who played what, how far, and with which result."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.catalogue.models import Lesson
from courses.packages.models.packages import Package


class Play(models.Model):
    """One taking of a package by one learner: xAPI calls it a registration.

    The score is what the learner's browser says. It can complete a practice and certifies nothing.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    learner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("learner")
    )
    package = models.ForeignKey(
        Package, models.CASCADE, related_name="plays", verbose_name=_("package")
    )
    lesson = models.ForeignKey(
        Lesson, models.SET_NULL, null=True, related_name="+", verbose_name=_("lesson")
    )
    practice = models.CharField(_("id of the practice"), max_length=60, blank=True)
    raw = models.FloatField(_("points"), null=True)
    maximum = models.FloatField(_("of how many"), null=True)
    opened_at = models.DateTimeField(_("opened at"), default=timezone.now)
    active_at = models.DateTimeField(_("last active at"), default=timezone.now)
    finished_at = models.DateTimeField(_("got to the end at"), null=True)
    completed_at = models.DateTimeField(_("counted as done at"), null=True)
    said = models.PositiveIntegerField(_("statements so far"), default=0)

    class Meta:
        verbose_name = _("play of a package")
        verbose_name_plural = _("plays of packages")
        indexes = [models.Index(fields=["learner", "package"], name="plays_of_a_learner")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(raw=None) | models.Q(raw__gte=0, raw__lte=models.F("maximum")),
                name="points_within_their_maximum",
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)


class SavedState(models.Model):
    """Where a learner stopped in a package, as the package itself wrote it down."""

    learner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("learner")
    )
    package = models.ForeignKey(
        Package, models.CASCADE, related_name="+", verbose_name=_("package")
    )
    sub_content = models.CharField(_("part of the content"), max_length=64, default="0")
    data_id = models.CharField(_("name of the data"), max_length=64, default="state")
    revision = models.PositiveIntegerField(_("revision of the package"))
    data = models.TextField(_("data"))
    sequence = models.PositiveBigIntegerField(_("number of the save"), default=0)
    saved_at = models.DateTimeField(_("saved at"), default=timezone.now)

    class Meta:
        verbose_name = _("saved state")
        verbose_name_plural = _("saved states")
        constraints = [
            models.UniqueConstraint(
                fields=["learner", "package", "sub_content", "data_id"],
                name="one_state_per_learner_and_part",
            )
        ]

    def __str__(self) -> str:
        return f"{self.package_id} {self.sub_content} {self.data_id}"
