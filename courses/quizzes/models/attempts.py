"""One taking of a quiz or an exam, and the answers given in it."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.quizzes.models.exams import Exam
from courses.quizzes.models.questions import QuestionVersion
from courses.quizzes.models.quizzes import Quiz, QuizVersion
from courses.quizzes.querysets import AttemptQuerySet


class Attempt(models.Model):
    """One taking of a quiz or an exam by a learner, or of a quiz by a guest known by a random key.

    `paper` is the drawn paper, frozen at the start: [{"question": id of the QuestionVersion,
    "kind": its kind, "options": [option ids in the order shown], "shown": what else is in an order
    of its own}]; `seed` replays the draw. The time is counted by the server: it ends at `deadline`,
    or stands still while `left` holds what remains of it. `marked` are the positions put off for
    later. Handed in with `passed` None means that an answer waits for a person to mark it.
    `domains` is the score of each domain: {"3": {"points": "11.0000", "questions": 15}}.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    quiz = models.ForeignKey(
        Quiz, models.PROTECT, null=True, related_name="attempts", verbose_name=_("quiz")
    )
    exam = models.ForeignKey(
        Exam, models.PROTECT, null=True, related_name="attempts", verbose_name=_("exam")
    )
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
    left = models.DurationField(_("time that stands still"), null=True, blank=True)
    extra_minutes = models.PositiveSmallIntegerField(_("minutes added"), default=0)
    supervised = models.BooleanField(_("supervised"), default=False)
    on_paper = models.BooleanField(_("answered on paper"), default=False)
    marked = models.JSONField(_("put off for later"), default=list, blank=True)
    submitted_at = models.DateTimeField(_("submitted at"), null=True, blank=True)
    receipt = models.CharField(_("number of the receipt"), max_length=12, blank=True)
    points = models.DecimalField(_("points"), max_digits=9, decimal_places=4, null=True, blank=True)
    domains = models.JSONField(_("score of each domain"), default=dict, blank=True)
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
            models.CheckConstraint(
                condition=Q(quiz__isnull=False, exam__isnull=True)
                | Q(quiz__isnull=True, exam__isnull=False, learner__isnull=False),
                name="an_attempt_is_of_a_quiz_or_a_learners_of_an_exam",
            ),
            models.UniqueConstraint(
                fields=["exam", "learner", "number"],
                condition=Q(exam__isnull=False),
                name="one_exam_attempt_per_number",
            ),
            models.UniqueConstraint(
                fields=["exam", "learner"],
                condition=Q(exam__isnull=False, submitted_at__isnull=True),
                name="one_open_exam_attempt_per_learner",
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
            ),
            models.Index(
                fields=["deadline"],
                condition=Q(submitted_at__isnull=True, deadline__isnull=False),
                name="attempts_that_run_out",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.quiz or self.exam} {self.number}"


class Answer(models.Model):
    """The newest answer to one question of an attempt.

    `sequence` counts up on the device; a save that arrives late with a lower one changes nothing.
    `points` lie between 0 and 1; both they and `correct` are None until the answer is marked.
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
    points = models.DecimalField(_("points"), max_digits=5, decimal_places=4, null=True, blank=True)
    correct = models.BooleanField(_("right"), null=True, blank=True)

    class Meta:
        verbose_name = _("answer")
        verbose_name_plural = _("answers")
        ordering = ["attempt", "position"]
        constraints = [
            models.UniqueConstraint(fields=["attempt", "position"], name="one_answer_per_question"),
            models.CheckConstraint(
                condition=Q(points__isnull=True) | Q(points__gte=0, points__lte=1),
                name="points_of_an_answer_lie_between_0_and_1",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.attempt} {self.position}"
