"""The reading vocabulary of classes: above all, who reaches which class."""

from datetime import date
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Count, Exists, OuterRef, Q
from django.utils import timezone

from courses.people.models import Role, RoleAssignment, User

if TYPE_CHECKING:
    from courses.classes.models import Pupil, SchoolClass


class SchoolClassQuerySet(models.QuerySet["SchoolClass"]):
    """Classes, narrowed by who looks. There is no other way from an address to a class."""

    def taught_by(self, teacher: User, on: date | None = None) -> Self:
        """Keep those the teacher teaches today, at a school where they are still a teacher.

        A teacher who moves to another school loses the role there, and with it every class.
        """
        return self.filter(_teaches(teacher, on), _holds(teacher, Role.TEACHER))

    def owned_by(self, teacher: User) -> Self:
        """Keep those that belong to the teacher."""
        owns = _teaches(teacher, None) & Q(teachers__kind="owner")
        return self.filter(owns, _holds(teacher, Role.TEACHER))

    def of_schools_headed_by(self, head: User) -> Self:
        """Keep those of the schools whose head this is."""
        return self.filter(_holds(head, Role.SCHOOL_HEAD))

    def visible_to(self, viewer: User) -> Self:
        """Keep those whose roster and marks the viewer may read."""
        if viewer.is_class_pupil:
            return self.none()
        taught = self.taught_by(viewer).values("pk")
        return self.filter(Q(pk__in=taught) | Q(_holds(viewer, Role.SCHOOL_HEAD)))

    def current(self) -> Self:
        """Leave out the archive."""
        return self.filter(archived_at__isnull=True)

    def with_counts(self) -> Self:
        """Bring the school along, and how many pupils and assignments there are."""
        return self.select_related("school").annotate(
            pupil_count=Count("pupils", Q(pupils__left_at=None), distinct=True),
            assignment_count=Count("assignments", distinct=True),
        )


class PupilQuerySet(models.QuerySet["Pupil"]):
    """Pupils of a class."""

    def present(self) -> Self:
        """Leave out who has left the class."""
        return self.filter(left_at__isnull=True)


def _teaches(teacher: User, on: date | None) -> Q:
    """Return one condition about one row of the class's teachers: never split it over two filters."""
    today = on or timezone.localdate()
    begun = Q(teachers__starts_on=None) | Q(teachers__starts_on__lte=today)
    not_over = Q(teachers__ends_on=None) | Q(teachers__ends_on__gte=today)
    return Q(teachers__person=teacher) & begun & not_over


def _holds(person: User, role: Role) -> Exists:
    return Exists(
        RoleAssignment.objects.filter(person=person, role=role, school=OuterRef("school_id"))
    )
