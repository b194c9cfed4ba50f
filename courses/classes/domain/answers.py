"""What one pupil answered, for the teacher who taps a cell."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from courses.classes.models import Assignment, Pupil
from courses.learning.models import Enrolment
from courses.quizzes.domain.sheets import Disclosure, Sheet, make_sheet
from courses.quizzes.models import Attempt, QuestionVersion

MOST_ATTEMPTS = 5


@dataclass(frozen=True)
class AnsweredAttempt:
    """One attempt as the teacher sees it: everything, with right and wrong."""

    number: int
    submitted_at: datetime | None
    score: int | None
    sheets: tuple[Sheet, ...]


@dataclass(frozen=True)
class PracticeDone:
    """One practice of a lesson: the best try."""

    name: str
    correct: int
    total: int


@dataclass(frozen=True)
class Answered:
    """What is known of a pupil's work on an assignment."""

    attempts: tuple[AnsweredAttempt, ...] = ()
    practices: tuple[PracticeDone, ...] = ()
    read_at: datetime | None = None


def answers_of(pupil: Pupil, assignment: Assignment) -> Answered:
    """Return the pupil's answers. At most four queries."""
    if assignment.lesson is None:
        return Answered()
    if assignment.lesson.kind == assignment.lesson.Kind.QUIZ:
        return Answered(attempts=tuple(_attempts(pupil, assignment)))
    enrolment = Enrolment.objects.filter(
        learner=pupil.person_id, course=assignment.course_id
    ).first()
    result: dict[str, Any] = (
        enrolment.results.get(str(assignment.lesson_id), {}) if enrolment else {}
    )
    read = result.get("read")
    return Answered(
        practices=tuple(
            PracticeDone(name.replace("-", " "), best["correct"], best["total"])
            for name, best in result.get("practices", {}).items()
        ),
        read_at=datetime.fromisoformat(read) if read else None,
    )


def _attempts(pupil: Pupil, assignment: Assignment) -> list[AnsweredAttempt]:
    attempts = list(
        Attempt.objects.filter(learner=pupil.person_id, quiz=assignment.lesson_id)
        .select_related("version")
        .prefetch_related("answers")
        .order_by("-number")[:MOST_ATTEMPTS]
    )
    ids = {stored["question"] for attempt in attempts for stored in attempt.paper}
    questions = QuestionVersion.objects.in_bulk(ids)
    return [_answered(attempt, questions) for attempt in attempts]


def _answered(attempt: Attempt, questions: dict[int, QuestionVersion]) -> AnsweredAttempt:
    answers = {answer.position: answer for answer in attempt.answers.all()}
    sheets = tuple(
        make_sheet(
            attempt, place, questions[stored["question"]], answers.get(place), Disclosure.EVERYTHING
        )
        for place, stored in enumerate(attempt.paper, start=1)
    )
    return AnsweredAttempt(attempt.number, attempt.submitted_at, attempt.score, sheets)
