"""What a pupil is to do, the next day first."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils import timezone

from courses.classes.domain.cells import State, cell_of
from courses.classes.domain.work import work_of
from courses.classes.models import Assignment, Mark, Pupil
from courses.people.models import User


@dataclass(frozen=True)
class Task:
    """One assignment for one pupil."""

    assignment: Assignment
    state: State
    points: int | None

    @property
    def is_done(self) -> bool:
        """Tell whether nothing is left to do; a pupil who needs help may go on."""
        return self.state == State.DONE


@dataclass(frozen=True)
class Tasks:
    """The pupil's classes, and what is to be done in them."""

    seats: list[Pupil]
    to_do: list[Task]
    done: list[Task]
    today: date


def tasks_of(person: User) -> Tasks:
    """Return what the pupil was given. Seven queries for any number of assignments."""
    seats = seats_of(person)
    today = timezone.localdate()
    by_class = {seat.school_class_id: seat for seat in seats}
    assignments = list(
        Assignment.objects.filter(school_class__in=by_class, opens_on__lte=today)
        .filter(Q(pupils=None) | Q(pupils__in=seats))
        .select_related("lesson", "course")
        .distinct()
    )
    work = work_of([person.pk], assignments)
    marks = {mark.assignment_id: mark for mark in Mark.objects.filter(pupil__in=seats)}
    tasks = []
    for assignment in assignments:
        threshold = by_class[assignment.school_class_id].school_class.threshold
        done = work.done(person.pk, assignment)
        cell = cell_of(assignment, done, marks.get(assignment.pk), threshold, today)
        tasks.append(Task(assignment, cell.state, cell.points))
    to_do = [task for task in tasks if not task.is_done]
    to_do.sort(key=lambda task: (task.assignment.due_on or date.max, task.assignment.pk))
    return Tasks(seats, to_do, [task for task in tasks if task.is_done], today)


def seats_of(person: User) -> list[Pupil]:
    """Return the seats of a pupil in classes that go on. One query."""
    seats = Pupil.objects.present().select_related("school_class__school")
    return list(seats.filter(person=person, school_class__archived_at=None))
