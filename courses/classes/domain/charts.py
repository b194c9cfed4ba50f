"""A bar chart as SVG, drawn on the server: the page's style sheet gives the colours."""

from dataclasses import dataclass

from courses.classes.domain.gains import Gains

BAR, BETWEEN, GROUP = 20, 4, 84
WIDTH, LABEL = 640, 26


@dataclass(frozen=True)
class Bar:
    """One bar with its number beside it; lengths are in units of the drawing."""

    y: int
    width: int
    percent: int
    css: str

    @property
    def text_y(self) -> int:
        """Return the base line of the number."""
        return self.y + 16

    @property
    def text_x(self) -> int:
        """Return where the number begins."""
        return self.width + 8


@dataclass(frozen=True)
class Group:
    """One element: its name and the two bars."""

    name: str
    y: int
    bars: tuple[Bar, Bar]


@dataclass(frozen=True)
class Chart:
    """Everything the template draws."""

    width: int
    height: int
    groups: tuple[Group, ...]


def gain_chart(gains: Gains) -> Chart:
    """Return the chart of the gains: two bars for each element, before and after."""
    groups = tuple(
        Group(
            gain.name,
            place * GROUP + 16,
            (
                Bar(place * GROUP + LABEL, _long(gain.before), gain.before, "before"),
                Bar(place * GROUP + LABEL + BAR + BETWEEN, _long(gain.after), gain.after, "after"),
            ),
        )
        for place, gain in enumerate(gains.rows)
    )
    return Chart(WIDTH, len(groups) * GROUP, groups)


def _long(percent: int) -> int:
    return max(2, round((WIDTH - 80) * percent / 100))
