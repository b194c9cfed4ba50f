"""Draw a paper: which questions, and each one's options in an order of its own.

The seed is stored with the attempt, and the order follows from nothing but the seed and the ids,
by a hash and not by a library's random generator: an auditor replays the same paper years later.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from courses.quizzes.domain.papers import PaperItem
from courses.quizzes.models import Question, QuestionVersion


@dataclass(frozen=True)
class Candidate:
    """A question that can be drawn; `right_order` only for those that are to be put in order."""

    question: int
    kind: str
    options: tuple[str, ...]
    right_order: tuple[str, ...] = ()


def candidate_of(version: QuestionVersion) -> Candidate:
    """Return what drawing needs to know of a question."""
    return Candidate(
        question=version.pk,
        kind=version.kind,
        options=tuple(option["id"] for option in version.content["options"]),
        right_order=tuple(version.key["answer"].get("order", ())),
    )


def draw_paper(candidates: Sequence[Candidate], seed: int) -> list[PaperItem]:
    """Return all the questions as they stand, with the options of each shuffled by the seed.

    True and false keep their order. What is to be put in order never starts in the right one.
    """
    return [
        PaperItem(candidate.question, candidate.kind, _shuffled(candidate, seed))
        for candidate in candidates
    ]


def _shuffled(candidate: Candidate, seed: int) -> tuple[str, ...]:
    if candidate.kind == Question.Kind.TRUE_FALSE:
        return ("true", "false")

    def place(option: str) -> bytes:
        return hashlib.sha256(f"{seed}:{candidate.question}:{option}".encode()).digest()

    shuffled = tuple(sorted(candidate.options, key=place))
    if candidate.kind == Question.Kind.ORDERING and shuffled == candidate.right_order:
        return (*shuffled[1:], shuffled[0])
    return shuffled
