"""Papers that were printed for a hall without devices, and what was written on them."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.quizzes.models.attempts import Attempt
from courses.quizzes.models.exams import Exam
from courses.quizzes.models.quizzes import Quiz, QuizVersion


class PrintRun(models.Model):
    """One printing of an exam or a quiz for one occasion, in one or several variants."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    exam = models.ForeignKey(
        Exam, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("exam")
    )
    quiz = models.ForeignKey(
        Quiz, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("quiz")
    )
    version = models.ForeignKey(
        QuizVersion, models.PROTECT, related_name="+", verbose_name=_("quiz version")
    )
    occasion = models.CharField(_("occasion"), max_length=120)
    supervised = models.BooleanField(_("supervised"), default=False)
    printed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("printed by"),
    )
    printed_at = models.DateTimeField(_("printed at"), default=timezone.now)

    class Meta:
        verbose_name = _("printing")
        verbose_name_plural = _("printings")
        ordering = ["-printed_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(quiz__isnull=False, exam__isnull=True)
                | Q(quiz__isnull=True, exam__isnull=False),
                name="a_printing_is_of_a_quiz_or_an_exam",
            )
        ]

    def __str__(self) -> str:
        return f"{self.version}, {self.occasion}"


class PrintedPaper(models.Model):
    """One variant of a printing: `seed` draws the same paper again, `code` stands on its sheets."""

    run = models.ForeignKey(
        PrintRun, models.CASCADE, related_name="papers", verbose_name=_("printing")
    )
    variant = models.CharField(_("variant"), max_length=1)
    code = models.CharField(_("code"), max_length=8, unique=True)
    seed = models.BigIntegerField(_("seed of the draw"))
    paper = models.JSONField(_("paper"))

    class Meta:
        verbose_name = _("printed paper")
        verbose_name_plural = _("printed papers")
        ordering = ["run", "variant"]
        constraints = [
            models.UniqueConstraint(fields=["run", "variant"], name="one_paper_per_variant")
        ]

    def __str__(self) -> str:
        return f"{self.run} {self.variant}"


class PaperEntry(models.Model):
    """What one candidate wrote, as it was typed in: {position: letters, a number or words}.

    `before` is the row before its last change, so that this can be taken back. With an attempt the
    entry is finished and does not change any more.
    """

    run = models.ForeignKey(
        PrintRun, models.CASCADE, related_name="entries", verbose_name=_("printing")
    )
    paper = models.ForeignKey(
        PrintedPaper, models.PROTECT, related_name="+", verbose_name=_("printed paper")
    )
    learner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="paper_entries",
        verbose_name=_("candidate"),
    )
    typed = models.JSONField(_("as typed"), default=dict)
    before = models.JSONField(_("before the last change"), null=True, blank=True)
    typed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("typed by"),
    )
    typed_at = models.DateTimeField(_("typed at"), default=timezone.now)
    attempt = models.OneToOneField(
        Attempt,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="paper_entry",
        verbose_name=_("attempt"),
    )

    class Meta:
        verbose_name = _("answers from paper")
        verbose_name_plural = _("answers from paper")
        ordering = ["run", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["run", "learner"], name="one_row_per_candidate_of_a_printing"
            )
        ]

    def __str__(self) -> str:
        return f"{self.run}: {self.learner}"
