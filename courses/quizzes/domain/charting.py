"""Draw the scores of domains over months as lines: numbers for an SVG, made on the server. Pure."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from courses.quizzes.models import DomainMonth

# The drawing, in its own units; the page scales it.
WIDTH, HEIGHT = 640, 280
LEFT, RIGHT, TOP, BOTTOM = 44, 16, 16, 36


@dataclass(frozen=True)
class Point:
    """One month of one domain."""

    x: float
    y: float
    month: date
    percent: int
    attempts: int


@dataclass(frozen=True)
class Line:
    """One domain from its first month to its last; `dash` tells lines apart without colour."""

    domain: int
    points: tuple[Point, ...]
    dash: str

    @property
    def path(self) -> str:
        """Return the points of an SVG polyline."""
        return " ".join(f"{point.x:.1f},{point.y:.1f}" for point in self.points)


@dataclass(frozen=True)
class Tick:
    """A mark at an axis."""

    at: float
    month: date | None = None
    percent: int = 0


@dataclass(frozen=True)
class Chart:
    """A drawing of lines, with the marks of its axes."""

    lines: tuple[Line, ...]
    months: tuple[Tick, ...]
    percents: tuple[Tick, ...]


DASHES = ("", "8 4", "2 4", "12 4 2 4", "4 8")


def chart_of(rows: Sequence[DomainMonth]) -> Chart:
    """Return the chart of these months; with a single month each line is a point."""
    months = sorted({row.month for row in rows})
    across = {month: _x(at, len(months)) for at, month in enumerate(months)}
    by_domain: defaultdict[int, list[Point]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: row.month):
        point = Point(
            across[row.month], _y(row.percent), row.month, round(row.percent), row.attempts
        )
        by_domain[row.domain].append(point)
    return Chart(
        lines=tuple(
            Line(domain, tuple(points), DASHES[at % len(DASHES)])
            for at, (domain, points) in enumerate(sorted(by_domain.items()))
        ),
        months=tuple(Tick(at, month=month) for month, at in across.items()),
        percents=tuple(Tick(_y(percent), percent=percent) for percent in range(0, 101, 25)),
    )


def _x(at: int, count: int) -> float:
    if count == 1:
        return LEFT + (WIDTH - LEFT - RIGHT) / 2
    return LEFT + at * (WIDTH - LEFT - RIGHT) / (count - 1)


def _y(percent: float) -> float:
    return TOP + (100 - percent) * (HEIGHT - TOP - BOTTOM) / 100
