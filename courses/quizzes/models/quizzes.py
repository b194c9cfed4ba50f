"""A quiz: an item of a course's outline, with rules and questions that have versions."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.catalogue.models import Lesson
from courses.quizzes.models.questions import QuestionVersion
from courses.quizzes.querysets import QuizQuerySet


class Quiz(models.Model):
    """A quiz for as long as it is known; its rules and questions are in its versions."""

    lesson = models.OneToOneField(
        Lesson,
        models.CASCADE,
        primary_key=True,
        related_name="quiz",
        verbose_name=_("item of the outline"),
    )
    current = models.ForeignKey(
        "QuizVersion",
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("current version"),
    )

    objects = QuizQuerySet.as_manager()

    class Meta:
        verbose_name = _("quiz")
        verbose_name_plural = _("quizzes")

    def __str__(self) -> str:
        return str(self.current or self.pk)


class QuizVersion(models.Model):
    """Rules and questions from one publication to the next; an attempt keeps the one it began with.

    It belongs to a quiz or to an exam. With a `blueprint` its items are the pool that each paper is
    drawn from: [{"tags": {"domain": 1, "bloom": "ingat"}, "questions": 5}]; without one the items are
    the paper. `domain_percents` is what each domain needs beside the total: {"3": 70}. `waits` are
    the hours before the second try, the third and so on; the last holds for all that follow.
    """

    class Mode(models.TextChoices):
        PRACTICE = "practice", _("practice")
        TEST = "test", _("test")
        EXAM = "exam", _("exam")
        PLACEMENT = "placement", _("placement check")
        REFRESHER = "refresher", _("refresher")

    class Feedback(models.TextChoices):
        IMMEDIATE = "immediate", _("after each answer")
        AFTER = "after", _("at the end")
        NEVER = "never", _("never: only the score of each part")

    quiz = models.ForeignKey(
        Quiz, models.CASCADE, null=True, related_name="versions", verbose_name=_("quiz")
    )
    exam = models.ForeignKey(
        "Exam", models.CASCADE, null=True, related_name="versions", verbose_name=_("exam")
    )
    number = models.PositiveIntegerField(_("number"))
    digest = models.CharField(_("fingerprint"), max_length=64)
    title = models.CharField(_("title"), max_length=160)
    instructions = models.TextField(_("instructions"), blank=True)
    mode = models.CharField(_("mode"), max_length=10, choices=Mode)
    feedback = models.CharField(_("feedback"), max_length=10, choices=Feedback)
    pass_count = models.PositiveSmallIntegerField(
        _("right answers needed to pass"), null=True, blank=True
    )
    pass_percent = models.PositiveSmallIntegerField(
        _("percent needed to pass"), null=True, blank=True
    )
    attempts_allowed = models.PositiveSmallIntegerField(
        _("attempts allowed"), null=True, blank=True
    )
    wait_hours = models.PositiveSmallIntegerField(
        _("hours to wait before the next attempt"), default=0
    )
    waits = models.JSONField(_("hours to wait before each try"), default=list, blank=True)
    minutes_allowed = models.PositiveSmallIntegerField(_("minutes allowed"), null=True, blank=True)
    grace_minutes = models.PositiveSmallIntegerField(
        _("minutes in which answers given in time may still arrive"), default=0
    )
    opens_at = models.DateTimeField(_("opens"), null=True, blank=True)
    closes_at = models.DateTimeField(_("closes"), null=True, blank=True)
    blueprint = models.JSONField(_("blueprint"), default=list, blank=True)
    domain_percents = models.JSONField(_("percent needed in a domain"), default=dict, blank=True)
    published_at = models.DateTimeField(_("published at"), default=timezone.now)

    class Meta:
        verbose_name = _("quiz version")
        verbose_name_plural = _("quiz versions")
        constraints = [
            models.UniqueConstraint(fields=["quiz", "number"], name="one_quiz_version_per_number"),
            models.UniqueConstraint(
                fields=["exam", "mode", "number"], name="one_exam_version_per_number"
            ),
            models.CheckConstraint(
                condition=Q(quiz__isnull=False, exam__isnull=True)
                | Q(quiz__isnull=True, exam__isnull=False),
                name="rules_are_of_a_quiz_or_of_an_exam",
            ),
            models.CheckConstraint(
                condition=Q(pass_count__isnull=False, pass_percent__isnull=True)
                | Q(pass_count__isnull=True, pass_percent__isnull=False),
                name="a_quiz_is_passed_by_count_or_by_percent",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class QuizItem(models.Model):
    """One question of a quiz version, in its place."""

    version = models.ForeignKey(
        QuizVersion, models.CASCADE, related_name="items", verbose_name=_("quiz version")
    )
    question = models.ForeignKey(
        QuestionVersion, models.PROTECT, related_name="+", verbose_name=_("question")
    )
    position = models.PositiveSmallIntegerField(_("place"))

    class Meta:
        verbose_name = _("quiz item")
        verbose_name_plural = _("quiz items")
        ordering = ["version", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "position"], name="one_question_per_position"
            )
        ]

    def __str__(self) -> str:
        return f"{self.position}. {self.question}"
