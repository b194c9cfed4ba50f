"""What classes hold about a person: a pupil's seats and marks, and which classes a teacher has."""

from typing import Any

from courses.classes.domain.forgetting import forget_in_classes
from courses.classes.models import ClassTeacher, Mark, MarkChange, Pupil
from courses.people.models import User


def export_for(user: User) -> dict[str, Any]:
    """Return seats with marks, and the classes taught; never what belongs to somebody else."""
    seats = Pupil.objects.filter(person=user).select_related("school_class__school")
    marks = Mark.objects.filter(pupil__person=user).select_related("assignment")
    changes = MarkChange.objects.filter(pupil__person=user).select_related("assignment")
    taught = ClassTeacher.objects.filter(person=user).select_related("school_class")
    return {
        "school_classes": [
            {
                "school_class": str(seat.school_class),
                "school": seat.school_class.school.name,
                "attendance_number": seat.number,
                "name": seat.name,
                "marks": [
                    {
                        "assignment": mark.assignment.title,
                        "mark": mark.points,
                        "rubric": mark.levels,
                        "note": mark.note,
                    }
                    for mark in marks
                    if mark.pupil_id == seat.pk
                ],
                "mark_changes": [
                    {
                        "assignment": change.assignment.title,
                        "at": change.changed_at.isoformat(),
                        "before": change.before,
                        "after": change.after,
                    }
                    for change in changes
                    if change.pupil_id == seat.pk
                ],
            }
            for seat in seats
        ],
        "classes_taught": [
            {"school_class": str(row.school_class), "kind": row.get_kind_display()}
            for row in taught
        ],
    }


def erase_for(user: User) -> None:
    """Delete the seats with their marks; a class whose owner goes is handed over by the school's head."""
    forget_in_classes(user)
