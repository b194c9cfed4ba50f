"""What the product knows of a person for one purpose each, and nothing beyond it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from courses.people.fields import EncryptedTextField
from courses.people.models.places import Area, School, Unit
from courses.people.models.user import User
from courses.people.querysets import CivilServantQuerySet


def masked(digits: str) -> str:
    """Return a number with only its last four digits readable."""
    return f"•••• •••• •••• {digits[-4:]}" if digits else ""


class CivilServantProfile(models.Model):
    """A civil servant or village official and the unit they work in.

    The NIP or NI PPPK holds birth date and sex, so it is encrypted, never a key and never
    public; `number_digest` (a keyed hash) finds a person by it and keeps it unique.
    """

    class Kind(models.TextChoices):
        PNS = "pns", _("PNS")
        PPPK = "pppk", _("PPPK")
        PPPK_PART_TIME = "pppk_pw", _("PPPK part time")
        VILLAGE = "perangkat_desa", _("perangkat desa")
        OTHER = "lainnya", _("other")

    person = models.OneToOneField(
        User, models.CASCADE, related_name="civil_servant", verbose_name=_("person")
    )
    kind = models.CharField(_("kind of employment"), max_length=14, choices=Kind, default=Kind.PNS)
    number = EncryptedTextField(_("NIP or NI PPPK"), blank=True)
    number_digest = models.CharField(
        max_length=64, null=True, blank=True, unique=True, editable=False
    )
    unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="civil_servants", verbose_name=_("unit")
    )
    position = models.CharField(_("position"), max_length=160, blank=True)
    grade = models.CharField(_("grade"), max_length=40, blank=True)

    objects = CivilServantQuerySet.as_manager()

    class Meta:
        verbose_name = _("civil servant")
        verbose_name_plural = _("civil servants")

    def __str__(self) -> str:
        return str(self.person)

    @property
    def masked_number(self) -> str:
        """Return the NIP or NI PPPK with only its last four digits readable."""
        return masked(self.number)


class PupilProfile(models.Model):
    """A pupil with an account of their own, which needs a parent's recorded consent."""

    person = models.OneToOneField(
        User, models.CASCADE, related_name="pupil", verbose_name=_("person")
    )
    school = models.ForeignKey(
        School, models.PROTECT, related_name="pupils", verbose_name=_("school")
    )
    nisn = EncryptedTextField(_("NISN"), blank=True)

    class Meta:
        verbose_name = _("pupil")
        verbose_name_plural = _("pupils")

    def __str__(self) -> str:
        return str(self.person)


class TeacherProfile(models.Model):
    """A teacher and the school they teach at."""

    person = models.OneToOneField(
        User, models.CASCADE, related_name="teacher", verbose_name=_("person")
    )
    school = models.ForeignKey(
        School, models.PROTECT, related_name="teachers", verbose_name=_("school")
    )

    class Meta:
        verbose_name = _("teacher")
        verbose_name_plural = _("teachers")

    def __str__(self) -> str:
        return str(self.person)


class TrainerProfile(models.Model):
    """A trainer and where they hold workshops."""

    person = models.OneToOneField(
        User, models.CASCADE, related_name="trainer", verbose_name=_("person")
    )
    areas = models.ManyToManyField(
        Area, blank=True, related_name="trainers", verbose_name=_("areas")
    )

    class Meta:
        verbose_name = _("trainer")
        verbose_name_plural = _("trainers")

    def __str__(self) -> str:
        return str(self.person)


class CitizenProfile(models.Model):
    """Where a citizen lives, if they want to say it: kecamatan first, then desa."""

    person = models.OneToOneField(
        User, models.CASCADE, related_name="citizen", verbose_name=_("person")
    )
    area = models.ForeignKey(
        Area,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="citizens",
        verbose_name=_("area"),
    )

    class Meta:
        verbose_name = _("citizen")
        verbose_name_plural = _("citizens")

    def __str__(self) -> str:
        return str(self.person)
