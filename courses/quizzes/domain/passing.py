"""Let a pass count: a quiz in its course, an exam as a requirement that was met."""

from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from django.conf import settings

from certificates.domain.programmes import Met
from courses.learning.domain import record_lesson_result
from courses.learning.domain.awards import record_met
from courses.learning.domain.event_log import id_of_what_happens_once
from courses.people.models import User
from courses.quizzes.models import Attempt, Exam, Quiz, QuizVersion
from courses.quizzes.rules import percent_of

# A training hour (JP) of 45 minutes; an exam counts its whole ones.
MINUTES_PER_JP = 45
FACTS = (QuizVersion.Mode.EXAM, QuizVersion.Mode.REFRESHER)
REFRESHER = "-PENYEGARAN"


def count_pass(attempt: Attempt) -> None:
    """Let a pass count for its learner, in the caller's transaction; a guest's waits until it is claimed.

    An exam that was passed under supervision and one that was not are different facts: the register
    decides which certificate rests on which. A placement check opens its exam and is no fact beyond.
    """
    if attempt.learner is None:
        return
    if attempt.quiz is not None:
        _count_quiz(attempt, attempt.quiz, attempt.learner)
    elif attempt.exam is not None and attempt.version.mode in FACTS:
        record_met(attempt.learner, what_was_met(attempt, attempt.exam))


def _count_quiz(attempt: Attempt, quiz: Quiz, learner: User) -> None:
    record_lesson_result(
        learner,
        quiz.lesson,
        source="quiz",
        score=attempt.score,
        fact_id=id_of_what_happens_once("attempt", attempt.pk),
    )


def what_was_met(attempt: Attempt, exam: Exam) -> Met:
    """Return the pass of an exam as the register takes it: telling it again brings it up to date."""
    minutes = attempt.version.minutes_allowed or 0
    return Met(
        key=key_of(exam, attempt.version.mode),
        title=attempt.version.title,
        reference=str(attempt.pk),
        started_on=_day(attempt.started_at),
        met_on=_day(attempt.submitted_at or attempt.started_at),
        minutes=minutes,
        jp=minutes // MINUTES_PER_JP,
        score=attempt.score,
        domain_scores=domain_percents(attempt),
        supervised=attempt.supervised,
    )


def key_of(exam: Exam, mode: str) -> str:
    """Return under which name the register knows it: exam:SDTI, or exam:SDTI-PENYEGARAN."""
    return f"exam:{exam.bank.code}{REFRESHER if mode == QuizVersion.Mode.REFRESHER else ''}"


def domain_percents(attempt: Attempt) -> dict[str, int]:
    """Return the score of each domain in whole percent."""
    return {
        domain: percent_of(Decimal(str(score["points"])), int(score["questions"]))
        for domain, score in attempt.domains.items()
    }


def _day(moment: datetime) -> date:
    return moment.astimezone(ZoneInfo(settings.TIME_ZONE)).date()
