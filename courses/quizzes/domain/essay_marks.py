"""What a person said about an essay, as its writer and later readers see it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from courses.quizzes.models import Attempt, EssayMark


@dataclass(frozen=True)
class MarkedRow:
    """What a marker said to one row of the rubric."""

    title: str
    points: int
    most: int
    text: str


@dataclass(frozen=True)
class MarkedEssay:
    """A marking as the taker may read it after handing in."""

    rows: tuple[MarkedRow, ...]
    comment: str
    marked_at: datetime

    @property
    def points(self) -> int:
        """Return the sum of the rows."""
        return sum(row.points for row in self.rows)

    @property
    def most(self) -> int:
        """Return the largest sum that there could be."""
        return sum(row.most for row in self.rows)


def marked_essays_of(attempt: Attempt) -> dict[int, MarkedEssay]:
    """Return the newest marking of each essay of an attempt, by its position. One statement."""
    marks = EssayMark.objects.filter(answer__attempt=attempt).select_related("answer__question")
    newest: dict[int, MarkedEssay] = {}
    for mark in marks.order_by("marked_at", "pk"):
        newest[mark.answer.position] = marked_essay(mark)
    return newest


def marked_essay(mark: EssayMark) -> MarkedEssay:
    """Return the marking in the words of its rubric."""
    rows = tuple(_row(row, mark.levels[row["id"]]) for row in mark.answer.question.key["rubric"])
    return MarkedEssay(rows, mark.comment, mark.marked_at)


def _row(row: Mapping[str, Any], points: int) -> MarkedRow:
    texts = {level["points"]: level["text"] for level in row["levels"]}
    return MarkedRow(row["title"], points, max(texts), texts[points])
