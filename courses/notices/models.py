"""Messages to people."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.notices.querysets import MessageQuerySet


class Message(models.Model):
    """A message: shown in the app, and sent by e-mail when the person has an address.

    A mail is a row before it is a mail, so a mail server that is away delays and never loses it.
    """

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="messages",
        verbose_name=_("person"),
    )
    kind = models.CharField(_("kind"), max_length=40)
    key = models.CharField(
        _("key that keeps it from being sent twice"), max_length=120, unique=True
    )
    subject = models.CharField(_("subject"), max_length=160)
    body = models.TextField(_("text"))
    path = models.CharField(_("page of this site that it is about"), max_length=200, blank=True)
    address = models.EmailField(_("e-mail address"), blank=True)
    created_at = models.DateTimeField(_("created at"), default=timezone.now)
    seen_at = models.DateTimeField(_("seen in the app at"), null=True, blank=True)
    sent_at = models.DateTimeField(_("sent by e-mail at"), null=True, blank=True)
    tries = models.PositiveSmallIntegerField(_("tries"), default=0)
    next_try_at = models.DateTimeField(_("next try at"), default=timezone.now)
    parked_reason = models.CharField(_("why it was given up"), max_length=200, blank=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        ordering = ["-created_at", "-pk"]
        indexes = [
            models.Index(
                fields=["next_try_at"],
                condition=models.Q(sent_at__isnull=True, parked_reason=""),
                name="messages_waiting",
            )
        ]

    def __str__(self) -> str:
        return self.subject
