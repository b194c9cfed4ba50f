"""The award of a programme, as the value that is frozen into the register."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from certificates.domain.achievement import Achievement, Issuer, Material, Signer
from certificates.domain.attaining import Holder
from certificates.domain.renewing import Turn, valid_until
from certificates.models import Attainment, Certificate, Programme


@dataclass(frozen=True, slots=True)
class Award:
    """An achievement, and what it hangs on in the register."""

    achievement: Achievement
    programme: Programme | None = None
    renews: Certificate | None = None


def award_of(
    programme: Programme,
    holder: Holder,
    met: Sequence[Attainment],
    turn: Turn,
    issuer: Issuer,
    today: date,
) -> Award:
    """Return what the programme gives to this person for what was met, oldest first."""
    jp = (programme.jp or 0) if holder.civil_servant else 0
    achievement = Achievement(
        person_id=holder.person_id,
        achievement_key=f"programme:{programme.code}",
        cycle=turn.cycle,
        issuer=issuer,
        started_on=min(one.started_on for one in met),
        finished_on=max(one.met_on for one in met),
        jp=jp,
        minutes=sum(one.minutes for one in met),
        materials=_materials(met, jp),
        evidence=_evidence(programme, met),
        valid_until=valid_until(programme, turn, today),
        **_named(holder),
        **_worded(programme),
    )
    return Award(achievement, programme, turn.renews)


def _named(holder: Holder) -> dict[str, Any]:
    return {
        "holder_name": holder.name,
        "holder_titles_before": holder.titles_before,
        "holder_titles_after": holder.titles_after,
        "holder_number_masked": holder.number_masked,
        "unit_name": holder.unit_name,
        "position": holder.position,
        "public_name": holder.public_name,
    }


def _worded(programme: Programme) -> dict[str, Any]:
    return {
        "title": programme.title,
        "kind": programme.kind,
        "series_key": programme.series_key,
        "number_pattern": programme.number_pattern,
        "domains": tuple(programme.domains),
        "heading": programme.heading,
        "statement": programme.statement,
        "closing": programme.closing,
        "design": programme.design,
        "signers": tuple(Signer(**signer) for signer in programme.signers),
    }


def _materials(met: Sequence[Attainment], jp: int) -> tuple[Material, ...]:
    """Return a row for each thing met; its own JP only where they sum up to what is agreed."""
    adds_up = sum(one.jp for one in met) == jp
    return tuple(Material(one.title, one.jp if adds_up else 0, one.minutes) for one in met)


def _evidence(programme: Programme, met: Sequence[Attainment]) -> dict[str, Any]:
    return {
        "programme": programme.code,
        "jp_basis": programme.jp_basis,
        "keys": sorted({one.key for one in met}),
        "met": [
            {
                "key": one.key,
                "reference": one.reference,
                "on": one.met_on.isoformat(),
                "score": one.score,
                "domain_scores": one.domain_scores,
                "supervised": one.supervised,
                "share": one.share,
            }
            for one in met
        ],
    }
