"""The statement store: what was said about learners, for those who may ask, and for an LRS outside."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.packages.models.packages import Package
from courses.packages.models.playing import Play
from courses.packages.querysets import ForwardingQuerySet, StatementQuerySet


class Statement(models.Model):
    """An xAPI statement. Who, when and about what are the server's own words."""

    id = models.UUIDField(primary_key=True, editable=False)
    learner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("learner")
    )
    package = models.ForeignKey(
        Package, models.CASCADE, null=True, related_name="+", verbose_name=_("package")
    )
    play = models.ForeignKey(
        Play, models.CASCADE, null=True, related_name="statements", verbose_name=_("play")
    )
    verb = models.CharField(_("verb"), max_length=200)
    activity = models.CharField(_("activity"), max_length=400)
    is_root = models.BooleanField(_("about the whole package"), default=True)
    document = models.JSONField(_("statement"))
    happened_at = models.DateTimeField(_("when it happened"))
    stored_at = models.DateTimeField(_("stored at"), default=timezone.now)

    objects = StatementQuerySet.as_manager()

    class Meta:
        verbose_name = _("statement")
        verbose_name_plural = _("statements")
        ordering = ["-stored_at", "-pk"]
        indexes = [
            models.Index(fields=["stored_at", "id"], name="statements_by_time"),
            models.Index(fields=["learner", "stored_at"], name="statements_of_a_learner"),
            models.Index(fields=["activity", "stored_at"], name="statements_by_activity"),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class Forwarding(models.Model):
    """A statement on its way to the learning record store outside; a row before it is a request."""

    statement = models.OneToOneField(
        Statement, models.CASCADE, primary_key=True, related_name="+", verbose_name=_("statement")
    )
    tries = models.PositiveSmallIntegerField(_("tries"), default=0)
    leased_until = models.DateTimeField(_("leased until"), default=timezone.now)
    done_at = models.DateTimeField(_("done at"), null=True, blank=True)
    parked_reason = models.CharField(_("why it was given up"), max_length=300, blank=True)

    objects = ForwardingQuerySet.as_manager()

    class Meta:
        verbose_name = _("statement to forward")
        verbose_name_plural = _("statements to forward")
        indexes = [
            models.Index(
                fields=["leased_until"],
                condition=models.Q(done_at__isnull=True, parked_reason=""),
                name="forwardings_waiting",
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)


class StatementReader(models.Model):
    """A program outside that may read the statement store: a key, and the print of its secret."""

    name = models.CharField(_("who reads"), max_length=120)
    key = models.CharField(_("key"), max_length=40, unique=True)
    secret_print = models.CharField(_("print of the secret"), max_length=64)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("made by"),
    )
    made_at = models.DateTimeField(_("made at"), default=timezone.now)
    used_at = models.DateTimeField(_("last used at"), null=True, blank=True)
    closed_at = models.DateTimeField(_("closed at"), null=True, blank=True)

    class Meta:
        verbose_name = _("reader of statements")
        verbose_name_plural = _("readers of statements")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
