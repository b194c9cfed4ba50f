"""Questions on their way into a bank: read from a file, looked at, not yet there."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.quizzes.models.questions import QuestionBank


class PendingQuestions(models.Model):
    """A file of questions between its upload and the yes of the person who brought it.

    A large file waits for the background work, with `done` of `total` to show how far that is.
    `questions` are as domain.stating writes them, `refusals` and `remarks` as parcels hold them,
    `duplicates` name what the bank has: {place: {"ref": its name, "text": its words}}. The row is
    forgotten after a day.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("waits to be read")
        READY = "ready", _("read")
        REFUSED = "refused", _("refused")
        CONFIRMED = "confirmed", _("waits to be written")
        WRITTEN = "written", _("written")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("brought by")
    )
    bank = models.ForeignKey(QuestionBank, models.CASCADE, related_name="+", verbose_name=_("bank"))
    format = models.CharField(_("format"), max_length=12)
    file_name = models.CharField(_("name of the file"), max_length=160)
    upload = models.BinaryField(_("file"), null=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.WAITING)
    sentence = models.TextField(_("why it was refused"), blank=True)
    title = models.CharField(_("title"), max_length=160, blank=True)
    questions = models.JSONField(_("questions"), default=list)
    refusals = models.JSONField(_("refused"), default=list)
    remarks = models.JSONField(_("remarks"), default=list)
    duplicates = models.JSONField(_("there already"), default=dict)
    choices = models.JSONField(_("what is to become of them"), default=dict)
    done = models.PositiveIntegerField(_("done"), default=0)
    uploaded_at = models.DateTimeField(_("uploaded at"), default=timezone.now)

    class Meta:
        verbose_name = _("pending questions")
        verbose_name_plural = _("pending questions")
        indexes = [
            models.Index(
                fields=["uploaded_at"],
                condition=models.Q(state__in=["waiting", "confirmed"]),
                name="pending_questions_with_work",
            )
        ]

    def __str__(self) -> str:
        return self.file_name


class PendingPicture(models.Model):
    """A picture that came with pending questions."""

    pending = models.ForeignKey(
        PendingQuestions,
        models.CASCADE,
        related_name="pictures",
        verbose_name=_("pending questions"),
    )
    path = models.CharField(_("path"), max_length=120)
    content = models.BinaryField(_("content"))

    class Meta:
        verbose_name = _("pending picture")
        verbose_name_plural = _("pending pictures")
        constraints = [
            models.UniqueConstraint(fields=["pending", "path"], name="one_pending_picture_per_path")
        ]

    def __str__(self) -> str:
        return self.path
