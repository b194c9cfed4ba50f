"""The question bank: a question keeps its identity, its wording has versions."""

import uuid

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.quizzes.querysets import QuestionVersionQuerySet


class QuestionBank(models.Model):
    """Questions that belong together: those of one course, or an exam's bank.

    `exam` has the rules and the blueprint of the exam that is drawn from the bank, in the shape
    that domain.banks writes and reads; it is empty for the bank of a course.
    """

    code = models.CharField(_("code"), max_length=40, unique=True)
    title = models.CharField(_("title"), max_length=160)
    exam = models.JSONField(_("rules of the exam"), default=dict, blank=True)

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
    bank = models.ForeignKey(
        QuestionBank, models.PROTECT, related_name="questions", verbose_name=_("bank")
    )
    ref = models.CharField(_("reference"), max_length=60)
    retired_at = models.DateTimeField(_("retired at"), null=True, blank=True)

    class Meta:
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        constraints = [
            models.UniqueConstraint(fields=["bank", "ref"], name="one_question_per_reference")
        ]

    def __str__(self) -> str:
        return self.ref


class QuestionVersion(models.Model):
    """The wording, options and key of a question from one change to the next; never changed.

    `content` is what anyone who takes the quiz may see from the start: {"heading": html that fits
    in a heading, "more": html, "picture": address, "picture_alt": text, "options": [{"id", "text"}]}.
    `key` is everything that has its time: {"answer": what is right, in the shape of a response,
    "feedback": text, "options": {id: {"feedback": text, "origin": the editor's id}}}. The shapes of
    a response are in domain.responses. Ids of options are random, so that they say nothing about
    the editor's order, and stay the same from version to version.
    """

    question = models.ForeignKey(
        Question, models.PROTECT, related_name="versions", verbose_name=_("question")
    )
    number = models.PositiveIntegerField(_("number"))
    digest = models.CharField(_("fingerprint"), max_length=64)
    kind = models.CharField(_("kind"), max_length=12, choices=Question.Kind)
    content = models.JSONField(_("content"))
    key = models.JSONField(_("key"))
    tags = models.JSONField(_("tags"), default=dict)
    lesson_slug = models.SlugField(_("lesson to learn it from"), max_length=80, blank=True)
    reason = models.TextField(_("why the key is right"), blank=True)
    created_at = models.DateTimeField(_("created at"), default=timezone.now)

    objects = QuestionVersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("question version")
        verbose_name_plural = _("question versions")
        constraints = [
            models.UniqueConstraint(
                fields=["question", "number"], name="one_question_version_per_number"
            )
        ]

    def __str__(self) -> str:
        return f"{self.question} ({self.number})"
