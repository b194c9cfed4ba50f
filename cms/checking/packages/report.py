"""All checks of the packages in a folder, and the counts that go with them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cms.blocks import COUNTED
from cms.checking.packages.blueprint import check_blueprints, items_by_cell
from cms.checking.packages.duplicates import check_duplicates
from cms.checking.packages.findings import Finding
from cms.checking.packages.keys import check_keys
from cms.checking.packages.pictures import check_pictures
from cms.checking.packages.questions import check_questions
from cms.checking.packages.reading import check_jargon, check_readability, readability_of
from cms.checking.packages.references import check_identities, check_references
from cms.checking.packages.sources import Sources, read_sources
from cms.checking.packages.structure import check_structure
from cms.checking.packages.tags import check_tags
from cms.starter.folders import COURSE, EXAM

Check = Callable[[Sources], Iterator[Finding]]
CHECKS: tuple[Check, ...] = (
    check_structure,
    check_tags,
    check_readability,
    check_jargon,
    check_pictures,
    check_questions,
    check_keys,
    check_duplicates,
    check_blueprints,
    check_references,
    check_identities,
)


@dataclass(frozen=True)
class Report:
    """What the packages hold, and what was found in them: errors first, then by file."""

    sources: Sources
    findings: tuple[Finding, ...]

    @property
    def errors(self) -> int:
        """Return how many findings must be mended."""
        return sum(finding.is_error for finding in self.findings)

    def counts(self) -> dict[str, Any]:
        """Return how much of everything there is."""
        courses = self.sources.courses
        lessons = [lesson for course in courses for lesson in course.package.lessons]
        blocks = [kind for lesson in lessons for kind, _value in lesson.blocks]
        return {
            "courses": len(courses),
            "lessons": len(lessons),
            "practices": sum(kind in COUNTED for kind in blocks),
            "quiz_items": sum(len(course.questions()) for course in courses),
            "exam_items": self._exam_items(),
            "lix": {course.code: round(readability_of(course).lix, 1) for course in courses},
        }

    def _exam_items(self) -> dict[str, dict[str, int]]:
        items: dict[str, dict[str, int]] = {}
        for exam in self.sources.exams:
            held = items_by_cell(exam)
            for row in exam.exam.blueprint:
                domain = items.setdefault(str(row.domain), {})
                for depth in row.counts:
                    domain[depth] = domain.get(depth, 0) + held[str(row.domain), depth]
        return items


def check_packages(path: Path) -> Report:
    """Check the packages in a folder, or one package beside its neighbours."""
    is_one = (path / COURSE).is_file() or (path / EXAM).is_file()
    folder = path.resolve().parent if is_one else path.resolve()
    sources = read_sources(folder)
    findings = [*sources.unreadable, *(one for check in CHECKS for one in check(sources))]
    if is_one:
        name = path.resolve().name
        sources = sources.only(name)
        findings = [one for one in findings if one.file.startswith(f"{name}/")]
    return Report(sources, tuple(sorted(set(findings), key=_place)))


def _place(finding: Finding) -> tuple[bool, str, int, str, str]:
    line = finding.line or 0
    return not finding.is_error, finding.file, line, finding.code, finding.message
