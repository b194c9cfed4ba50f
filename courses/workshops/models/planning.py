"""A workshop, its meetings, and every change of the plan."""

import secrets
import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.people.models import Area
from courses.workshops.models.kits import Kit
from courses.workshops.models.places import LearningPlace
from courses.workshops.querysets import MeetingQuerySet, WorkshopQuerySet

# No 0, 1, I, L, O or U: the code is read aloud in a hall, and spells no words.
CODE_LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
CODE_LENGTH = 8


def new_code() -> str:
    """Return a code that nobody guesses: 39 bits."""
    return "".join(secrets.choice(CODE_LETTERS) for _place in range(CODE_LENGTH))


def new_secret() -> str:
    """Return the secret of one workshop, of which the codes on the trainer's screen are made."""
    return secrets.token_hex(32)


class Workshop(models.Model):
    """One kit at one place, in one or more meetings."""

    class Funding(models.TextChoices):
        VILLAGE = "dana_desa", _("Dana Desa")
        REGENCY = "apbd", _("APBD")
        COMPANY = "csr", _("CSR")
        OWN = "mandiri", _("own means")
        OTHER = "lain", _("other")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kit = models.ForeignKey(Kit, models.PROTECT, related_name="workshops", verbose_name=_("kit"))
    area = models.ForeignKey(Area, models.PROTECT, related_name="workshops", verbose_name=_("desa"))
    place = models.CharField(_("place"), max_length=160)
    learning_place = models.ForeignKey(
        LearningPlace,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="workshops",
        verbose_name=_("learning place"),
    )
    funding = models.CharField(_("source of funds"), max_length=10, choices=Funding)
    trainer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="workshops_led",
        verbose_name=_("trainer"),
    )
    co_trainers = models.ManyToManyField(
        settings.AUTH_USER_MODEL,
        blank=True,
        related_name="workshops_helped",
        verbose_name=_("co-trainers"),
    )
    capacity = models.PositiveSmallIntegerField(_("places"), default=25)
    offer_hours = models.PositiveSmallIntegerField(
        _("hours to accept a place that became free"), default=24
    )
    code = models.CharField(_("registration code"), max_length=8, unique=True, default=new_code)
    secret = models.CharField(max_length=64, default=new_secret, editable=False)
    is_listed = models.BooleanField(_("shown on the public list"), default=True)
    registration_open = models.BooleanField(_("registration is open"), default=True)
    planned_at = models.DateTimeField(_("planned at"), default=timezone.now)
    cancelled_at = models.DateTimeField(_("cancelled at"), null=True, blank=True)
    cancel_reason = models.CharField(_("why it was cancelled"), max_length=200, blank=True)

    objects = WorkshopQuerySet.as_manager()

    class Meta:
        verbose_name = _("workshop")
        verbose_name_plural = _("workshops")
        ordering = ["-planned_at"]

    def __str__(self) -> str:
        return f"{self.kit} – {self.area}"


class Meeting(models.Model):
    """One session of a workshop. The share of attendance counts all that were not called off."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workshop = models.ForeignKey(
        Workshop, models.CASCADE, related_name="meetings", verbose_name=_("workshop")
    )
    starts_at = models.DateTimeField(_("begins"))
    minutes = models.PositiveSmallIntegerField(_("minutes"))
    cancelled_at = models.DateTimeField(_("called off at"), null=True, blank=True)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")
        ordering = ["starts_at"]
        indexes = [models.Index(fields=["starts_at"], name="meetings_by_time")]

    def __str__(self) -> str:
        return f"{self.starts_at:%Y-%m-%d %H:%M}"


class WorkshopChange(models.Model):
    """One change of the plan, with what it was before. Only ever added to."""

    class Kind(models.TextChoices):
        PLANNED = "planned", _("planned")
        CHANGED = "changed", _("plan changed")
        MEETING_ADDED = "meeting-added", _("meeting added")
        MOVED = "moved", _("meeting moved")
        CALLED_OFF = "meeting-called-off", _("meeting called off")
        CANCELLED = "cancelled", _("called off")
        CO_TRAINERS = "co-trainers", _("co-trainers chosen")
        MERGED = "merged", _("two rows became one person")

    id = models.BigAutoField(primary_key=True)
    workshop = models.ForeignKey(
        Workshop, models.CASCADE, related_name="changes", verbose_name=_("workshop")
    )
    at = models.DateTimeField(_("at"), default=timezone.now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("who"),
    )
    kind = models.CharField(_("what"), max_length=20, choices=Kind)
    details = models.JSONField(_("before and after"), default=dict)

    class Meta:
        verbose_name = _("change of a workshop")
        verbose_name_plural = _("changes of workshops")
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.kind}"
