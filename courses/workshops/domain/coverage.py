"""Where workshops have been and where nobody has been reached; small numbers stay hidden."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count
from django.db.models.functions import Lower
from django.utils import timezone

from courses.catalogue.models import LearningWish
from courses.people.models import Area
from courses.workshops.models import Report

# Section 2.6 of the requirements: a published cell under five persons could name somebody.
SMALLEST = 5
MOST_WISHES = 12


@dataclass(frozen=True)
class Village:
    """One desa or kelurahan. `shown` is the number to publish; None hides it."""

    area: Area
    workshops: int
    people: int
    last: date | None
    shown: int | None

    @property
    def is_reached(self) -> bool:
        """Say whether any reported workshop was held here."""
        return self.workshops > 0


@dataclass(frozen=True)
class District:
    """One kecamatan and its desa."""

    area: Area
    villages: tuple[Village, ...]
    cost: int

    @property
    def reached(self) -> int:
        """Return how many desa had a workshop."""
        return sum(village.is_reached for village in self.villages)

    @property
    def workshops(self) -> int:
        """Return how many workshops were reported."""
        return sum(village.workshops for village in self.villages)

    @property
    def people(self) -> int:
        """Return how many people came, for sums over everything."""
        return sum(village.people for village in self.villages)


@dataclass(frozen=True)
class Coverage:
    """The regency as its reported workshops show it."""

    districts: tuple[District, ...]

    @property
    def villages(self) -> int:
        """Return how many desa and kelurahan there are."""
        return sum(len(district.villages) for district in self.districts)

    @property
    def reached(self) -> int:
        """Return how many had a workshop."""
        return sum(district.reached for district in self.districts)

    @property
    def workshops(self) -> int:
        """Return how many workshops were reported."""
        return sum(district.workshops for district in self.districts)

    @property
    def people(self) -> int:
        """Return how many people came."""
        return sum(district.people for district in self.districts)

    @property
    def cost(self) -> int:
        """Return what the reported workshops cost."""
        return sum(district.cost for district in self.districts)

    @property
    def per_person(self) -> int | None:
        """Return the cost of one person, or None where too few came."""
        return self.cost // self.people if self.people >= SMALLEST else None


def coverage(since: date | None = None) -> Coverage:
    """Return the coverage by the newest report of each workshop; two queries."""
    areas = list(Area.objects.order_by("code"))
    by_village: dict[str, list[Mapping[str, Any]]] = {}
    for numbers in _newest_numbers(since):
        by_village.setdefault(str(numbers["area_code"]), []).append(numbers)
    villages: dict[str, list[Area]] = {}
    for area in areas:
        if area.parent_id:
            villages.setdefault(area.parent_id, []).append(area)
    return Coverage(
        tuple(
            _district(area, villages.get(area.code, []), by_village)
            for area in areas
            if area.kind == Area.Kind.DISTRICT
        )
    )


def wishes() -> list[tuple[str, int]]:
    """Return what people asked to learn and did not find, most wanted first; one query."""
    counted = (
        LearningWish.objects.annotate(said=Lower("text"))
        .values("said")
        .annotate(times=Count("pk"))
        .order_by("-times", "said")[:MOST_WISHES]
    )
    return [(row["said"], row["times"]) for row in counted]


def wishes_by_district() -> dict[str, list[tuple[str, int]]]:
    """Return what people of reported workshops want to learn next, by the kecamatan's code."""
    sums: dict[str, Counter[str]] = {}
    for numbers in _newest_numbers(None):
        code = str(numbers["area_code"])[:8]
        for what, count in numbers.get("next", []):
            sums.setdefault(code, Counter())[what] += count
    return {code: counts.most_common(3) for code, counts in sums.items()}


def hide_small(people: Sequence[int]) -> list[int | None]:
    """Return the numbers that may be published beside their sum.

    Below five a number is hidden; when only one is hidden, the next smallest is hidden as well,
    because the sum would tell it.
    """
    hidden = {place for place, count in enumerate(people) if 0 < count < SMALLEST}
    if len(hidden) == 1:
        others = [place for place, count in enumerate(people) if count and place not in hidden]
        hidden |= set(sorted(others, key=lambda place: people[place])[:1])
    return [None if place in hidden else count for place, count in enumerate(people)]


def _newest_numbers(since: date | None) -> list[dict[str, Any]]:
    reports: Iterable[Report] = Report.objects.order_by("workshop", "-number")
    newest: dict[object, Report] = {}
    for report in reports:
        newest.setdefault(report.workshop_id, report)
    return [
        report.numbers
        for report in newest.values()
        if since is None or _last_day(report.numbers) >= since
    ]


def _district(
    area: Area, villages: list[Area], by_village: Mapping[str, list[Mapping[str, Any]]]
) -> District:
    # A workshop may have been planned for the kecamatan itself.
    places = [area, *villages] if area.code in by_village else villages
    numbers = [by_village.get(place.code, []) for place in places]
    people = [sum(int(one["people"]) for one in some) for some in numbers]
    return District(
        area,
        tuple(
            Village(place, len(some), count, _last_of(some), shown)
            for place, some, count, shown in zip(
                places, numbers, people, hide_small(people), strict=True
            )
        ),
        sum(int(one["total"]) for some in numbers for one in some),
    )


def _last_of(numbers: list[Mapping[str, Any]]) -> date | None:
    return max((_last_day(one) for one in numbers), default=None)


def _last_day(numbers: Mapping[str, Any]) -> date:
    return max(
        timezone.localtime(datetime.fromisoformat(one["starts_at"])).date()
        for one in numbers["meetings"]
    )
