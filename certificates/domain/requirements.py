"""What a programme asks for, and whether somebody has met it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from certificates.models import Attainment

WORKSHOP_LED = "workshop-led"


class RequirementKind(models.TextChoices):
    """What sort of thing has to be done."""

    COURSE = "course", _("complete a course")
    EXAM = "exam", _("pass an exam")
    ATTENDANCE = "attendance", _("attend a training")
    WORKSHOP = "workshop", _("lead a workshop")


class Supervision(models.TextChoices):
    """Under whose eyes an exam has to be taken."""

    ANY = "any", _("supervised or not")
    SUPERVISED = "supervised", _("supervised only")
    UNSUPERVISED = "unsupervised", _("on one's own only")


@dataclass(frozen=True, slots=True)
class Requirement:
    """One thing that a programme asks for.

    `code` is the course, the bank of the exam or the training. Percentages: `minimum_score` of the
    whole exam, `domain_minimums` of its fields by their numbers, `minimum_share` of all planned
    sessions. `count` is how many workshops. Requirements with the same `choice` (a letter) are
    alternatives: one of them is enough.
    """

    kind: str
    code: str = ""
    title: str = ""
    minimum_score: int = 0
    domain_minimums: Mapping[str, int] = field(default_factory=dict)
    supervision: str = Supervision.ANY
    minimum_share: int = 0
    count: int = 1
    choice: str = ""

    @property
    def key(self) -> str:
        """Return the key of the attainments that can meet it."""
        if self.kind == RequirementKind.WORKSHOP:
            return WORKSHOP_LED
        return f"{self.kind}:{self.code}"

    def to_json(self) -> dict[str, Any]:
        """Return plain values for the programme's row."""
        return asdict(self) | {"domain_minimums": dict(self.domain_minimums)}

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Self:
        """Return the value that `to_json` wrote."""
        return cls(**stored)

    def is_met_by(self, attainment: Attainment) -> bool:
        """Tell whether this one attainment is good enough."""
        return (
            attainment.key == self.key
            and (attainment.score or 0) >= self.minimum_score
            and (attainment.share or 0) >= self.minimum_share
            and self._has_enough_in_each_domain(attainment)
            and self._was_taken_as_asked(attainment)
        )

    def met_by(self, attainments: Sequence[Attainment]) -> list[Attainment]:
        """Return the attainments that meet it, newest first; none when they are too few."""
        good = sorted(filter(self.is_met_by, attainments), key=_newest_first)
        if self.kind == RequirementKind.WORKSHOP:
            return good if sum(one.count for one in good) >= self.count else []
        return good[:1]

    def _has_enough_in_each_domain(self, attainment: Attainment) -> bool:
        scores = attainment.domain_scores
        return all(
            scores.get(domain, 0) >= minimum for domain, minimum in self.domain_minimums.items()
        )

    def _was_taken_as_asked(self, attainment: Attainment) -> bool:
        if self.supervision == Supervision.ANY:
            return True
        return attainment.supervised == (self.supervision == Supervision.SUPERVISED)


def requirements_of(stored: Iterable[Mapping[str, Any]]) -> tuple[Requirement, ...]:
    """Return what a programme's row asks for."""
    return tuple(map(Requirement.from_json, stored))


def what_meets(
    requirements: Sequence[Requirement], attainments: Sequence[Attainment]
) -> tuple[Attainment, ...] | None:
    """Return the attainments that meet all of it, oldest first; None when something is missing.

    A programme that asks for nothing is met by nobody.
    """
    used: dict[tuple[str, str], Attainment] = {}
    for alternatives in _groups(requirements):
        met = next(filter(None, (one.met_by(attainments) for one in alternatives)), None)
        if met is None:
            return None
        used |= {(one.key, one.reference): one for one in met}
    ordered = sorted(used.values(), key=lambda one: (one.met_on, one.pk or 0))
    return tuple(ordered) or None


def missing_of(
    requirements: Sequence[Requirement], attainments: Sequence[Attainment]
) -> list[Requirement]:
    """Return what is still missing; of alternatives the first."""
    return [
        alternatives[0]
        for alternatives in _groups(requirements)
        if not any(one.met_by(attainments) for one in alternatives)
    ]


def _groups(requirements: Sequence[Requirement]) -> list[list[Requirement]]:
    """Return alternatives together, and every other requirement alone."""
    groups: dict[str, list[Requirement]] = {}
    for place, requirement in enumerate(requirements):
        groups.setdefault(requirement.choice or f"#{place}", []).append(requirement)
    return list(groups.values())


def _newest_first(attainment: Attainment) -> tuple[int, int]:
    return -attainment.met_on.toordinal(), -(attainment.pk or 0)
