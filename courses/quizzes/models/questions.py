"""The question bank: a question keeps its identity, its wording has versions."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.quizzes.querysets import QuestionQuerySet, QuestionVersionQuerySet


class QuestionBank(models.Model):
    """Questions that belong together: those of one course, or an exam's bank.

    `exam` has the rules and the blueprint of the exam that is drawn from the bank, in the shape
    that domain.banks writes and reads; it is empty for the bank of a course. `is_of_pages` says
    that the questions are written in the pages of quizzes, and changed only there.
    """

    code = models.CharField(_("code"), max_length=40, unique=True)
    title = models.CharField(_("title"), max_length=160)
    exam = models.JSONField(_("rules of the exam"), default=dict, blank=True)
    is_of_pages = models.BooleanField(_("written in quiz pages"), default=False, editable=False)
    owners = models.ManyToManyField(
        settings.AUTH_USER_MODEL,
        blank=True,
        related_name="+",
        verbose_name=_("owners"),
        help_text=_("They write and change its questions. Without owners, every editor may."),
    )
    reviewers = models.ManyToManyField(
        settings.AUTH_USER_MODEL,
        blank=True,
        related_name="+",
        verbose_name=_("reviewers"),
        help_text=_("They look at what others wrote. Without reviewers, every reviewer may."),
    )

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
        NUMERIC = "numeric", _("number")
        SHORT = "short", _("short text")
        MATCHING = "matching", _("matching")
        BLANKS = "blanks", _("fill in the blanks")
        CATEGORISE = "categorise", _("sort into groups")
        HOTSPOT = "hotspot", _("point at a picture")
        ESSAY = "essay", _("essay")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    bank = models.ForeignKey(
        QuestionBank, models.PROTECT, related_name="questions", verbose_name=_("bank")
    )
    ref = models.CharField(_("reference"), max_length=60)
    current = models.ForeignKey(
        "QuestionVersion",
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("newest version"),
    )
    retired_at = models.DateTimeField(_("retired at"), null=True, blank=True)

    objects = QuestionQuerySet.as_manager()

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
    in a heading, "more": html, "picture": address, "picture_alt": text} and what its kind adds.
    `key` is everything that has its time: {"answer": what is right, in the shape of a response,
    "feedback": text, "options": {id: {"feedback": text, "origin": the editor's id}}, "origins":
    {other ids: the editor's name}} and what its kind adds. What kinds add and the shapes of a
    response are in domain.kinds. Ids are random, so that they say nothing about the editor's order,
    and stay the same from version to version. `stated` is the question as its editor wrote it.

    Only its review comes later: `reviewed_at`, by a person other than the one who drafted it.
    """

    question = models.ForeignKey(
        Question, models.PROTECT, related_name="versions", verbose_name=_("question")
    )
    number = models.PositiveIntegerField(_("number"))
    digest = models.CharField(_("fingerprint"), max_length=64)
    kind = models.CharField(_("kind"), max_length=12, choices=Question.Kind)
    content = models.JSONField(_("content"))
    key = models.JSONField(_("key"))
    stated = models.JSONField(_("as written"), default=dict)
    tags = models.JSONField(_("tags"), default=dict)
    lesson_slug = models.SlugField(_("lesson to learn it from"), max_length=80, blank=True)
    reason = models.TextField(_("why the key is right"), blank=True)
    created_at = models.DateTimeField(_("created at"), default=timezone.now)
    drafted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("written by"),
    )
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("reviewed by"),
    )
    reviewed_at = models.DateTimeField(_("reviewed at"), null=True, blank=True)

    objects = QuestionVersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("question version")
        verbose_name_plural = _("question versions")
        constraints = [
            models.UniqueConstraint(
                fields=["question", "number"], name="one_question_version_per_number"
            ),
            models.CheckConstraint(
                condition=Q(reviewed_by__isnull=True)
                | Q(drafted_by__isnull=True)
                | ~Q(reviewed_by=models.F("drafted_by")),
                name="nobody_reviews_what_they_wrote",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.question} ({self.number})"


class QuestionReview(models.Model):
    """What a second person said about one version of a question; never changed."""

    class Verdict(models.TextChoices):
        APPROVED = "approved", _("may certify")
        RETURNED = "returned", _("sent back to its author")

    version = models.ForeignKey(
        QuestionVersion, models.CASCADE, related_name="reviews", verbose_name=_("question version")
    )
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("reviewer"),
    )
    verdict = models.CharField(_("verdict"), max_length=10, choices=Verdict)
    note = models.TextField(_("note"), blank=True)
    decided_at = models.DateTimeField(_("decided at"), default=timezone.now)

    class Meta:
        verbose_name = _("question review")
        verbose_name_plural = _("question reviews")
        ordering = ["-decided_at"]

    def __str__(self) -> str:
        return f"{self.version}: {self.get_verdict_display()}"
