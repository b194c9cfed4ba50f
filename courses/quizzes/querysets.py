"""The reading vocabulary of quizzes."""

from datetime import datetime
from typing import TYPE_CHECKING, Self
from uuid import UUID

from django.db import models

from courses.people.models import User

if TYPE_CHECKING:
    from courses.quizzes.models import Attempt, QuestionVersion, Quiz


class QuizQuerySet(models.QuerySet["Quiz"]):
    """Quizzes."""

    def with_course(self) -> Self:
        """Bring along the rules, and the course as it is published now."""
        return self.select_related("current", "lesson__course__current")


class QuestionVersionQuerySet(models.QuerySet["QuestionVersion"]):
    """Wordings of questions."""

    def without_key(self) -> Self:
        """Leave in the database what has its time: pages that ask are built from these."""
        return self.defer("key")


class AttemptQuerySet(models.QuerySet["Attempt"]):
    """Attempts, narrowed by whose they are and by state."""

    def of(self, learner: User | None, guest_digest: str) -> Self:
        """Those of this person: the learner when there is one, else the guest with this key."""
        if learner is not None:
            return self.filter(learner=learner)
        return self.filter(learner__isnull=True, guest_digest=guest_digest).exclude(guest_digest="")

    def within_reach(self, learner: User | None, guest_digest: str) -> Self:
        """Those that may be opened: the learner's, and the unclaimed ones of the guest's key."""
        return self.of(learner, guest_digest) | self.of(None, guest_digest)

    def in_course(self, slug: str, attempt: UUID) -> Self:
        """Find one by its id, if its quiz belongs to the course at this address."""
        return self.filter(pk=attempt, quiz__lesson__course__slug=slug)

    def with_rules(self) -> Self:
        """Bring along the version it began with, and the course."""
        return self.select_related("version", "quiz__lesson__course__current")

    def open(self) -> Self:
        """Those that are still being answered."""
        return self.filter(submitted_at__isnull=True)

    def submitted(self) -> Self:
        """Those that have been handed in."""
        return self.filter(submitted_at__isnull=False)

    def overdue(self, now: datetime) -> Self:
        """Open ones whose deadline has passed, but for those of people who have paused."""
        return self.open().filter(deadline__lt=now, learner__paused_at=None)

    def of_guests_before(self, moment: datetime) -> Self:
        """Those of guests that nobody claimed, from before this moment."""
        return self.filter(learner__isnull=True, started_at__lt=moment)
