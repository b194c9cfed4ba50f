"""What a person has done, as values: who, and which requirement was met."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any, Self

from certificates.models import Attainment, Portfolio


@dataclass(frozen=True, slots=True)
class Holder:
    """Whom a certificate names; all of it is printed as it stands here.

    `person_id` is the person's public id and never a NIP; `number_masked` shows its last four
    digits at most. Only a civil servant is given JP. `public_name` stands on the public page in
    place of the printed name, for pupils ("R. P.").
    """

    person_id: str
    name: str
    titles_before: str = ""
    titles_after: str = ""
    number_masked: str = ""
    unit_name: str = ""
    position: str = ""
    public_name: str = ""
    civil_servant: bool = False

    def to_json(self) -> dict[str, Any]:
        """Return plain values for the portfolio's row."""
        return asdict(self)

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Self:
        """Return the value that `to_json` wrote."""
        return cls(**stored)


@dataclass(frozen=True, slots=True)
class Met:
    """A requirement that was met.

    `key` is "course:A3", "exam:SDTI", "attendance:<training>" or "workshop-led"; `reference` names
    the one occasion (an attempt's id), so that telling it twice is told once. Percentages are
    whole numbers; `share` is of all planned sessions.
    """

    key: str
    title: str
    reference: str
    started_on: date
    met_on: date
    minutes: int = 0
    jp: int = 0
    score: int | None = None
    domain_scores: Mapping[str, int] = field(default_factory=dict)
    supervised: bool = False
    share: int | None = None
    count: int = 1

    def entry(self, portfolio: Portfolio) -> Attainment:
        """Return the row of it, not yet saved."""
        return Attainment(portfolio=portfolio, **self._values())

    def correct(self, portfolio: Portfolio) -> None:
        """Bring the row of the same occasion up to date: one more session, a mark put right."""
        portfolio.attainments.filter(key=self.key, reference=self.reference).update(
            **self._values()
        )

    def _values(self) -> dict[str, Any]:
        return asdict(self) | {"domain_scores": dict(self.domain_scores)}
