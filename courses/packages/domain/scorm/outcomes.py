"""What a unit's data amount to: is it finished, is it passed, with how many points.

SCORM 1.2 RTE 3.4, SCORM 2004 RTE 4.2. The data come from the learner's browser: they complete a
practice and certify nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from courses.packages.domain.scorm.manifest import Unit, Version

Cmi = Mapping[str, Any]
FINISHED_12 = frozenset({"passed", "completed", "failed"})


@dataclass(frozen=True)
class Outcome:
    """How a unit stands. `passed` is None where nobody judged; `share` is the score from 0 to 1."""

    finished: bool = False
    passed: bool | None = None
    share: float | None = None


def outcome_of(version: Version, unit: Unit, cmi: Cmi) -> Outcome:
    """Return the outcome of a unit from its data model. What is missing or odd counts as not said."""
    return _of_12(unit, cmi) if version == Version.V12 else _of_2004(unit, cmi)


def _of_12(unit: Unit, cmi: Cmi) -> Outcome:
    core = _part(cmi, "core")
    status = str(core.get("lesson_status", "")).strip().lower()
    score = _part(core, "score")
    raw = _number(score.get("raw"))
    share = _share(raw, _number(score.get("min")), _number(score.get("max")))
    finished = status in FINISHED_12
    passed = {"passed": True, "failed": False}.get(status)
    # RTE 3.4.4: with a mastery score in the manifest, the LMS judges and not the unit.
    if finished and unit.mastery is not None and raw is not None:
        passed = raw >= unit.mastery
    return Outcome(finished, passed, share)


def _of_2004(unit: Unit, cmi: Cmi) -> Outcome:
    score = _part(cmi, "score")
    scaled = _number(score.get("scaled"))
    progress = _number(cmi.get("progress_measure"))
    finished = str(cmi.get("completion_status", "")).lower() == "completed"
    if unit.completion_threshold is not None and progress is not None:
        finished = progress >= unit.completion_threshold
    success = str(cmi.get("success_status", "")).lower()
    passed = {"passed": True, "failed": False}.get(success)
    if unit.mastery is not None and scaled is not None:
        passed = scaled >= unit.mastery
    share = (
        max(0.0, min(1.0, scaled))
        if scaled is not None
        else _share(_number(score.get("raw")), _number(score.get("min")), _number(score.get("max")))
    )
    return Outcome(finished or passed is True, passed, share)


def _share(raw: float | None, least: float | None, most: float | None) -> float | None:
    """Return the points as a share; without a maximum they are out of a hundred, as RTE says."""
    if raw is None:
        return None
    low, high = least or 0.0, 100.0 if most is None else most
    if high <= low:
        return None
    return max(0.0, min(1.0, (raw - low) / (high - low)))


def _part(cmi: Cmi, name: str) -> Cmi:
    part = cmi.get(name)
    return part if isinstance(part, Mapping) else {}


def _number(value: object) -> float | None:
    try:
        number = float(str(value).strip())
    except ValueError:
        return None
    # NaN and the infinities are numbers to float, and to nobody else.
    return number if abs(number) < float("inf") else None
