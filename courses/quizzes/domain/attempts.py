"""Begin an attempt, once, however often the button is pressed."""

import secrets
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from courses.learning.domain import enrol
from courses.people.domain.privacy import refuse_while_paused
from courses.people.models import User
from courses.quizzes.domain.drawing import candidate_of, draw_paper
from courses.quizzes.domain.submitting import submit_attempt
from courses.quizzes.domain.takers import Taker
from courses.quizzes.models import Attempt, Quiz, QuizVersion
from courses.quizzes.rules import Tries, count_tries, is_overdue, needs_an_account

ROUNDS = 5


class StartRefused(Exception):  # noqa: N818 - it reads as the reason it carries
    """No attempt can begin now: too many, too early, or passed already."""

    def __init__(self, tries: Tries) -> None:
        super().__init__(tries.hindrance)
        self.tries = tries


class AccountNeeded(Exception):  # noqa: N818 - it reads as the reason it carries
    """Only a person with an account may take this quiz."""


def tries_of(version: QuizVersion, taker: Taker, now: datetime) -> Tries:
    """Return how often somebody has tried the quiz, and whether they may again."""
    submitted = Attempt.objects.filter(quiz_id=version.quiz_id).of(
        taker.learner, taker.guest_digest
    )
    return count_tries(version, list(submitted.submitted().defer("paper")), now)


def open_attempt_of(quiz: Quiz, taker: Taker) -> Attempt | None:
    """Return the attempt that somebody has begun and not handed in."""
    attempts = Attempt.objects.filter(quiz=quiz).of(taker.learner, taker.guest_digest)
    return attempts.open().select_related("version").first()


def last_attempt_of(quiz: Quiz, taker: Taker) -> Attempt | None:
    """Return the attempt that somebody handed in last."""
    attempts = Attempt.objects.filter(quiz=quiz).of(taker.learner, taker.guest_digest)
    return attempts.submitted().order_by("-submitted_at").first()


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
    for _round in range(ROUNDS):
        attempt = _open_or_new(quiz, version, taker)
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
    try:
        with transaction.atomic():
            return _begin(quiz, version, taker, number=tries.used + 1, now=now)
    except IntegrityError:
        return None


def _begin(
    quiz: Quiz, version: QuizVersion, taker: Taker, *, number: int, now: datetime
) -> Attempt:
    items = version.items.select_related("question").order_by("position")
    seed = secrets.randbits(63)
    paper = draw_paper([candidate_of(item.question) for item in items], seed)
    minutes = version.minutes_allowed
    return Attempt.objects.create(
        quiz=quiz,
        version=version,
        learner=taker.learner,
        guest_digest=taker.guest_digest,
        number=number,
        seed=seed,
        paper=[item.to_json() for item in paper],
        started_at=now,
        deadline=now + timedelta(minutes=minutes) if minutes else None,
    )


def forget_attempts_of(learner: User) -> int:
    """Delete what a person who is to be erased has answered; return how many attempts."""
    return Attempt.objects.filter(learner=learner).delete()[1].get("quizzes.Attempt", 0)
