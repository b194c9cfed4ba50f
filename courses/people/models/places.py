"""Where people belong: areas of the regency, units of its government, schools."""

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from treebeard.mp_tree import MP_Node

from courses.people.querysets import UnitManager


class Area(models.Model):
    """A kecamatan, or a desa or kelurahan in it, by the Ministry of Home Affairs' code.

    Seven names stand for two places each in Lampung Utara, so the code is the key.
    """

    class Kind(models.TextChoices):
        DISTRICT = "kecamatan", _("kecamatan")
        VILLAGE = "desa", _("desa")
        URBAN_VILLAGE = "kelurahan", _("kelurahan")

    code = models.CharField(_("code"), max_length=13, primary_key=True)
    name = models.CharField(_("name"), max_length=60)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="villages",
        verbose_name=_("kecamatan"),
    )

    class Meta:
        verbose_name = _("area")
        verbose_name_plural = _("areas")
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name


class Unit(MP_Node):
    """A perangkat daerah (OPD) or a part of one. A head sees her unit's subtree."""

    name = models.CharField(_("name"), max_length=160)
    short_name = models.CharField(_("short name"), max_length=40, blank=True)
    code = models.CharField(_("code"), max_length=40, unique=True)
    is_example = models.BooleanField(_("example that ships with the product"), default=False)

    node_order_by = ["name"]
    objects = UnitManager()

    class Meta:
        verbose_name = _("unit")
        verbose_name_plural = _("units")

    def __str__(self) -> str:
        return self.short_name or self.name


class School(models.Model):
    """A school by its national number."""

    npsn = models.CharField(
        _("NPSN"),
        max_length=8,
        primary_key=True,
        validators=[RegexValidator(r"^\d{8}$", _("An NPSN has exactly eight digits."))],
    )
    name = models.CharField(_("name"), max_length=120)
    area = models.ForeignKey(
        Area, models.PROTECT, null=True, blank=True, related_name="schools", verbose_name=_("area")
    )

    class Meta:
        verbose_name = _("school")
        verbose_name_plural = _("schools")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
