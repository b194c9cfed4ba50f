"""A teacher's own marks, and the trail that every change leaves."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from courses.classes.models import Assignment, Mark, MarkChange, Pupil
from courses.people.models import User


@dataclass(frozen=True)
class MarkFacts:
    """What a teacher says: points out of 100, or levels of the rubric by row, and a note."""

    points: int | None = None
    levels: Mapping[str, int] = field(default_factory=dict)
    note: str = ""


@transaction.atomic
def keep_mark(assignment: Assignment, pupil: Pupil, facts: MarkFacts, *, by: User) -> Mark:
    """Keep the mark and what it was before; the same mark again leaves no trail.

    Raises ValidationError for a pupil whom the assignment is not for.
    """
    if not is_for(assignment, pupil):
        raise ValidationError(_("This assignment is not for this pupil."))
    mark, _made = Mark.objects.select_for_update().get_or_create(assignment=assignment, pupil=pupil)
    before = _facts(mark)
    mark.points, mark.levels, mark.note = facts.points, dict(facts.levels), facts.note
    after = _facts(mark)
    if after != before:
        mark.save()
        MarkChange.objects.create(
            assignment=assignment, pupil=pupil, before=before, after=after, changed_by=by
        )
    return mark


def is_for(assignment: Assignment, pupil: Pupil) -> bool:
    """Tell whether the pupil of the class was given this."""
    if assignment.school_class_id != pupil.school_class_id:
        return False
    chosen = set(assignment.pupils.values_list("pk", flat=True))
    return not chosen or pupil.pk in chosen


def _facts(mark: Mark) -> dict[str, Any]:
    return {"points": mark.points, "levels": mark.levels, "note": mark.note}
