"""Which package stands in which published lesson: publishing says so, and playing believes nothing else."""

from collections.abc import Mapping
from uuid import UUID

from django.db import transaction

from courses.packages.models import Placement

# The package of each practice of each lesson.
Places = Mapping[tuple[UUID, str], UUID]


@transaction.atomic
def place_packages(course: str, places: Places) -> None:
    """Let these packages be what the published lessons of the course show. One query when nothing changes."""
    known = {
        (placement.lesson_id, placement.practice): placement
        for placement in Placement.objects.filter(lesson__course__code=course)
    }
    gone = [placement.pk for place, placement in known.items() if place not in places]
    if gone:
        Placement.objects.filter(pk__in=gone).delete()
    for (lesson, practice), package in places.items():
        placement = known.get((lesson, practice))
        if placement is None or placement.package_id != package:
            Placement.objects.update_or_create(
                lesson_id=lesson, practice=practice, defaults={"package_id": package}
            )
