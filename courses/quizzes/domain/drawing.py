"""Draw a paper: which questions, in which order, and what of each is in an order of its own.

The seed is stored with the attempt, and everything follows from nothing but the seed and names
that never change, by a hash and not by a library's random generator: an auditor replays the same
paper years later. Pure: nothing is read or written.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from django.utils.translation import gettext as _

from courses.quizzes.domain.kinds import KINDS
from courses.quizzes.domain.papers import PaperItem
from courses.quizzes.models import QuestionVersion

Tags = Mapping[str, object]


@dataclass(frozen=True)
class Cell:
    """So many questions with these tags; no tags means any question."""

    tags: Tags
    questions: int

    def takes(self, tags: Tags) -> bool:
        """Tell whether a question with these tags belongs here."""
        return all(tags.get(name) == value for name, value in self.tags.items())

    @property
    def name(self) -> str:
        """Return the cell in words: domain 3, terapkan."""
        named = (
            _("domain %(domain)s") % {"domain": value} if name == "domain" else str(value)
            for name, value in self.tags.items()
        )
        return ", ".join(named) or _("any question")


@dataclass(frozen=True)
class Candidate:
    """A question that can be drawn: `name` is its own for ever, `tags` are what cells ask for."""

    name: str
    tags: Tags


class PoolTooSmall(Exception):  # noqa: N818 - it reads as the sentence it carries
    """The questions do not fill the blueprint; `cell` is the one that stays short by `missing`."""

    def __init__(self, cell: Cell, missing: int) -> None:
        super().__init__(
            _(
                "The paper needs %(wanted)d questions of “%(cell)s”, and %(missing)d are missing. "
                "Add questions with these tags, or ask for fewer."
            )
            % {"wanted": cell.questions, "cell": cell.name, "missing": missing}
        )
        self.cell = cell
        self.missing = missing


def draw(candidates: Sequence[Candidate], cells: Sequence[Cell], seed: int) -> list[Candidate]:
    """Return questions that fill every cell, none of them twice, in an order of the seed's own.

    Cells may overlap ("domain 3" beside "any question"): a question that two of them could take
    goes where it is needed. Raises PoolTooSmall naming the cell that cannot be filled.
    """
    named = {candidate.name: candidate for candidate in candidates}
    shuffled = [named[name] for name in in_order_of(seed, named)]
    places = [number for number, cell in enumerate(cells) for _place in range(cell.questions)]
    fitting = [
        [at for at, candidate in enumerate(shuffled) if cell.takes(candidate.tags)]
        for cell in cells
    ]
    holder = _matched(places, fitting, cells)
    return [shuffled[at] for at in sorted(holder)]


def _matched(
    places: Sequence[int], fitting: Sequence[Sequence[int]], cells: Sequence[Cell]
) -> dict[int, int]:
    """Give each place a question by augmenting paths (Kuhn); return the place of each question."""
    holder: dict[int, int] = {}

    def settle(place: int, tried: set[int]) -> bool:
        for question in fitting[places[place]]:
            if question in tried:
                continue
            tried.add(question)
            if question not in holder or settle(holder[question], tried):
                holder[question] = place
                return True
        return False

    for place, number in enumerate(places):
        if not settle(place, set()):
            filled = sum(places[taken] == number for taken in holder.values())
            raise PoolTooSmall(cells[number], cells[number].questions - filled)
    return holder


def in_order_of(seed: int, names: Iterable[str], salt: str = "") -> tuple[str, ...]:
    """Return the names in an order that follows from the seed, the salt and the names alone."""

    def place(name: str) -> bytes:
        return hashlib.sha256(f"{seed}:{salt}:{name}".encode()).digest()

    return tuple(sorted(names, key=place))


def paper_item(version: QuestionVersion, seed: int) -> PaperItem:
    """Return the question as the paper keeps it, its parts shuffled as its kind wants it."""
    shuffle = partial(in_order_of, seed, salt=str(version.pk))
    shown = KINDS[version.kind].shown(version.content, version.key, shuffle)
    return PaperItem(version.pk, version.kind, shown)
