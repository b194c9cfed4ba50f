"""The teacher's sheet of a lesson as a lesson plan: mapped to phase and element, for 40 or 45 minutes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from cms.blocks import PRACTICES
from cms.finding import lessons_by_key
from cms.models import CoursePage, LessonPage, choices

LENGTHS = (35, 40, 45)
LEVELS = ("beginning", "adequate", "proficient", "advanced")


@dataclass(frozen=True)
class PlannedStep:
    """A part of the hour, and when it begins."""

    minutes: int
    begins: int
    activity: object


@dataclass(frozen=True)
class LessonPlan:
    """Everything a teacher needs for one lesson; `sheet` is the value of the editor's block."""

    lesson: LessonPage
    course: CoursePage
    sheet: Mapping[str, Any]
    minutes: int
    steps: tuple[PlannedStep, ...]

    @property
    def phase(self) -> str:
        """Return the phase of Informatika that the course belongs to."""
        return self.course.informatika_phase

    @property
    def elements(self) -> list[str]:
        """Return the elements of Informatika and of KKA, in words."""
        names = dict(choices.INFORMATIKA_ELEMENTS)
        own = [str(names.get(code, code)) for code in self.course.informatika_elements]
        return [*own, *(f"KKA: {element}" for element in self.course.kka_elements)]


def find_plan(lesson: UUID, minutes: int = 0) -> LessonPlan | None:
    """Return the plan of a published lesson, its steps fitted to so many minutes; None without one."""
    page = lessons_by_key(lesson).first()
    sheet = _sheet_of(page) if page else None
    if page is None or sheet is None:
        return None
    stated = [step["minutes"] or 0 for step in sheet["plan"]]
    wanted = minutes if minutes in LENGTHS else sum(stated)
    return LessonPlan(
        lesson=page,
        course=page.get_parent().specific,
        sheet=sheet,
        minutes=wanted,
        steps=_steps(sheet["plan"], fitted(stated, wanted)),
    )


def plan_of(lesson: UUID) -> dict[str, Any] | None:
    """Return goal and rubric of a lesson for classes; None when it has no sheet."""
    page = lessons_by_key(lesson).first()
    sheet = _sheet_of(page) if page else None
    if sheet is None:
        return None
    return {
        "goal": sheet["goal"],
        "rubric": [_row(n, row) for n, row in enumerate(sheet["rubric"])],
    }


def fitted(stated: Sequence[int], wanted: int) -> list[int]:
    """Return the minutes of each part so that they add up; the longest parts give and take."""
    minutes = list(stated)
    while minutes and sum(minutes) != wanted:
        longest = minutes.index(max(minutes))
        minutes[longest] += 1 if sum(minutes) < wanted else -1
    return minutes


def practices_of(page: LessonPage) -> dict[str, int]:
    """Return the practices of a lesson by id, with how many answers a class can vote on."""
    return {
        block.value["id"]: len(block.value["options"]) if block.block_type == "practice_spot" else 2
        for block in page.body
        if block.block_type in PRACTICES
    }


def _sheet_of(page: LessonPage) -> Mapping[str, Any] | None:
    return next((block.value for block in page.body if block.block_type == "teacher_sheet"), None)


def _steps(plan: Sequence[Mapping[str, Any]], minutes: Sequence[int]) -> tuple[PlannedStep, ...]:
    return tuple(
        PlannedStep(length, sum(minutes[:place]), step["activity"])
        for place, (step, length) in enumerate(zip(plan, minutes, strict=True))
    )


def _row(number: int, row: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "id": f"r{number + 1}",
        "title": row["criterion"],
        "levels": [
            {"points": points, "text": row[name]} for points, name in enumerate(LEVELS, start=1)
        ],
    }
