"""The JP of the people within somebody's reach."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from certificates.domain.ledger import JpOfYear, jp_of_people
from certificates.models import Certificate, ExternalTraining
from courses.people.models import CivilServantProfile, Unit, User


@dataclass(frozen=True, slots=True)
class JpOfPerson:
    """A civil servant and their year."""

    servant: CivilServantProfile
    record: JpOfYear


def servants_within_reach(viewer: User, unit: Unit | None = None) -> QuerySet[CivilServantProfile]:
    """Return the civil servants whom the viewer's roles reach, by name; of one unit, when named.

    Who asked for a pause of processing (UU 27/2022 article 11) is left out, as everywhere.
    """
    servants = CivilServantProfile.objects.visible_to(viewer).filter(
        person__erased_at=None, person__paused_at=None
    )
    if unit:
        servants = servants.of_unit(unit)
    return servants.select_related("person", "unit").order_by("person__display_name", "pk")


def with_jp(servants: Sequence[CivilServantProfile], year: int) -> list[JpOfPerson]:
    """Return each one's year; two queries however many they are."""
    records = jp_of_people([servant.person_id for servant in servants], year)
    return [JpOfPerson(servant, records[servant.person_id]) for servant in servants]


def count_with_jp(servants: QuerySet[CivilServantProfile], year: int) -> int:
    """Return how many of them have any JP in this year; one query."""
    people = servants.order_by().values("person")
    given = Certificate.objects.filter(holder__in=people).standing().with_jp().of_year(year)
    entered = ExternalTraining.objects.filter(holder__in=people).accepted().of_year(year)
    return given.order_by().values("holder").union(entered.order_by().values("holder")).count()
