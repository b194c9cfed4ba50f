"""Areas of a picture, between thousandths of its sides and its points (pixels)."""

from collections.abc import Sequence

from courses.quizzes.domain.specs import AreaSpec

WHOLE = 1000


def to_points(area: AreaSpec, size: tuple[int, int]) -> list[int]:
    """Return the numbers of the area in whole points of a picture of this size."""
    return [
        round(number * side / WHOLE)
        for number, side in zip(
            area.points, _sides(area.shape, len(area.points), size), strict=True
        )
    ]


def from_points(shape: str, numbers: Sequence[int], size: tuple[int, int]) -> tuple[int, ...]:
    """Return the numbers in thousandths, none outside the picture."""
    return tuple(
        max(0, min(WHOLE, round(number * WHOLE / side)))
        for number, side in zip(numbers, _sides(shape, len(numbers), size), strict=True)
    )


def large_enough(size: tuple[int, int]) -> tuple[int, int]:
    """Return the size, as many times as large as it takes to name each thousandth."""
    times = max(-(-WHOLE // side) for side in size)
    return size[0] * times, size[1] * times


def _sides(shape: str, count: int, size: tuple[int, int]) -> list[int]:
    """Return which side each number is measured along; the radius of a circle, along the width."""
    if shape == "circle":
        return [size[0], size[1], size[0]][:count]
    return [size[place % 2] for place in range(count)]
