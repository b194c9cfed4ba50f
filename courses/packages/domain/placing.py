"""Which package stands in which published lesson: publishing says so, and playing believes nothing else."""

from collections.abc import Mapping
from uuid import UUID

from django.db import transaction

from courses.packages.models import Package, Placement


@transaction.atomic
def place_packages(lesson: UUID, packages: Mapping[str, UUID]) -> None:
    """Let these packages, by the id of their practice, be what the published lesson shows."""
    wanted = {
        practice: package
        for practice, package in packages.items()
        if Package.objects.filter(pk=package).exists()
    }
    Placement.objects.filter(lesson=lesson).exclude(practice__in=wanted).delete()
    for practice, package in wanted.items():
        Placement.objects.update_or_create(
            lesson_id=lesson, practice=practice, defaults={"package_id": package}
        )


def withdraw_packages(lessons: list[UUID]) -> None:
    """Forget the places in lessons that are no longer published."""
    Placement.objects.filter(lesson__in=lessons).delete()
