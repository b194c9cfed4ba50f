"""What would happen if a programme's certificate were given now: to whom, and what is missing to others."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils import timezone

from certificates.domain.attaining import Met
from certificates.domain.programmes import met_in_turn
from certificates.domain.renewing import next_turn
from certificates.domain.requirements import missing_of, requirements_of
from certificates.models import Attainment, BulkLine, Certificate, Portfolio, Programme


@dataclass(frozen=True, slots=True)
class Outlook:
    """What one person could expect."""

    state: BulkLine.State
    missing: tuple[str, ...] = ()


def outlook_of(
    programme: Programme, lines: Sequence[BulkLine], told: Mapping[str, Met]
) -> list[Outlook]:
    """Return it for each line, with what is still to be told to the register; two queries."""
    people = [line.person_id for line in lines]
    attainments: defaultdict[str, list[Attainment]] = defaultdict(list)
    entered = Attainment.objects.filter(portfolio__person_id__in=people)
    for one in entered.select_related("portfolio"):
        attainments[one.portfolio.person_id].append(one)
    latest: dict[str, Certificate] = {}
    held = Certificate.objects.filter(programme=programme, person_id__in=people)
    for certificate in held.order_by("cycle", "version"):
        latest[certificate.person_id] = certificate
    for person_id, met in told.items():
        attainments[person_id].append(met.entry(Portfolio(person_id=person_id)))
    return [
        _outlook(programme, attainments[person_id], latest.get(person_id)) for person_id in people
    ]


def _outlook(
    programme: Programme, attainments: Sequence[Attainment], latest: Certificate | None
) -> Outlook:
    turn = next_turn(programme, latest, timezone.localdate())
    if turn is None:
        return Outlook(BulkLine.State.HELD)
    if met_in_turn(programme, attainments, turn):
        return Outlook(BulkLine.State.ISSUED)
    missing = missing_of(requirements_of(programme.requirements), attainments)
    return Outlook(BulkLine.State.INCOMPLETE, tuple(one.title or one.key for one in missing))
