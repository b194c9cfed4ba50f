"""What every kind of question can do; each kind has a file of its own beside this one."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Mapping
from fractions import Fraction
from typing import Any

from courses.quizzes.domain.specs import QuestionSpec

Given = Mapping[str, Any]
Response = dict[str, Any]
# From the names that an editor sees ("option:a") to the random ids that takers get.
Ids = Mapping[str, str]
# Puts ids in an order that follows from nothing but a seed and the ids.
Shuffle = Callable[[Iterable[str]], tuple[str, ...]]


class KindOfQuestion(ABC):
    """How one kind of question is checked, published, shown, answered and marked. Pure.

    `content` is public from the start; `key` has its time; both are parts of a QuestionVersion.
    What is `shown` is a part of the drawn paper: ids in their shown order, enough to tell whether
    a response fits without reading the question.
    """

    #: whether an answer may be right in part
    has_shares = False

    def faults(self, spec: QuestionSpec) -> Iterator[str]:
        """Yield what keeps the question from being published, in sentences that go on after a colon."""
        yield from ()

    def named(self, spec: QuestionSpec) -> Iterator[str]:
        """Yield the editor's name of each part that takers know by a random id."""
        yield from ()

    def content(self, spec: QuestionSpec, ids: Ids) -> dict[str, Any]:
        """Return what only this kind has, as takers may see it from the start."""
        return {}

    @abstractmethod
    def key(self, spec: QuestionSpec, ids: Ids) -> dict[str, Any]:
        """Return what is right: "answer" has the shape of a response that is."""

    def shown(self, content: Given, key: Given, shuffle: Shuffle) -> dict[str, Any]:
        """Return what the paper keeps of the question, shuffled."""
        return {}

    @abstractmethod
    def clean(self, shown: Given, raw: Given) -> Response | None:
        """Return the response with nothing but what belongs to it, or None if it does not fit.

        Raises AnswerRefused where a sentence of its own helps more.
        """

    @abstractmethod
    def share(self, key: Given, response: Given) -> Fraction | None:
        """Return how much of the response is right, 0 to 1; None if a person has to say."""


def part_right(right: Mapping[str, str], given: Mapping[str, str]) -> Fraction:
    """Return the share of the parts that are as they should be."""
    return Fraction(sum(given.get(id) == value for id, value in right.items()), len(right))


def texts(value: object) -> list[str] | None:
    """Return the value if it is a list of texts."""
    if isinstance(value, list) and all(isinstance(part, str) for part in value):
        return value
    return None


def text_pairs(value: object) -> dict[str, str] | None:
    """Return the value without its empty entries if it is a mapping of texts to texts."""
    if not isinstance(value, Mapping):
        return None
    if not all(isinstance(part, str) for pair in value.items() for part in pair):
        return None
    return {name: part for name, part in value.items() if part.strip()}
