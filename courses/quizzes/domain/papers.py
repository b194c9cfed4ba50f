"""The drawn paper of an attempt."""

from dataclasses import asdict, dataclass
from typing import Any, Self

from courses.quizzes.models import Attempt


@dataclass(frozen=True)
class PaperItem:
    """One place in a paper: which wording of which question, and its options as they are shown."""

    question: int
    kind: str
    options: tuple[str, ...]

    @classmethod
    def from_json(cls, stored: dict[str, Any]) -> Self:
        """Return the value that `to_json` wrote."""
        return cls(stored["question"], stored["kind"], tuple(stored["options"]))

    def to_json(self) -> dict[str, Any]:
        """Return plain values for the attempt's row."""
        return asdict(self) | {"options": list(self.options)}


def paper_of(attempt: Attempt) -> list[PaperItem]:
    """Return the items of an attempt in order."""
    return [PaperItem.from_json(stored) for stored in attempt.paper]


def item_at(attempt: Attempt, position: int) -> PaperItem:
    """Return the item at a position that counts from 1. Raises LookupError if there is none."""
    if not 1 <= position <= len(attempt.paper):
        raise LookupError(position)
    return PaperItem.from_json(attempt.paper[position - 1])
