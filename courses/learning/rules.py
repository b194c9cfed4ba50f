"""When a lesson is done and a course complete. Pure: the same facts give the same answer.

The results are built by minimum, maximum and union only, so facts may arrive late, twice or in
any order and still lead to the same results (rebuild_projections relies on it).
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import TypedDict

from courses.catalogue.domain import PublishedItem, PublishedOutline

# domain.md 0.4: progress comes from doing. There is no rule for time spent or for scrolling.


class PracticeResult(TypedDict):
    """The best try at one practice, and when it was first done."""

    correct: int
    total: int
    at: str


class LessonResult(TypedDict, total=False):
    """What one learner has achieved in one lesson; moments are ISO 8601 with a zone.

    `read`: said to be understood. `score`: best, in percent. `passed`: by a quiz or other
    activity. `done`: the lesson counts, whatever editors change in it later.
    """

    read: str
    practices: dict[str, PracticeResult]
    score: int
    passed: str
    done: str


Results = Mapping[str, LessonResult]


def with_read(result: LessonResult, at: datetime) -> LessonResult:
    """Return the result of a lesson that its learner says is understood."""
    return {**result, "read": _earlier(result.get("read"), at)}


def with_practice(
    result: LessonResult, practice: str, correct: int, total: int, at: datetime
) -> LessonResult:
    """Return the result with this try at a practice; the best try counts."""
    practices = dict(result.get("practices", {}))
    known = practices.get(practice)
    best = max((correct, total), (known["correct"], known["total"]) if known else (0, 0))
    practices[practice] = {
        "correct": best[0],
        "total": best[1],
        "at": _earlier(known["at"] if known else None, at),
    }
    return {**result, "practices": practices}


def with_pass(result: LessonResult, score: int | None, at: datetime) -> LessonResult:
    """Return the result of a lesson whose activity was passed; the best score counts."""
    passed: LessonResult = {**result, "passed": _earlier(result.get("passed"), at)}
    if score is not None:
        passed["score"] = max(score, result.get("score", 0))
    return passed


def with_done_lessons(results: Results, outline: PublishedOutline) -> dict[str, LessonResult]:
    """Return the results with `done` set on each lesson that this outline counts as done."""
    marked = dict(results)
    for item in outline.items:
        result = results.get(str(item.key))
        if result and (moment := done_at(item, result)):
            marked[str(item.key)] = {**result, "done": _earlier(result.get("done"), moment)}
    return marked


def done_at(item: PublishedItem, result: LessonResult) -> datetime | None:
    """Return when the item became done.

    Passing does it for anything; a lesson with practices needs all of them; one without needs
    its learner to say that it is understood.
    """
    if "passed" in result:
        return _moment(result["passed"])
    if item.is_quiz:
        return None
    if item.practices:
        done = result.get("practices", {})
        if all(practice in done for practice in item.practices):
            return max(_moment(done[practice]["at"]) for practice in item.practices)
        return None
    return _moment(result["read"]) if "read" in result else None


def completed_at(outlines: Iterable[PublishedOutline], results: Results) -> datetime | None:
    """Return when everything that one of the outlines requires was done, or None.

    Learners meet the outline they took up and the newest one; either is enough, so an edit
    takes nothing away from anybody.
    """
    moments = (_completed_at(outline, results) for outline in outlines)
    return min(filter(None, moments), default=None)


def _completed_at(outline: PublishedOutline, results: Results) -> datetime | None:
    if not outline.required or missing_items(outline, results):
        return None
    return max(_moment(results[str(item.key)]["done"]) for item in outline.required)


def missing_items(outline: PublishedOutline, results: Results) -> list[PublishedItem]:
    """Return the required items that are not done, in their order."""
    return [item for item in outline.required if "done" not in results.get(str(item.key), {})]


def _earlier(known: str | None, at: datetime) -> str:
    return min(_moment(known), at).isoformat() if known else at.isoformat()


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)
