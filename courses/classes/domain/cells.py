"""What one pupil has done for one assignment: a cell of the gradebook. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from django.utils import timezone

from courses.catalogue.domain import PublishedItem, PublishedOutline
from courses.classes.models import Assignment, Mark
from courses.learning.rules import LessonResult, Results, missing_items


class State(StrEnum):
    """How far it is; the words are beside the sign on the screen, and alone in the spreadsheet."""

    NOT_FOR = "not_for"
    OPEN = "open"
    WORKING = "working"
    LATE = "late"
    HELP = "help"
    DONE = "done"


@dataclass(frozen=True)
class Tried:
    """One attempt at a quiz, as far as a gradebook asks."""

    id: str
    submitted_at: datetime | None
    score: int | None
    passed: bool | None


@dataclass(frozen=True)
class Cell:
    """One pupil, one assignment. `points` is out of 100; `is_marked` says that a teacher gave it."""

    state: State
    points: int | None = None
    is_marked: bool = False
    note: str = ""

    @property
    def needs_help(self) -> bool:
        """Tell whether the teacher should look at it."""
        return self.state in (State.HELP, State.LATE)


@dataclass(frozen=True)
class Done:
    """What the machine knows: whether it is done, the points, and whether anything was begun."""

    is_done: bool = False
    points: int | None = None
    is_begun: bool = False


def cell_of(
    assignment: Assignment, done: Done, mark: Mark | None, threshold: int, today: date
) -> Cell:
    """Return the cell; a teacher's mark stands above what was counted."""
    given = points_of_mark(mark, assignment.rubric)
    note = mark.note if mark else ""
    if given is not None:
        return Cell(
            State.DONE if given >= threshold else State.HELP, given, is_marked=True, note=note
        )
    if done.is_done or done.points is not None:
        is_enough = done.points is None or done.points >= threshold
        state = State.DONE if done.is_done and is_enough else State.HELP
        return Cell(state, done.points, note=note)
    if assignment.due_on and assignment.due_on < today:
        return Cell(State.LATE, note=note)
    return Cell(State.WORKING if done.is_begun else State.OPEN, note=note)


def points_of_mark(mark: Mark | None, rubric: Sequence[Mapping[str, Any]]) -> int | None:
    """Return a teacher's points out of 100: stated, or from the levels reached in the rubric."""
    if mark is None:
        return None
    if mark.points is not None:
        return mark.points
    rows = [row for row in rubric if row["id"] in mark.levels]
    most = sum(max(level["points"] for level in row["levels"]) for row in rows)
    if not most:
        return None
    return round(100 * sum(mark.levels[row["id"]] for row in rows) / most)


def done_in_lesson(item: PublishedItem, result: LessonResult) -> Done:
    """Return what a lesson's result amounts to; its points are the share of right answers in practices."""
    practices = result.get("practices", {})
    total = sum(each["total"] for each in practices.values())
    correct = sum(each["correct"] for each in practices.values())
    is_done = "done" in result
    score = result.get("score", round(100 * correct / total) if total else None)
    return Done(is_done, score if is_done else None, bool(result) or is_done)


def done_in_course(outline: PublishedOutline, results: Results, *, is_complete: bool) -> Done:
    """Return how much of a whole course is done; its points are the share of its required parts."""
    required = len(outline.required)
    missing = len(missing_items(outline, results)) if required else 0
    is_done = is_complete or (required > 0 and not missing)
    return Done(is_done, 100 if is_done else None, bool(results))


def done_in_quiz(assignment: Assignment, attempts: Iterable[Tried]) -> Done:
    """Return what the attempts that count for this assignment amount to."""
    tried = list(attempts)
    counted = attempts_that_count(assignment, tried)
    if not counted:
        return Done(is_begun=any(each.submitted_at is None for each in tried))
    purpose = assignment.purpose
    if purpose == Assignment.Purpose.BEFORE:
        chosen = counted[0]
    elif purpose == Assignment.Purpose.AFTER:
        chosen = counted[-1]
    else:
        chosen = max(counted, key=lambda each: each.score or 0)
    return Done(is_done=True, points=chosen.score, is_begun=True)


def attempts_that_count(assignment: Assignment, attempts: Iterable[Tried]) -> list[Tried]:
    """Return the handed-in attempts in their order: for tests and second chances those since it opened."""
    counted = [each for each in attempts if each.submitted_at and each.score is not None]
    if assignment.purpose != Assignment.Purpose.WORK:
        counted = [each for each in counted if _day(each) >= assignment.opens_on]
    if assignment.purpose == Assignment.Purpose.BEFORE and assignment.due_on:
        counted = [each for each in counted if _day(each) <= assignment.due_on]
    return sorted(counted, key=_moment)


def _moment(attempt: Tried) -> datetime:
    return attempt.submitted_at or timezone.now()


def _day(attempt: Tried) -> date:
    return timezone.localdate(_moment(attempt))
