"""Whether an exam's bank is large enough to draw from, and draws from what its courses teach."""

from collections import Counter
from collections.abc import Iterator

from django.utils.translation import gettext as _

from cms.checking.packages.findings import Finding
from cms.checking.packages.sources import ExamSource, Sources

# So many questions wait for each that is drawn, so that two people rarely get the same paper.
PER_SLOT = 4


def check_blueprints(sources: Sources) -> Iterator[Finding]:
    """Yield the cells of each blueprint that have too few questions, and questions from elsewhere."""
    for exam in sources.exams:
        yield from _short_cells(exam)
        yield from _from_elsewhere(exam)


def items_by_cell(exam: ExamSource) -> Counter[tuple[str, str]]:
    """Return how many questions the bank has for each domain and depth."""
    return Counter((value["domain"], value["bloom"]) for _kind, value in exam.exam.questions)


def _short_cells(exam: ExamSource) -> Iterator[Finding]:
    held = items_by_cell(exam)
    for row in exam.exam.blueprint:
        for depth, drawn in row.counts.items():
            count = held[str(row.domain), depth]
            if count < drawn * PER_SLOT:
                yield exam.exam_file.error(
                    "blueprint.short",
                    _(
                        "Domain %(domain)d, %(depth)s has %(count)d questions; it needs %(wanted)d, four each."
                    )
                    % {
                        "domain": row.domain,
                        "depth": depth,
                        "count": count,
                        "wanted": drawn * PER_SLOT,
                    },
                    f"- domain: {row.domain}",
                )


def _from_elsewhere(exam: ExamSource) -> Iterator[Finding]:
    sources = {str(row.domain): row.sources for row in exam.exam.blueprint}
    for _kind, value in exam.exam.questions:
        course = value["lesson_slug"].partition("/")[0]
        allowed = sources.get(value["domain"], ())
        if course and course not in allowed:
            yield exam.file_of(value["ref"]).error(
                "blueprint.source",
                _("Question %(ref)s comes from %(course)s; this domain is taught in %(allowed)s.")
                % {"ref": value["ref"], "course": course, "allowed": ", ".join(allowed) or "–"},
                f"id: {value['ref']}",
            )
