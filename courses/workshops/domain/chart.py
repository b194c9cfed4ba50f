"""A bar for each kecamatan, drawn on the server: no script, readable in black and white."""

from dataclasses import dataclass

from courses.workshops.domain.coverage import Coverage

# As wide as a phone: what is drawn there is read there.
ROW, LABEL, BAR, RIGHT = 30, 140, 150, 54


@dataclass(frozen=True)
class Bar:
    """One line of the chart, in the units of its drawing."""

    name: str
    y: int
    text_y: int
    reached: int
    total: int
    width: int
    whole: int

    @property
    def words(self) -> str:
        """Return 3/12, as it stands beside the bar."""
        return f"{self.reached}/{self.total}"


@dataclass(frozen=True)
class Chart:
    """All bars, and the size of the drawing."""

    bars: tuple[Bar, ...]
    label_width: int = LABEL
    bar_end: int = LABEL + BAR + 10

    @property
    def width(self) -> int:
        """Return the width of the drawing."""
        return LABEL + BAR + RIGHT

    @property
    def height(self) -> int:
        """Return the height of the drawing."""
        return ROW * len(self.bars) + 6


def chart_of(coverage: Coverage) -> Chart:
    """Return the chart of desa reached in each kecamatan, the least reached first."""
    most = max((len(district.villages) for district in coverage.districts), default=1) or 1
    ordered = sorted(
        coverage.districts,
        key=lambda one: (one.reached / (len(one.villages) or 1), one.area.name),
    )
    return Chart(
        tuple(
            Bar(
                name=district.area.name,
                y=place * ROW + 5,
                text_y=place * ROW + 20,
                reached=district.reached,
                total=len(district.villages),
                width=BAR * district.reached // most,
                whole=BAR * len(district.villages) // most,
            )
            for place, district in enumerate(ordered)
        )
    )
