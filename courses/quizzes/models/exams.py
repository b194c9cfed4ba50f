"""An exam that is drawn from a bank, and what is granted to one person beside its rules."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.quizzes.models.questions import QuestionBank
from courses.quizzes.models.quizzes import Quiz, QuizVersion
from courses.quizzes.querysets import ExamQuerySet


class Exam(models.Model):
    """An exam for as long as it is known; its rules and its pool of questions are in its versions.

    `current` is the newest version that may be taken, `placement` the short check by which somebody
    shows that they need no course before it, `refresher` the short exam that renews a certificate. `needs` are
    the codes of those courses.
    """

    bank = models.OneToOneField(
        QuestionBank, models.PROTECT, related_name="drawn_exam", verbose_name=_("bank")
    )
    slug = models.SlugField(_("address"), max_length=40, unique=True)
    title = models.CharField(_("title"), max_length=160)
    needs = models.JSONField(_("courses that come before it"), default=list, blank=True)
    current = models.ForeignKey(
        QuizVersion,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("current version"),
    )
    placement = models.ForeignKey(
        QuizVersion,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("placement check"),
    )
    refresher = models.ForeignKey(
        QuizVersion,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("refresher"),
    )

    objects = ExamQuerySet.as_manager()

    class Meta:
        verbose_name = _("exam")
        verbose_name_plural = _("exams")
        ordering = ["title"]

    def __str__(self) -> str:
        return self.title


class ExamRelease(models.Model):
    """Who let a version of an exam be taken; nobody where its questions were all read when it came."""

    version = models.OneToOneField(
        QuizVersion, models.CASCADE, related_name="release", verbose_name=_("version")
    )
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("released by"),
    )
    released_at = models.DateTimeField(_("released at"), default=timezone.now)

    class Meta:
        verbose_name = _("release of an exam")
        verbose_name_plural = _("releases of exams")

    def __str__(self) -> str:
        return str(self.version)


class ExtraTime(models.Model):
    """More time for one person in everything that is timed: so many percent. The reason is not kept."""

    learner = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="extra_time",
        verbose_name=_("learner"),
    )
    percent = models.PositiveSmallIntegerField(_("percent more time"))
    granted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("granted by"),
    )
    granted_at = models.DateTimeField(_("granted at"), default=timezone.now)

    class Meta:
        verbose_name = _("extra time")
        verbose_name_plural = _("extra times")
        constraints = [
            models.CheckConstraint(
                condition=Q(percent__gte=1, percent__lte=200),
                name="extra_time_is_between_1_and_200_percent",
            )
        ]

    def __str__(self) -> str:
        return f"{self.learner} +{self.percent} %"


class TryGrant(models.Model):
    """More tries for one person, to be used at once: the waiting time before them is over."""

    learner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="try_grants",
        verbose_name=_("learner"),
    )
    quiz = models.ForeignKey(
        Quiz, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("quiz")
    )
    exam = models.ForeignKey(
        Exam, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("exam")
    )
    tries = models.PositiveSmallIntegerField(_("tries"), default=1)
    reason = models.CharField(_("reason"), max_length=200, blank=True)
    granted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("granted by"),
    )
    granted_at = models.DateTimeField(_("granted at"), default=timezone.now)

    class Meta:
        verbose_name = _("grant of tries")
        verbose_name_plural = _("grants of tries")
        constraints = [
            models.CheckConstraint(
                condition=Q(quiz__isnull=False, exam__isnull=True)
                | Q(quiz__isnull=True, exam__isnull=False),
                name="tries_are_granted_for_a_quiz_or_an_exam",
            )
        ]

    def __str__(self) -> str:
        return f"{self.learner} +{self.tries}"
