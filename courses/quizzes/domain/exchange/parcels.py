"""What a file of questions holds, what was refused in it, and what a format cannot keep."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from courses.quizzes.domain.specs import QuestionSpec

# Letters name the parts of a question that came without ids of ours: the same letter for the same place.
LETTERS = "abcdefghijklmnopqrstuvwxyz"


class ExchangeRefused(Exception):  # noqa: N818 - it reads as the sentence it carries
    """The whole file cannot be read; the sentence says why, and what to do."""


class QuestionRefused(Exception):  # noqa: N818 - it reads as the sentence it carries
    """One question cannot be taken over; the sentence says why."""


@dataclass(frozen=True)
class Refusal:
    """A question of the file that cannot be taken over: its place from 1, its name, and why."""

    place: int
    name: str
    reason: str


@dataclass(frozen=True)
class Remark:
    """Something of a question that was left out or changed while it was taken over."""

    ref: str
    sentence: str


@dataclass(frozen=True)
class Parcel:
    """Questions on their way: `picture` of a question names one of `files` by its path."""

    title: str
    questions: tuple[QuestionSpec, ...]
    refusals: tuple[Refusal, ...] = ()
    remarks: tuple[Remark, ...] = ()
    files: Mapping[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True)
class Loss:
    """What a format cannot keep of a question.

    `part` is the field of QuestionSpec that comes back different, or "question" when the question
    is left out altogether.
    """

    ref: str
    part: str
    sentence: str


@dataclass(frozen=True)
class Written:
    """A file to send, and what it does not keep."""

    content: bytes
    losses: tuple[Loss, ...]


def letter(place: int) -> str:
    """Return the name of the part at this place from 0: a to z, then z1, z2 and so on."""
    return LETTERS[place] if place < len(LETTERS) else f"z{place - len(LETTERS) + 1}"
