"""A seat in a class."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from courses.classes.models.classes import SchoolClass
from courses.classes.querysets import PupilQuerySet
from courses.people.fields import EncryptedTextField


class Pupil(models.Model):
    """One pupil in one class: number, name, sex, and the card that lets them in.

    `person` is who learns: the same one when the pupil moves to another class or into the next
    school year. `name` is for the teacher; what the pupil sees is the person's display name, a
    first name. The NISN itself is not kept, only a keyed hash of it that recognises the same
    pupil in a later import. `secret` is the PIN, or the pictures by number.
    """

    class Sex(models.TextChoices):
        FEMALE = "P", _("girl")
        MALE = "L", _("boy")

    school_class = models.ForeignKey(
        SchoolClass, models.CASCADE, related_name="pupils", verbose_name=_("class")
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="seats", verbose_name=_("learner")
    )
    number = models.PositiveSmallIntegerField(_("attendance number"))
    name = models.CharField(_("name"), max_length=120)
    sex = models.CharField(_("sex"), max_length=1, choices=Sex, blank=True)
    nisn_digest = models.CharField(
        _("keyed hash of the NISN"), max_length=64, blank=True, editable=False
    )
    secret = EncryptedTextField(_("PIN or pictures"), editable=False)
    tries = models.PositiveSmallIntegerField(_("wrong tries in a row"), default=0)
    wait_until = models.DateTimeField(_("next try not before"), null=True, blank=True)
    left_at = models.DateTimeField(_("left the class at"), null=True, blank=True)

    objects = PupilQuerySet.as_manager()

    class Meta:
        verbose_name = _("pupil of a class")
        verbose_name_plural = _("pupils of a class")
        ordering = ["number", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["school_class", "person"], name="a_learner_once_per_class"
            ),
            models.UniqueConstraint(
                fields=["school_class", "number"],
                condition=Q(left_at__isnull=True),
                name="one_pupil_per_attendance_number",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.name}"
