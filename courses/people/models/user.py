"""The person who signs in, with the least data that does the job: no NIK, no birth date."""

import uuid
from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, PermissionsMixin
from django.contrib.auth.validators import ASCIIUsernameValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.people.querysets import UserManager


class User(AbstractBaseUser, PermissionsMixin):
    """A person with an account. E-mail is optional; many learners have none."""

    public_id = models.UUIDField(_("public id"), default=uuid.uuid4, unique=True, editable=False)
    username = models.CharField(
        _("user name"),
        max_length=60,
        unique=True,
        validators=[ASCIIUsernameValidator()],
        error_messages={"unique": _("Somebody already uses this user name. Choose another one.")},
    )
    phone = models.CharField(_("phone number"), max_length=16, null=True, blank=True, unique=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    display_name = models.CharField(_("name"), max_length=130)
    title_before = models.CharField(_("title before the name"), max_length=40, blank=True)
    title_after = models.CharField(_("title after the name"), max_length=60, blank=True)
    language = models.CharField(_("language"), max_length=5, blank=True)
    is_staff = models.BooleanField(_("may enter the technical admin"), default=False)
    is_active = models.BooleanField(_("active"), default=True)
    # Learns in a class that a teacher looks after; signs in with a card and has nothing to sign in with otherwise.
    is_class_pupil = models.BooleanField(
        _("pupil of a class without an account of their own"), default=False, editable=False
    )
    paused_at = models.DateTimeField(
        _("processing paused at the person's wish"), null=True, blank=True
    )
    erase_after = models.DateTimeField(_("to be erased after"), null=True, blank=True)
    erased_at = models.DateTimeField(_("erased at"), null=True, blank=True)
    date_joined = models.DateTimeField(_("joined at"), default=timezone.now, editable=False)

    objects = UserManager()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["display_name"]

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["display_name", "pk"]

    def __str__(self) -> str:
        return self.display_name or self.username

    def get_full_name(self) -> str:
        """Return the name as it is printed on a certificate, titles included."""
        named = " ".join(part for part in (self.title_before, self.display_name) if part)
        return f"{named}, {self.title_after}" if self.title_after else named

    def get_short_name(self) -> str:
        """Return the name without titles."""
        return self.display_name

    @property
    def place(self) -> str:
        """Return where the person belongs, from profiles that were read along with them."""
        if servant := getattr(self, "civil_servant", None):
            return str(servant.unit)
        held = getattr(self, "pupil", None) or getattr(self, "teacher", None)
        return str(held.school) if held else ""

    @property
    def masked_phone(self) -> str:
        """Return the phone number with only its last four digits readable."""
        return f"•••• {self.phone[-4:]}" if self.phone else ""

    @property
    def first_name(self) -> str:
        """Return the name for the Wagtail admin, which asks for a first name."""
        return self.display_name

    @property
    def last_name(self) -> str:
        """Return nothing: many Indonesian names have no family name."""
        return ""


class Consent(models.Model):
    """A yes to one extra (reminders, a photo, a child's account), and when it was taken back.

    UU 27/2022 articles 22 and 24: recorded, separable, provable; article 25 for children.
    """

    class Purpose(models.TextChoices):
        REMINDERS = "reminders", _("reminders")
        PHOTO = "photo", _("photograph")
        STORY = "story", _("name in a public story")
        CHILD_ACCOUNT = "child_account", _("account of a child, given by a parent")

    person = models.ForeignKey(
        User, models.CASCADE, related_name="consents", verbose_name=_("person")
    )
    purpose = models.CharField(_("purpose"), max_length=20, choices=Purpose)
    text_version = models.CharField(_("version of the text"), max_length=20)
    given_how = models.CharField(_("how it was given"), max_length=80)
    given_at = models.DateTimeField(_("given at"), default=timezone.now)
    recorded_by = models.ForeignKey(
        User,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("recorded by"),
    )
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True)

    class Meta:
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        constraints = [
            models.UniqueConstraint(
                fields=["person", "purpose"],
                condition=models.Q(withdrawn_at__isnull=True),
                name="one_standing_consent_per_purpose",
            )
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.get_purpose_display()}"
