"""How questions and domains do after real answers: counted again in the background."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.quizzes.models.exams import Exam
from courses.quizzes.models.questions import QuestionVersion


class QuestionStatistics(models.Model):
    """What the handed-in answers to one wording say about it.

    `difficulty` is the mean of the points, `discrimination` the correlation of the points with those
    of the rest of the paper; `choices` how often each option was chosen; `seconds` the median time.
    `flags` name what an editor should look at.
    """

    class Flag(models.TextChoices):
        TOO_HARD = "too_hard", _("almost nobody knows it")
        TOO_EASY = "too_easy", _("almost everybody knows it")
        WEAK = "weak", _("does not tell who knows more")
        REVERSED = "reversed", _("those who know more get it wrong: look at the key")
        IDLE_OPTION = "idle_option", _("an option that nobody chooses")

    version = models.OneToOneField(
        QuestionVersion,
        models.CASCADE,
        primary_key=True,
        related_name="statistics",
        verbose_name=_("question version"),
    )
    answers = models.PositiveIntegerField(_("answers"))
    difficulty = models.FloatField(_("difficulty"))
    discrimination = models.FloatField(_("discrimination"), null=True, blank=True)
    choices = models.JSONField(_("how often each option was chosen"), default=dict, blank=True)
    seconds = models.PositiveIntegerField(_("seconds, half took less"), null=True, blank=True)
    flags = models.JSONField(_("what to look at"), default=list, blank=True)
    counted_at = models.DateTimeField(_("counted at"), default=timezone.now)

    class Meta:
        verbose_name = _("statistics of a question")
        verbose_name_plural = _("statistics of questions")

    def __str__(self) -> str:
        return f"{self.version} ({self.answers})"


class DomainMonth(models.Model):
    """The mean score of one domain of an exam in one month, in percent."""

    exam = models.ForeignKey(
        Exam, models.CASCADE, related_name="domain_months", verbose_name=_("exam")
    )
    month = models.DateField(_("month"))
    domain = models.PositiveSmallIntegerField(_("domain"))
    attempts = models.PositiveIntegerField(_("attempts"))
    percent = models.FloatField(_("mean score in percent"))

    class Meta:
        verbose_name = _("month of a domain")
        verbose_name_plural = _("months of domains")
        ordering = ["exam", "month", "domain"]
        constraints = [
            models.UniqueConstraint(
                fields=["exam", "month", "domain"], name="one_row_per_month_of_a_domain"
            )
        ]

    def __str__(self) -> str:
        return f"{self.exam} {self.month:%Y-%m} {self.domain}"
