"""What is coming, for everybody: by kecamatan, the nearest day first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Min, Q
from django.utils import timezone

from courses.people.models import Area
from courses.workshops.models import Workshop
from courses.workshops.querysets import TAKING_A_SEAT


@dataclass(frozen=True)
class Coming:
    """One workshop of the public list."""

    workshop: Workshop
    starts_at: datetime
    free: int

    @property
    def is_full(self) -> bool:
        """Say whether there is only the queue."""
        return self.free <= 0


@dataclass(frozen=True)
class Group:
    """The workshops of one kecamatan."""

    district: Area
    workshops: tuple[Coming, ...]


def coming_workshops(most: int = 200) -> list[Group]:
    """Return what is coming, the kecamatan in the order of their names; one query."""
    groups: dict[str, tuple[Area, list[Coming]]] = {}
    for coming in _coming(most):
        area = coming.workshop.area
        district = area.parent or area
        groups.setdefault(district.pk, (district, []))[1].append(coming)
    ordered = sorted(groups.values(), key=lambda pair: pair[0].name)
    return [Group(district, tuple(workshops)) for district, workshops in ordered]


def nearest_workshops(most: int = 3) -> Sequence[Coming]:
    """Return the next few, for the home page; one query."""
    return _coming(most)


def _coming(most: int) -> list[Coming]:
    now = timezone.now()
    to_come = Q(meetings__starts_at__gte=now, meetings__cancelled_at=None)
    workshops = (
        Workshop.objects.standing()
        .filter(is_listed=True)
        .select_related("kit", "area__parent")
        .annotate(
            starts=Min("meetings__starts_at", filter=to_come),
            seated=Count(
                "registrations",
                filter=Q(registrations__state__in=TAKING_A_SEAT),
                distinct=True,
            ),
        )
        .filter(starts__isnull=False)
        .order_by("starts")[:most]
    )
    return [
        Coming(one, getattr(one, "starts"), one.capacity - getattr(one, "seated"))  # noqa: B009 - columns of this query
        for one in workshops
    ]
