"""One taking of a quiz, and the answers given in it."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.quizzes.models.questions import QuestionVersion
from courses.quizzes.models.quizzes import Quiz, QuizVersion
from courses.quizzes.querysets import AttemptQuerySet


class Attempt(models.Model):
    """One taking of a quiz by a learner, or by a guest known only by a random key.

    `paper` is the drawn paper, frozen at the start: [{"question": id of the QuestionVersion,
    "kind": its kind, "options": [option ids in the order shown]}]; `seed` replays the draw.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    quiz = models.ForeignKey(Quiz, models.PROTECT, related_name="attempts", verbose_name=_("quiz"))
    version = models.ForeignKey(
        QuizVersion, models.PROTECT, related_name="+", verbose_name=_("quiz version")
    )
    learner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="quiz_attempts",
        verbose_name=_("learner"),
    )
    guest_digest = models.CharField(_("hash of a guest's key"), max_length=64, blank=True)
    number = models.PositiveSmallIntegerField(_("number"))
    seed = models.BigIntegerField(_("seed of the draw"))
    paper = models.JSONField(_("paper"))
    started_at = models.DateTimeField(_("started at"), default=timezone.now)
    deadline = models.DateTimeField(_("deadline"), null=True, blank=True)
    submitted_at = models.DateTimeField(_("submitted at"), null=True, blank=True)
    correct = models.PositiveSmallIntegerField(_("right answers"), null=True, blank=True)
    score = models.PositiveSmallIntegerField(_("score in percent"), null=True, blank=True)
    passed = models.BooleanField(_("passed"), null=True, blank=True)

    objects = AttemptQuerySet.as_manager()

    class Meta:
        verbose_name = _("attempt")
        verbose_name_plural = _("attempts")
        constraints = [
            models.CheckConstraint(
                condition=Q(learner__isnull=False, guest_digest="")
                | (Q(learner__isnull=True) & ~Q(guest_digest="")),
                name="an_attempt_is_a_learners_or_a_guests",
            ),
            models.UniqueConstraint(
                fields=["quiz", "learner", "number"],
                condition=Q(learner__isnull=False),
                name="one_attempt_per_number",
            ),
            models.UniqueConstraint(
                fields=["quiz", "learner"],
                condition=Q(learner__isnull=False, submitted_at__isnull=True),
                name="one_open_attempt_per_learner",
            ),
            models.UniqueConstraint(
                fields=["quiz", "guest_digest"],
                condition=Q(learner__isnull=True, submitted_at__isnull=True),
                name="one_open_attempt_per_guest",
            ),
            models.UniqueConstraint(
                fields=["quiz", "guest_digest", "number"],
                condition=Q(learner__isnull=True),
                name="one_attempt_per_number_of_a_guest",
            ),
        ]
        indexes = [
            models.Index(
                fields=["guest_digest"], condition=~Q(guest_digest=""), name="attempts_of_a_guest"
            )
        ]

    def __str__(self) -> str:
        return f"{self.quiz} {self.number}"


class Answer(models.Model):
    """The newest answer to one question of an attempt.

    `sequence` counts up on the device; a save that arrives late with a lower one changes nothing.
    """

    attempt = models.ForeignKey(
        Attempt, models.CASCADE, related_name="answers", verbose_name=_("attempt")
    )
    position = models.PositiveSmallIntegerField(_("position in the paper"))
    question = models.ForeignKey(
        QuestionVersion, models.PROTECT, related_name="+", verbose_name=_("question")
    )
    response = models.JSONField(_("response"))
    sequence = models.PositiveBigIntegerField(_("sequence"), default=0)
    saved_at = models.DateTimeField(_("saved at"), default=timezone.now)
    correct = models.BooleanField(_("right"), null=True, blank=True)

    class Meta:
        verbose_name = _("answer")
        verbose_name_plural = _("answers")
        ordering = ["attempt", "position"]
        constraints = [
            models.UniqueConstraint(fields=["attempt", "position"], name="one_answer_per_question")
        ]

    def __str__(self) -> str:
        return f"{self.attempt} {self.position}"
