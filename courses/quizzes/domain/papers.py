"""The drawn paper of an attempt."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Self

from courses.quizzes.models import Attempt


@dataclass(frozen=True)
class PaperItem:
    """One place in a paper: which wording of which question, and what of it is in which order.

    `shown` is what the kind of the question keeps: {"options": [ids in the order shown]} and the
    like, enough to tell whether a response fits without reading the question.
    """

    question: int
    kind: str
    shown: Mapping[str, Any] = field(default_factory=dict)

    @property
    def options(self) -> tuple[str, ...]:
        """Return the options in the order shown; none for kinds that have none."""
        return tuple(self.shown.get("options", ()))

    @classmethod
    def from_json(cls, stored: dict[str, Any]) -> Self:
        """Return the value that `to_json` wrote, or the first papers, which had options alone."""
        shown = stored["shown"] if "shown" in stored else {"options": stored["options"]}
        return cls(stored["question"], stored["kind"], shown)

    def to_json(self) -> dict[str, Any]:
        """Return plain values for the attempt's row."""
        return {"question": self.question, "kind": self.kind, "shown": dict(self.shown)}


def item_at(attempt: Attempt, position: int) -> PaperItem:
    """Return the item at a position that counts from 1. Raises LookupError if there is none."""
    if not 1 <= position <= len(attempt.paper):
        raise LookupError(position)
    return PaperItem.from_json(attempt.paper[position - 1])
