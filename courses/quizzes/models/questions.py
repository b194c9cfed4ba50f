"""The question bank: a question keeps its identity, its wording has versions."""

import uuid

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class QuestionBank(models.Model):
    """Questions that belong together: those of one course, or an exam's bank."""

    code = models.CharField(_("code"), max_length=40, unique=True)
    title = models.CharField(_("title"), max_length=160)

    class Meta:
        verbose_name = _("question bank")
        verbose_name_plural = _("question banks")
        ordering = ["code"]

    def __str__(self) -> str:
        return self.title


class Question(models.Model):
    """A question for as long as it is known."""

    class Kind(models.TextChoices):
        SINGLE = "single", _("one answer")
        SEVERAL = "several", _("several answers")
        TRUE_FALSE = "true_false", _("true or false")
        ORDERING = "ordering", _("put in order")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    bank = models.ForeignKey(QuestionBank, models.PROTECT, related_name="questions", verbose_name=_("bank"))
    ref = models.CharField(_("reference"), max_length=60)
    retired_at = models.DateTimeField(_("retired at"), null=True, blank=True)

    class Meta:
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        constraints = [models.UniqueConstraint(fields=["bank", "ref"], name="one_question_per_reference")]

    def __str__(self) -> str:
        return self.ref


class QuestionVersion(models.Model):
    """The wording, options and key of a question from one change to the next; never changed.

    `content` has the shape {"text": html, "picture": url, "picture_alt": str, "options":
    [{"id", "text", "feedback"}], "feedback": str}; `key` what is right, in the shape of a
    response: {"choice": id}, {"choices": [id]}, {"choice": "true"}, {"order": [id]}. The key
    is apart from the content so that no screen can send it out by sending the content.
    """

    question = models.ForeignKey(Question, models.PROTECT, related_name="versions", verbose_name=_("question"))
    number = models.PositiveIntegerField(_("number"))
    digest = models.CharField(_("fingerprint"), max_length=64)
    kind = models.CharField(_("kind"), max_length=12, choices=Question.Kind)
    content = models.JSONField(_("content"))
    key = models.JSONField(_("key"))
    tags = models.JSONField(_("tags"), default=dict)
    lesson_slug = models.SlugField(_("lesson to learn it from"), max_length=80, blank=True)
    created_at = models.DateTimeField(_("created at"), default=timezone.now)

    class Meta:
        verbose_name = _("question version")
        verbose_name_plural = _("question versions")
        constraints = [models.UniqueConstraint(fields=["question", "number"], name="one_question_version_per_number")]

    def __str__(self) -> str:
        return f"{self.question} ({self.number})"
