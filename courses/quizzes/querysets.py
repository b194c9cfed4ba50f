"""The reading vocabulary of quizzes."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Self
from uuid import UUID

from django.db import models
from django.db.models import Count, Q

from courses.people.models import User

if TYPE_CHECKING:
    from courses.quizzes.models import (
        Attempt,
        Exam,
        ExamSession,
        Question,
        QuestionVersion,
        Quiz,
        QuizVersion,
        Seat,
    )


class QuizQuerySet(models.QuerySet["Quiz"]):
    """Quizzes."""

    def with_course(self) -> Self:
        """Bring along the rules, and the course as it is published now."""
        return self.select_related("current", "lesson__course__current")


class QuestionQuerySet(models.QuerySet["Question"]):
    """Questions of banks."""

    def in_use(self) -> Self:
        """Leave out those that were retired."""
        return self.filter(retired_at__isnull=True)

    def of_banks(self) -> Self:
        """Leave out those that are written in the pages of quizzes."""
        return self.filter(bank__is_of_pages=False)

    def with_newest_wording(self) -> Self:
        """Bring along the bank and the newest version."""
        return self.select_related("bank", "current__drafted_by")

    def with_words(self, words: str) -> Self:
        """Those with all these words in their question, or in their reference."""
        found = self
        for word in words.split():
            found = found.filter(
                Q(ref__icontains=word) | Q(current__content__heading__icontains=word)
            )
        return found


class QuestionVersionQuerySet(models.QuerySet["QuestionVersion"]):
    """Wordings of questions."""

    def without_key(self) -> Self:
        """Leave in the database what has its time: pages that ask are built from these."""
        return self.defer("key", "stated", "reason")


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

    def of_exam(self, slug: str, attempt: UUID) -> Self:
        """Find one by its id, if it is of the exam at this address."""
        return self.filter(pk=attempt, exam__slug=slug)

    def of_version(self, version: "QuizVersion", learner: User | None, guest_digest: str) -> Self:
        """Those of this person by these rules or earlier ones of the same quiz or exam."""
        return self.of(learner, guest_digest).filter(
            quiz=version.quiz_id, exam=version.exam_id, version__mode=version.mode
        )

    def with_rules(self) -> Self:
        """Bring along the version it began with, and the course or the exam."""
        return self.select_related("version", "exam", "quiz__lesson__course__current")

    def with_exam_rules(self) -> Self:
        """Bring along what `with_rules` does, of exams alone: each answer of a hall reads this."""
        return self.select_related("version", "exam")

    def on_screen(self) -> Self:
        """Those that are answered on a device, and not on paper."""
        return self.filter(on_paper=False)

    def open(self) -> Self:
        """Those that are still being answered."""
        return self.filter(submitted_at__isnull=True)

    def submitted(self) -> Self:
        """Those that have been handed in."""
        return self.filter(submitted_at__isnull=False)

    def overdue(self, now: datetime, grace: timedelta) -> Self:
        """Open ones into which no answer can come any more, but for those of people who have paused.

        Where the rules allow it, an answer that was given in time may arrive so much later.
        """
        over = self.open().filter(deadline__lt=now, learner__paused_at=None)
        return over.filter(Q(version__grace_minutes=0) | Q(deadline__lt=now - grace))

    def of_guests_before(self, moment: datetime) -> Self:
        """Those of guests that nobody claimed, from before this moment."""
        return self.filter(learner__isnull=True, started_at__lt=moment)


class ExamQuerySet(models.QuerySet["Exam"]):
    """Exams."""

    def with_rules(self) -> Self:
        """Bring along the bank and what may be taken now."""
        return self.select_related("bank", "current", "placement", "refresher")

    def released(self) -> Self:
        """Those that may be taken."""
        return self.filter(current__isnull=False)


class ExamSessionQuerySet(models.QuerySet["ExamSession"]):
    """Rooms of exams."""

    def open(self) -> Self:
        """Those that have not been closed."""
        return self.filter(closed_at__isnull=True)

    def visible_to(self, person: User, *, everywhere: bool) -> Self:
        """Those that somebody proctors; for whoever looks after all exams, every one."""
        return self.all() if everywhere else self.filter(proctor=person)

    def with_numbers(self) -> Self:
        """Bring along how many sat down, handed in and passed."""
        attempts = "seats__attempt"
        return self.annotate(
            sat_down=Count("seats"),
            handed_in=Count(attempts, filter=Q(**{f"{attempts}__submitted_at__isnull": False})),
            passed=Count(attempts, filter=Q(**{f"{attempts}__passed": True})),
        )


class SeatQuerySet(models.QuerySet["Seat"]):
    """Seats in rooms of exams."""

    def taken(self) -> Self:
        """Those whose people have not been sent out."""
        return self.filter(dismissed_at__isnull=True)

    def waiting(self) -> Self:
        """Those whose people wait at the door."""
        return self.taken().filter(admitted_at__isnull=True)
