"""A room in which an exam is taken under somebody's eyes: its seats, and what its proctor did."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.quizzes.models.attempts import Attempt
from courses.quizzes.models.exams import Exam
from courses.quizzes.querysets import ExamSessionQuerySet, SeatQuerySet


class ExamSession(models.Model):
    """A room from the moment its door is opened until it is closed.

    The PIN opens the door while the room is open: only then is it worth anything, and no two open
    rooms have the same. With `admits_at_once` nobody waits at the door to be let in.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    exam = models.ForeignKey(Exam, models.PROTECT, related_name="sessions", verbose_name=_("exam"))
    place = models.CharField(_("place"), max_length=120)
    seat_count = models.PositiveSmallIntegerField(_("seats"))
    pin = models.CharField(_("PIN"), max_length=6)
    admits_at_once = models.BooleanField(_("lets everybody in at once"), default=False)
    proctor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="exam_sessions",
        verbose_name=_("proctor"),
    )
    extra_minutes = models.PositiveSmallIntegerField(_("minutes added"), default=0)
    opened_at = models.DateTimeField(_("opened at"), default=timezone.now)
    paused_at = models.DateTimeField(_("paused at"), null=True, blank=True)
    closed_at = models.DateTimeField(_("closed at"), null=True, blank=True)

    objects = ExamSessionQuerySet.as_manager()

    class Meta:
        verbose_name = _("exam session")
        verbose_name_plural = _("exam sessions")
        ordering = ["-opened_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["pin"], condition=Q(closed_at__isnull=True), name="one_open_room_per_pin"
            )
        ]

    def __str__(self) -> str:
        return f"{self.exam}, {self.place}"


class Seat(models.Model):
    """One person's place in a room; `seen_at` is when their device was last heard of."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    session = models.ForeignKey(
        ExamSession, models.CASCADE, related_name="seats", verbose_name=_("exam session")
    )
    learner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="exam_seats",
        verbose_name=_("learner"),
    )
    number = models.PositiveSmallIntegerField(_("seat"))
    entered_at = models.DateTimeField(_("entered at"), default=timezone.now)
    admitted_at = models.DateTimeField(_("admitted at"), null=True, blank=True)
    dismissed_at = models.DateTimeField(_("sent out at"), null=True, blank=True)
    seen_at = models.DateTimeField(_("last seen at"), default=timezone.now)
    attempt = models.OneToOneField(
        Attempt,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="seat",
        verbose_name=_("attempt"),
    )

    objects = SeatQuerySet.as_manager()

    class Meta:
        verbose_name = _("seat")
        verbose_name_plural = _("seats")
        ordering = ["session", "number"]
        constraints = [
            models.UniqueConstraint(fields=["session", "learner"], name="one_seat_per_person"),
            models.UniqueConstraint(fields=["session", "number"], name="one_person_per_seat"),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.learner}"


class SessionEvent(models.Model):
    """Something that a proctor did in a room: never changed, and printed with its seat list."""

    class Kind(models.TextChoices):
        OPENED = "opened", _("opened the room")
        ADMITTED = "admitted", _("let in")
        PAUSED = "paused", _("stopped the clocks")
        RESUMED = "resumed", _("let the clocks run on")
        EXTENDED = "extended", _("added time")
        DISMISSED = "dismissed", _("sent out")
        CLOSED = "closed", _("closed the room")

    session = models.ForeignKey(
        ExamSession, models.CASCADE, related_name="events", verbose_name=_("exam session")
    )
    seat = models.ForeignKey(
        Seat, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("seat")
    )
    kind = models.CharField(_("what"), max_length=10, choices=Kind)
    minutes = models.PositiveSmallIntegerField(_("minutes"), null=True, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("done by"),
    )
    done_at = models.DateTimeField(_("done at"), default=timezone.now)

    class Meta:
        verbose_name = _("event of an exam session")
        verbose_name_plural = _("events of exam sessions")
        ordering = ["session", "done_at", "pk"]

    def __str__(self) -> str:
        return f"{self.session}: {self.get_kind_display()}"
