"""The gradebook: pupils down, assignments across. The screen and the spreadsheet show the same object."""

from collections import defaultdict
from dataclasses import dataclass

from django.utils import timezone

from courses.classes.domain.cells import Cell, State, cell_of
from courses.classes.domain.work import work_of
from courses.classes.models import Assignment, Mark, Pupil, SchoolClass


@dataclass(frozen=True)
class GradebookRow:
    """One pupil with a cell for each assignment, and the mean of the points."""

    pupil: Pupil
    cells: tuple[Cell, ...]
    threshold: int
    assignments: tuple[int, ...] = ()

    @property
    def with_columns(self) -> list[tuple[Cell, int]]:
        """Return each cell with the id of its assignment."""
        return list(zip(self.cells, self.assignments, strict=True))

    @property
    def mean(self) -> int | None:
        """Return the mean of the points there are, as shown and exported."""
        points = [cell.points for cell in self.cells if cell.points is not None]
        return round(sum(points) / len(points)) if points else None

    @property
    def has_reached(self) -> bool | None:
        """Tell whether the mean reaches the KKTP; None without any points."""
        return None if self.mean is None else self.mean >= self.threshold

    @property
    def help(self) -> int:
        """Return how many assignments this pupil needs help with."""
        return sum(cell.needs_help for cell in self.cells)


@dataclass(frozen=True)
class Column:
    """One assignment and how many pupils are done and need help."""

    assignment: Assignment
    done: int
    help: int
    asked: int


@dataclass(frozen=True)
class Gradebook:
    """All of it, in class order."""

    school_class: SchoolClass
    columns: tuple[Column, ...]
    rows: tuple[GradebookRow, ...]

    @property
    def with_help(self) -> int:
        """Return how many pupils need help somewhere."""
        return sum(bool(row.help) for row in self.rows)


def gradebook_of(school_class: SchoolClass, *, only: Assignment | None = None) -> Gradebook:
    """Return the gradebook of the class, or one column of it.

    Seven queries for any number of pupils and assignments, two more in a new process.
    """
    pupils = list(school_class.pupils.present().select_related("person"))
    assignments = [only] if only else list(school_class.assignments.select_related("lesson"))
    chosen = _chosen(assignments)
    marks = {
        (mark.assignment_id, mark.pupil_id): mark
        for mark in Mark.objects.filter(assignment__in=assignments)
    }
    work = work_of([pupil.person_id for pupil in pupils], assignments)
    today = timezone.localdate()

    def cell(pupil: Pupil, assignment: Assignment) -> Cell:
        if assignment.pk in chosen and pupil.pk not in chosen[assignment.pk]:
            return Cell(State.NOT_FOR)
        done = work.done(pupil.person_id, assignment)
        mark = marks.get((assignment.pk, pupil.pk))
        return cell_of(assignment, done, mark, school_class.threshold, today)

    rows = tuple(
        GradebookRow(
            pupil,
            tuple(cell(pupil, assignment) for assignment in assignments),
            school_class.threshold,
            tuple(assignment.pk for assignment in assignments),
        )
        for pupil in pupils
    )
    columns = tuple(
        _column(assignment, [row.cells[place] for row in rows])
        for place, assignment in enumerate(assignments)
    )
    return Gradebook(school_class, columns, rows)


def _chosen(assignments: list[Assignment]) -> dict[int, set[int]]:
    """Return the pupils of the assignments that are for some of the class only."""
    through = Assignment.pupils.through.objects.filter(assignment__in=assignments)
    chosen: dict[int, set[int]] = defaultdict(set)
    for assignment, pupil in through.values_list("assignment", "pupil"):
        chosen[assignment].add(pupil)
    return chosen


def _column(assignment: Assignment, cells: list[Cell]) -> Column:
    return Column(
        assignment,
        done=sum(cell.state == State.DONE for cell in cells),
        help=sum(cell.needs_help for cell in cells),
        asked=sum(cell.state != State.NOT_FOR for cell in cells),
    )
