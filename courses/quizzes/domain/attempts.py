"""Begin an attempt at a quiz, once, however often the button is pressed."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from courses.learning.domain import enrol
from courses.people.domain.privacy import refuse_while_paused
from courses.people.models import User
from courses.quizzes.domain.pools import paper_for
from courses.quizzes.domain.submitting import submit_attempt
from courses.quizzes.domain.takers import Taker
from courses.quizzes.models import Attempt, Exam, ExtraTime, Quiz, QuizVersion, TryGrant
from courses.quizzes.rules import (
    Tries,
    count_tries,
    is_overdue,
    minutes_for,
    needs_an_account,
)

ROUNDS = 5


class StartRefused(Exception):  # noqa: N818 - it reads as the reason it carries
    """No attempt can begin now: too many, too early, or passed already."""

    def __init__(self, tries: Tries) -> None:
        super().__init__(tries.hindrance)
        self.tries = tries


class AccountNeeded(Exception):  # noqa: N818 - it reads as the reason it carries
    """Only a person with an account may take this quiz."""


# --- What there is --------------------------------------------------------------------------------


def tries_of(version: QuizVersion, taker: Taker, now: datetime) -> Tries:
    """Return how often somebody has tried the quiz, and whether they may again. Two statements."""
    submitted = Attempt.objects.of_version(version, taker.learner, taker.guest_digest)
    return count_tries(
        version, list(submitted.submitted().defer("paper")), now, grants_of(version, taker.learner)
    )


def grants_of(version: QuizVersion, learner: User | None) -> list[TryGrant]:
    """Return the tries that were granted to the learner beside the rules."""
    if learner is None or (version.attempts_allowed is None and not _waits(version)):
        return []
    return list(
        TryGrant.objects.filter(learner=learner, quiz=version.quiz_id, exam=version.exam_id)
    )


def _waits(version: QuizVersion) -> bool:
    return bool(version.waits or version.wait_hours)


def open_attempt_of(quiz: Quiz, taker: Taker) -> Attempt | None:
    """Return the attempt that somebody has begun and not handed in."""
    attempts = Attempt.objects.filter(quiz=quiz).of(taker.learner, taker.guest_digest)
    return attempts.open().select_related("version").first()


def last_attempt_of(quiz: Quiz, taker: Taker) -> Attempt | None:
    """Return the attempt that somebody handed in last."""
    attempts = Attempt.objects.filter(quiz=quiz).of(taker.learner, taker.guest_digest)
    return attempts.submitted().order_by("-submitted_at").first()


# --- Beginning ------------------------------------------------------------------------------------


def start_attempt(quiz: Quiz, taker: Taker) -> Attempt:
    """Return the open attempt, or begin one by the current version of the quiz.

    The constraints of the table decide between requests that come at the same time: those that
    lose find the winner's attempt. Raises AccountNeeded, StartRefused and ProcessingPausedError.
    """
    if taker.learner is not None:
        refuse_while_paused(taker.learner)
    version = quiz.current
    if version is None:
        raise StartRefused(Tries(used=0, left=0, passed=False))
    if taker.learner is None and needs_an_account(version.mode, _award_of(quiz)):
        raise AccountNeeded
    return until_one_is_open(lambda: _open_or_new(quiz, version, taker))


def until_one_is_open(one_round: Callable[[], Attempt | None]) -> Attempt:
    """Try again while another request of the same person is just ahead, and return what is open."""
    for _round in range(ROUNDS):
        attempt = one_round()
        if attempt is not None:
            return attempt
    message = "No attempt could be begun or found"
    raise IntegrityError(message)


def _award_of(quiz: Quiz) -> str:
    published = quiz.lesson.course.current
    return published.award if published else ""


def _open_or_new(quiz: Quiz, version: QuizVersion, taker: Taker) -> Attempt | None:
    now = timezone.now()
    attempt = open_attempt_of(quiz, taker)
    if attempt is not None and not is_overdue(attempt, now):
        return attempt
    if attempt is not None:
        submit_attempt(attempt)
    tries = tries_of(version, taker, now)
    if tries.hindrance:
        raise StartRefused(tries)
    if taker.learner is not None:
        enrol(taker.learner, quiz.lesson.course)
    return begin(Beginning(version, taker, number=tries.used + 1, now=now, quiz=quiz))


@dataclass(frozen=True)
class Beginning:
    """Everything that an attempt begins with; `seed` draws a paper that was drawn before."""

    version: QuizVersion
    taker: Taker
    number: int
    now: datetime
    quiz: Quiz | None = None
    exam: Exam | None = None
    seed: int | None = None
    supervised: bool = False
    on_paper: bool = False
    extra_minutes: int = 0


def begin(what: Beginning) -> Attempt | None:
    """Draw a paper and write the attempt; None when somebody else's request was ahead."""
    seed = secrets.randbits(63) if what.seed is None else what.seed
    paper = paper_for(what.version, seed)
    deadline = None if what.on_paper else _deadline(what)
    try:
        with transaction.atomic():
            return Attempt.objects.create(
                quiz=what.quiz,
                exam=what.exam,
                version=what.version,
                learner=what.taker.learner,
                guest_digest=what.taker.guest_digest,
                number=what.number,
                seed=seed,
                paper=[item.to_json() for item in paper],
                started_at=what.now,
                deadline=deadline,
                extra_minutes=what.extra_minutes,
                supervised=what.supervised,
                on_paper=what.on_paper,
            )
    except IntegrityError:
        return None


def _deadline(what: Beginning) -> datetime | None:
    if what.version.minutes_allowed is None:
        return None
    extra = ExtraTime.objects.filter(learner=what.taker.learner).first()
    minutes = minutes_for(what.version, extra.percent if extra else 0, what.extra_minutes)
    return what.now + timedelta(minutes=minutes or 0)


def forget_attempts_of(learner: User) -> int:
    """Delete what a person who is to be erased has answered; return how many attempts."""
    return Attempt.objects.filter(learner=learner).delete()[1].get("quizzes.Attempt", 0)
