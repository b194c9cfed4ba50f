"""What a head sees of a school, and what Disdikbud sees of all schools: numbers, never names."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Q

from courses.classes.models import SchoolClass
from courses.people.models import School, User

# Fewer pupils than this could be recognised by a number alone.
SMALLEST_CELL = 10
LEARNING = Q(pupils__left_at=None, pupils__person__enrolments__isnull=False)


@dataclass(frozen=True)
class SchoolNumbers:
    """One school in numbers; None where a number would say too much."""

    school: School
    classes: int
    pupils: int | None
    active: int | None
    completed: int | None

    @property
    def is_hidden(self) -> bool:
        """Tell whether the numbers are withheld."""
        return self.pupils is None


def school_of_head(head: User) -> list[SchoolClass]:
    """Return the classes of the head's schools in numbers. One query."""
    return list(
        SchoolClass.objects.of_schools_headed_by(head)
        .with_counts()
        .annotate(active_count=Count("pupils__person", LEARNING, distinct=True))
        .order_by("archived_at", "school", "-year", "name")
    )


def schools_in_numbers() -> list[SchoolNumbers]:
    """Return every school with classes this year, small numbers hidden. One query."""
    seats = Q(classes__archived_at=None, classes__pupils__left_at=None)
    rows = (
        School.objects.filter(classes__archived_at=None, classes__isnull=False)
        .select_related("area__parent")
        .annotate(
            class_count=Count("classes", Q(classes__archived_at=None), distinct=True),
            pupil_count=Count("classes__pupils__person", seats, distinct=True),
            active_count=Count(
                "classes__pupils__person",
                seats & Q(classes__pupils__person__enrolments__isnull=False),
                distinct=True,
            ),
            completed_count=Count(
                "classes__pupils__person",
                seats & Q(classes__pupils__person__enrolments__completed_at__isnull=False),
                distinct=True,
            ),
        )
        .order_by("name")
    )
    return hide_small_cells(
        [
            SchoolNumbers(
                row, row.class_count, row.pupil_count, row.active_count, row.completed_count
            )
            for row in rows
        ]
    )


def hide_small_cells(rows: Sequence[SchoolNumbers]) -> list[SchoolNumbers]:
    """Hide schools with few pupils, and numbers that are few or nearly all within a school.

    When only one school is hidden, its numbers could be had by subtraction from the total; then
    the next smallest is hidden as well.
    """
    by_size = sorted(rows, key=lambda row: row.pupils or 0)
    small = [row for row in by_size if (row.pupils or 0) < SMALLEST_CELL]
    if len(small) == 1 and len(rows) > 1:
        small = by_size[:2]
    hidden = {row.school.pk for row in small}
    return [_emptied(row) if row.school.pk in hidden else _rounded(row) for row in rows]


def total_of(rows: Sequence[SchoolNumbers]) -> int:
    """Return the pupils of all schools whose numbers are shown."""
    return sum(row.pupils or 0 for row in rows)


def _emptied(row: SchoolNumbers) -> SchoolNumbers:
    return SchoolNumbers(row.school, row.classes, None, None, None)


def _rounded(row: SchoolNumbers) -> SchoolNumbers:
    """Hide a part that is small, or that leaves a small rest."""

    def shown(part: int | None) -> int | None:
        if part is None or row.pupils is None:
            return None
        is_telling = 0 < part < SMALLEST_CELL or 0 < row.pupils - part < SMALLEST_CELL
        return None if is_telling else part

    return SchoolNumbers(
        row.school, row.classes, row.pupils, shown(row.active), shown(row.completed)
    )
