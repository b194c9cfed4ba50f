"""What is awarded, as a value: everything that will be printed, and nothing that must be looked up."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any, Self


@dataclass(frozen=True, slots=True)
class Material:
    """One subject on page two, with its share of the time."""

    title: str
    jp: int = 0
    minutes: int = 0


@dataclass(frozen=True, slots=True)
class Issuer:
    """Who awards, who signs, and where the document can be checked.

    `unit` is the short name that goes into numbers (BKPSDM). `time_zone` decides in which year a
    number falls: in Makassar the year begins an hour before Jakarta's.
    """

    name: str
    city: str
    signer_name: str
    signer_position: str
    base_url: str
    time_zone: str = "Asia/Jakarta"
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Signer:
    """Somebody who stands below the paper."""

    name: str
    position: str


@dataclass(frozen=True, slots=True)
class Achievement:
    """One award for one person.

    `person_id` is the person's public id and never a NIP. `holder_number_masked` is printed as it
    is given. `public_name` stands on the public page in place of the printed name, for pupils
    ("R. P."). `number_pattern` takes {series} {sequence} {unit} {year} {month}. `heading`,
    `statement`, `closing`, `design` and `signers` are a programme's own; empty, the kind and the
    issuer say them. `valid_until` is the last day on which it counts.
    """

    person_id: str
    achievement_key: str
    title: str
    kind: str
    holder_name: str
    started_on: date
    finished_on: date
    issuer: Issuer
    cycle: int = 1
    holder_titles_before: str = ""
    holder_titles_after: str = ""
    holder_number_masked: str = ""
    unit_name: str = ""
    position: str = ""
    public_name: str = ""
    jp: int = 0
    minutes: int = 0
    materials: tuple[Material, ...] = ()
    domains: tuple[str, ...] = ()
    evidence: Mapping[str, Any] = field(default_factory=dict)
    series_key: str = "SK"
    number_pattern: str = "{series}/{sequence:06d}/{unit}/{year}"
    heading: str = ""
    statement: str = ""
    closing: str = ""
    design: str = ""
    signers: tuple[Signer, ...] = ()
    valid_until: date | None = None

    @property
    def printed_name(self) -> str:
        """Return the name with its titles, as it stands on the paper."""
        named = " ".join(filter(None, (self.holder_titles_before, self.holder_name)))
        return ", ".join(filter(None, (named, self.holder_titles_after)))

    def to_json(self) -> dict[str, Any]:
        """Return plain values for the register's snapshot."""
        return asdict(self) | {
            "started_on": self.started_on.isoformat(),
            "finished_on": self.finished_on.isoformat(),
            "materials": [asdict(material) for material in self.materials],
            "domains": list(self.domains),
            "evidence": dict(self.evidence),
            "signers": [asdict(signer) for signer in self.signers],
            "valid_until": self.valid_until and self.valid_until.isoformat(),
        }

    def signed_by(self) -> tuple[Signer, ...]:
        """Return who stands below the paper: the programme's signers, or else the issuer's."""
        return self.signers or (Signer(self.issuer.signer_name, self.issuer.signer_position),)

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Self:
        """Return the value that `to_json` wrote."""
        return cls(
            **{
                **stored,
                "started_on": date.fromisoformat(stored["started_on"]),
                "finished_on": date.fromisoformat(stored["finished_on"]),
                "issuer": Issuer(**stored["issuer"]),
                "materials": tuple(Material(**material) for material in stored["materials"]),
                "domains": tuple(stored["domains"]),
                "evidence": dict(stored["evidence"]),
                "signers": tuple(Signer(**signer) for signer in stored.get("signers", ())),
                "valid_until": _day_or_none(stored.get("valid_until")),
            }
        )


def _day_or_none(stored: str | None) -> date | None:
    return date.fromisoformat(stored) if stored else None
