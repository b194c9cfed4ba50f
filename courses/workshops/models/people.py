"""Who comes: people with and without an account, their places in a workshop, their cards."""

import secrets
import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.people.fields import EncryptedTextField
from courses.people.models import Area
from courses.workshops.models.planning import Workshop, new_code
from courses.workshops.querysets import AttendeeQuerySet, CardQuerySet, RegistrationQuerySet


def new_ticket() -> str:
    """Return the secret address of one registration."""
    return secrets.token_urlsafe(18)


class Attendee(models.Model):
    """Somebody who comes to workshops. Without an account they are provisional.

    The least that a report needs: a name, a desa, L or P, an age band. No NIK, no birth date.
    """

    class Sex(models.TextChoices):
        MALE = "L", _("L (man)")
        FEMALE = "P", _("P (woman)")
        UNSTATED = "-", _("not stated")

    class AgeBand(models.TextChoices):
        CHILD = "<18", _("under 18")
        YOUNG = "18-34", _("18 to 34")
        MIDDLE = "35-59", _("35 to 59")
        OLDER = "60+", _("60 or older")
        UNSTATED = "-", _("not stated")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(_("name"), max_length=130)
    area = models.ForeignKey(
        Area, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("desa")
    )
    sex = models.CharField(_("L/P"), max_length=1, choices=Sex, default=Sex.UNSTATED)
    age_band = models.CharField(_("age"), max_length=5, choices=AgeBand, default=AgeBand.UNSTATED)
    phone = EncryptedTextField(_("phone number"), blank=True)
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="attendees",
        verbose_name=_("account"),
    )
    merged_into = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="merged",
        verbose_name=_("merged into"),
    )
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("written down by"),
    )
    made_at = models.DateTimeField(_("written down at"), default=timezone.now)
    forgotten_at = models.DateTimeField(_("name deleted at"), null=True, blank=True)

    objects = AttendeeQuerySet.as_manager()

    class Meta:
        verbose_name = _("attendee")
        verbose_name_plural = _("attendees")
        constraints = [
            models.UniqueConstraint(
                fields=["account"],
                condition=models.Q(merged_into__isnull=True),
                name="one_attendee_per_account",
            )
        ]

    def __str__(self) -> str:
        return self.name


class Registration(models.Model):
    """Somebody's place in a workshop, or in the queue for one."""

    class State(models.TextChoices):
        HELD = "held", _("has a place")
        WAITING = "waiting", _("on the waiting list")
        OFFERED = "offered", _("was offered a place")
        WITHDRAWN = "withdrawn", _("withdrew")
        LAPSED = "lapsed", _("did not answer in time")

    class Source(models.TextChoices):
        LINK = "link", _("registered by link")
        POSTER = "poster", _("registered by poster")
        TRAINER = "trainer", _("registered by the trainer")
        WALK_IN = "walkin", _("came without registering")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workshop = models.ForeignKey(
        Workshop, models.CASCADE, related_name="registrations", verbose_name=_("workshop")
    )
    attendee = models.ForeignKey(
        Attendee, models.CASCADE, related_name="registrations", verbose_name=_("attendee")
    )
    state = models.CharField(_("state"), max_length=10, choices=State)
    source = models.CharField(_("how"), max_length=8, choices=Source)
    number = models.PositiveIntegerField(_("number in the workshop"))
    ticket = models.CharField(max_length=32, unique=True, default=new_ticket, editable=False)
    row_code = models.CharField(_("code on the paper sheet"), max_length=4)
    registered_at = models.DateTimeField(_("registered at"), default=timezone.now)
    offered_until = models.DateTimeField(_("place is kept until"), null=True, blank=True)
    settled_at = models.DateTimeField(_("settled at"), null=True, blank=True)

    objects = RegistrationQuerySet.as_manager()

    class Meta:
        verbose_name = _("registration")
        verbose_name_plural = _("registrations")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["workshop", "attendee"], name="one_registration_per_workshop"
            ),
            models.UniqueConstraint(fields=["workshop", "number"], name="one_person_per_number"),
            models.UniqueConstraint(
                fields=["workshop", "row_code"], name="one_person_per_row_code"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.attendee}"


class LearnerCard(models.Model):
    """A printed Kartu Belajar: a signed number that a trainer's phone checks without a server."""

    number = models.CharField(_("number"), max_length=8, primary_key=True, default=new_code)
    attendee = models.ForeignKey(
        Attendee, models.CASCADE, related_name="cards", verbose_name=_("attendee")
    )
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("issued by"),
    )
    issued_at = models.DateTimeField(_("issued at"), default=timezone.now)
    valid_until = models.DateField(_("valid until"))
    revoked_at = models.DateTimeField(_("taken back at"), null=True, blank=True)

    objects = CardQuerySet.as_manager()

    class Meta:
        verbose_name = _("Kartu Belajar")
        verbose_name_plural = _("Kartu Belajar")

    def __str__(self) -> str:
        return self.number
