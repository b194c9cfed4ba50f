"""Rekap SIASN of a month, for the units within somebody's reach; every export is logged."""

from calendar import monthrange
from datetime import date

from certificates.domain.document import verification_address
from certificates.domain.ledger import LedgerLine, jp_of_people
from certificates.domain.siasn import SiasnRow, in_period
from certificates.models import Certificate, ExternalTraining
from courses.people.domain.audit import note
from courses.people.models import CivilServantProfile, Unit, User
from courses.training.domain.overview import servants_within_reach


def rekap_siasn(viewer: User, month: date, unit: Unit | None = None) -> list[SiasnRow]:
    """Return the trainings given in the month of this day, by name, and log who took them out.

    JP are taken as the whole year counts them, so that handing in every month adds up to the
    same year.
    """
    first = month.replace(day=1)
    last = month.replace(day=monthrange(month.year, month.month)[1])
    servants = servants_within_reach(viewer, unit)
    with_something = _active(month)
    active = {
        servant.person_id: servant for servant in servants if servant.person_id in with_something
    }
    records = jp_of_people(active, month.year)
    rows = [
        _row(servant, line)
        for account, servant in active.items()
        for line in in_period(records[account].lines, first, last)
    ]
    note(
        viewer,
        "siasn.exported",
        month=f"{month:%Y-%m}",
        unit=unit and unit.code,
        rows=len(rows),
    )
    return rows


def _active(month: date) -> set[int]:
    """Return the accounts with something in this month's year, so that nobody else is read."""
    given = Certificate.objects.standing().with_jp().of_year(month.year).exclude(holder=None)
    entered = ExternalTraining.objects.accepted().of_year(month.year)
    return {
        account
        for found in (given, entered)
        for account in found.order_by().values_list("holder", flat=True).distinct()
    }


def _row(servant: CivilServantProfile, line: LedgerLine) -> SiasnRow:
    evidence = verification_address(line.certificate) if line.certificate else "Dokumen diunggah"
    return SiasnRow(line, str(servant.person), servant.number, servant.unit.name, evidence)
