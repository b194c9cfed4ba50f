"""Where people can learn on any day."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from courses.people.models import Area
from courses.workshops.querysets import PlaceQuerySet


class LearningPlace(models.Model):
    """A balai desa, library or puskesmas with a device or a signal, and when it is open."""

    class Kind(models.TextChoices):
        HALL = "balai_desa", _("balai desa")
        LIBRARY = "perpustakaan", _("library")
        CLINIC = "puskesmas", _("puskesmas")
        SCHOOL = "sekolah", _("school")
        OTHER = "lain", _("other")

    slug = models.SlugField(_("address"), max_length=80, unique=True)
    name = models.CharField(_("name"), max_length=120)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    area = models.ForeignKey(
        Area, models.PROTECT, related_name="learning_places", verbose_name=_("desa")
    )
    address = models.CharField(_("where it is"), max_length=200, blank=True)
    # {"1": ["08:00", "15:00"]}: ISO weekdays, Monday is 1; a day that is missing is closed.
    hours = models.JSONField(_("opening hours"), default=dict, blank=True)
    has_wifi = models.BooleanField(_("has wifi"), default=False)
    has_devices = models.BooleanField(_("lends a device"), default=False)
    contact = models.CharField(_("whom to ask"), max_length=120, blank=True)
    checked_on = models.DateField(_("checked on"), null=True, blank=True)
    is_open_to_public = models.BooleanField(_("shown to everybody"), default=False)

    objects = PlaceQuerySet.as_manager()

    class Meta:
        verbose_name = _("learning place")
        verbose_name_plural = _("learning places")
        ordering = ["area", "name"]

    def __str__(self) -> str:
        return self.name
