"""Learning places: where somebody can sit down and learn, and when."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.utils.text import slugify

from courses.people.domain.audit import note
from courses.people.models import User
from courses.workshops.models import LearningPlace


@dataclass(frozen=True)
class Day:
    """One weekday of a place; closed when it has no hours."""

    name: str
    opens: str
    closes: str

    @property
    def is_closed(self) -> bool:
        """Say whether nobody is there that day."""
        return not self.opens


@transaction.atomic
def keep_place(
    place: LearningPlace | None, values: Mapping[str, Any], *, by: User
) -> LearningPlace:
    """Return the place with these values; a new one gets its address from its name for good."""
    place = place or LearningPlace(slug=_free_slug(f"{values['name']} {values['area']}"))
    for name, value in values.items():
        setattr(place, name, value)
    place.save()
    note(by, "place.kept", place=place.slug)
    return place


def week_of(place: LearningPlace) -> list[Day]:
    """Return the seven days from Monday on."""
    return [
        Day(str(WEEKDAYS[number - 1]), *(place.hours.get(str(number)) or ("", "")))
        for number in range(1, 8)
    ]


def is_open(place: LearningPlace, now: datetime | None = None) -> bool:
    """Say whether the place is open now, by its hours."""
    local = timezone.localtime(now)
    hours = place.hours.get(str(local.isoweekday()))
    if not hours:
        return False
    opens, closes = (time.fromisoformat(each) for each in hours)
    return opens <= local.time() < closes


def _free_slug(name: str) -> str:
    stem = slugify(name)[:70] or "tempat"
    taken = set(LearningPlace.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    numbered = (f"{stem}-{number}" for number in range(2, len(taken) + 3))
    return next(slug for slug in (stem, *numbered) if slug not in taken)
