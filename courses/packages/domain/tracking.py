"""What a SCORM package is told when it begins, and what is kept of what its units report."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from django.db import transaction
from django.utils import timezone

from courses.packages.domain.content_host import content_origin, relay_address, unit_path
from courses.packages.domain.launching import Ticket, ticket_for
from courses.packages.domain.recording import Said, Taken, record
from courses.packages.domain.scorm.manifest import Unit, Version
from courses.packages.domain.scorm.outcomes import Outcome, outcome_of
from courses.packages.domain.states import NewState, StateRefusedError, state_from
from courses.packages.models import Package, SavedState
from courses.people.models import User

DATA = "cmi"
COMPLETED = "http://adlnet.gov/expapi/verbs/completed"
POINTS = 100


@dataclass(frozen=True)
class UnitReport:
    """What one unit said: its whole data model, written later than any with a lower sequence number."""

    unit: str
    cmi: Mapping[str, Any]
    sequence: int


def units_of(package: Package) -> list[Unit]:
    """Return the units of a SCORM package in their order."""
    return [Unit(**unit) for unit in package.details["units"]]


def launch_scorm(
    package: Package, learner: User | None, lesson: UUID | None, practice: str
) -> dict[str, Any]:
    """Return what the page needs to open the units; for a guest without a token, nothing of theirs is kept."""
    kept = _kept(learner, package) if learner else {}
    version = Version(package.details["version"])
    return {
        "package": str(package.pk),
        "title": package.title,
        "version": version,
        "origin": content_origin(),
        "relay": relay_address(package),
        "learner": str(learner.public_id) if learner else "",
        "token": ticket_for(package, learner, lesson, practice) if learner else "",
        "units": [
            {
                "id": unit.id,
                "title": unit.title,
                "path": unit_path(unit.path, unit.parameters),
                "reports": unit.reports,
                "mastery": unit.mastery,
                "threshold": unit.completion_threshold,
                "launchData": unit.launch_data,
                "timeLimit": unit.time_limit,
                "cmi": kept.get(unit.id),
                "finished": _outcome(version, unit, kept).finished,
            }
            for unit in units_of(package)
        ],
    }


def report_from(stated: object) -> UnitReport:
    """Return the report {"unit", "cmi", "sequence"} that a page sent. Raises TypeError when it is none."""
    if not isinstance(stated, dict) or not isinstance(stated.get("cmi"), dict):
        raise TypeError("Not a report.")
    unit = stated.get("unit")
    if not isinstance(unit, str):
        raise TypeError("A unit has an id.")
    return UnitReport(unit, stated["cmi"], stated["sequence"])


@transaction.atomic
def report_unit(learner: User, package: Package, ticket: Ticket, report: UnitReport) -> Taken:
    """Keep where the learner is in a unit, and complete the practice when the whole package is.

    Raises StateRefusedError when there is no such unit, or when it wants to keep too much.
    """
    units = {unit.id: unit for unit in units_of(package)}
    if report.unit not in units:
        raise StateRefusedError("no-such-unit")
    state = _state(list(units).index(report.unit), report)
    kept = _kept(learner, package)
    known = _sequence(learner, package, state)
    if report.sequence > known:
        kept[report.unit] = report.cmi
    version = Version(package.details["version"])
    outcomes = [_outcome(version, unit, kept) for unit in units.values()]
    return record(learner, package, ticket, list(_said(ticket, report, outcomes)), [state])


def _state(place: int, report: UnitReport) -> NewState:
    # Ids of units may hold anything; their places in the package are plain numbers.
    stated = {
        "sub": f"unit-{place}",
        "data": DATA,
        "value": json.dumps(report.cmi, ensure_ascii=False),
        "sequence": report.sequence,
    }
    return state_from(stated)


def _sequence(learner: User, package: Package, state: NewState) -> int:
    rows = SavedState.objects.filter(
        learner=learner,
        package=package,
        sub_content=state.sub_content,
        data_id=DATA,
        revision=package.revision,
    )
    return rows.values_list("sequence", flat=True).first() or 0


def _kept(learner: User, package: Package) -> dict[str, Mapping[str, Any]]:
    """Return the data of each unit that has reported; those of an earlier make fit no more."""
    units = units_of(package)
    states = SavedState.objects.filter(
        learner=learner, package=package, data_id=DATA, revision=package.revision
    )
    return {
        units[place].id: json.loads(state.data)
        for state in states
        if (place := int(state.sub_content.removeprefix("unit-"))) < len(units)
    }


def _outcome(version: Version, unit: Unit, kept: Mapping[str, Mapping[str, Any]]) -> Outcome:
    if unit.id not in kept:
        return Outcome()
    # An asset reports nothing: that it was opened is all there is to know.
    return outcome_of(version, unit, kept[unit.id]) if unit.reports else Outcome(finished=True)


def _said(ticket: Ticket, report: UnitReport, outcomes: list[Outcome]) -> list[Said]:
    """Return the statement that the whole package is completed, once all of its units are."""
    if not all(outcome.finished for outcome in outcomes):
        return []
    result: dict[str, Any] = {"completion": True}
    judged = [outcome for outcome in outcomes if outcome.passed is not None]
    if judged:
        result["success"] = all(outcome.passed for outcome in judged)
    shares = [share for outcome in outcomes if (share := _share(outcome)) is not None]
    if shares:
        raw = round(POINTS * sum(shares) / len(shares), 2)
        result["score"] = {"raw": raw, "min": 0, "max": POINTS, "scaled": raw / POINTS}
    key = uuid5(NAMESPACE_URL, f"{ticket.play} {report.unit} {report.sequence}")
    stated = {"verb": {"id": COMPLETED}, "object": {"id": "package"}, "result": result}
    return [Said(key, timezone.now(), stated)]


def _share(outcome: Outcome) -> float | None:
    """Return the score of a unit; one that was only judged has all of its points or none."""
    if outcome.share is not None:
        return outcome.share
    return None if outcome.passed is None else float(outcome.passed)
