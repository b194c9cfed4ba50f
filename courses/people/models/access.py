"""How a person gets in, and what was done in whose name."""

import uuid

from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.people.models.user import User


class Session(AbstractBaseSession):
    """A session that knows its person, so that reading both costs one query."""

    person = models.ForeignKey(
        User,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="sessions",
        verbose_name=_("person"),
    )

    class Meta:
        verbose_name = _("session")
        verbose_name_plural = _("sessions")

    @classmethod
    def get_session_store_class(cls) -> type:
        """Return the store that keeps these rows."""
        from courses.people.sessions import SessionStore  # noqa: PLC0415 - the store imports this model

        return SessionStore


class AccessCode(models.Model):
    """A code on paper or spoken: opens a new account (activation) or lets its owner back in (recovery)."""

    class Kind(models.TextChoices):
        ACTIVATION = "activation", _("activation")
        RECOVERY = "recovery", _("recovery")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(
        User, models.CASCADE, related_name="access_codes", verbose_name=_("person")
    )
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    digest = models.CharField(
        _("keyed hash of the code"), max_length=64, unique=True, editable=False
    )
    issued_by = models.ForeignKey(
        User, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("issued by")
    )
    issued_at = models.DateTimeField(_("issued at"), default=timezone.now)
    expires_at = models.DateTimeField(_("expires at"))
    used_at = models.DateTimeField(_("used at"), null=True, blank=True)
    removes_second_factor = models.BooleanField(
        _("also takes away a lost second factor"), default=False
    )

    class Meta:
        verbose_name = _("access code")
        verbose_name_plural = _("access codes")

    def __str__(self) -> str:
        return f"{self.person}: {self.get_kind_display()}"


class AuditEntry(models.Model):
    """Who did what to whose data, and when (UU 27/2022 article 31). Only ever added to."""

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField(_("at"), default=timezone.now, db_index=True)
    actor = models.ForeignKey(
        User, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("who")
    )
    action = models.CharField(_("action"), max_length=40)
    subject = models.ForeignKey(
        User, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("whose data")
    )
    details = models.JSONField(_("details"), default=dict)

    class Meta:
        verbose_name = _("audit entry")
        verbose_name_plural = _("audit entries")
        ordering = ["-at", "-id"]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.action}"
