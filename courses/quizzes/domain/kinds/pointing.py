"""Point at a part of a picture. Coordinates are thousandths of its width and height."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import Any

from django.utils.translation import gettext as _

from courses.quizzes.domain.kinds.base import Given, Ids, KindOfQuestion, Response
from courses.quizzes.domain.specs import AreaSpec, QuestionSpec

WHOLE = 1000
NUMBERS = {"circle": 3, "rect": 4}


class Pointing(KindOfQuestion):
    """One point is given; the first area that holds it decides."""

    def faults(self, spec: QuestionSpec) -> Iterator[str]:
        if not spec.picture:
            yield _("it needs a picture to point at.")
        elif not spec.picture_alt:
            yield _("say in words what its picture shows, for people who do not see it.")
        if not any(area.correct for area in spec.areas):
            yield _("mark at least one area as right.")
        for area in spec.areas:
            if not _is_drawn(area):
                yield _("area “%(label)s” has no place in the picture.") % {"label": area.label}

    def content(self, spec: QuestionSpec, ids: Ids) -> dict[str, Any]:
        return {"picture_size": list(spec.picture_size)}

    def key(self, spec: QuestionSpec, ids: Ids) -> dict[str, Any]:
        width, height = spec.picture_size
        right = next(area for area in spec.areas if area.correct)
        x, y = _middle(right)
        return {
            "answer": {"x": x, "y": y},
            "ratio": [height or 1, width or 1] if width and height else [1, 1],
            "areas": [
                {
                    "shape": area.shape,
                    "points": list(area.points),
                    "label": area.label,
                    "correct": area.correct,
                }
                for area in spec.areas
            ],
        }

    def clean(self, shown: Given, raw: Given) -> Response | None:
        if set(raw) >= {"x", "y"} and raw["x"] is None and raw["y"] is None:
            return {}
        x, y = raw.get("x"), raw.get("y")
        if type(x) is not int or type(y) is not int:
            return None
        return {"x": x, "y": y} if 0 <= x <= WHOLE and 0 <= y <= WHOLE else None

    def share(self, key: Given, response: Given) -> Fraction:
        area = area_at(key, response["x"], response["y"])
        return Fraction(area is not None and area["correct"])


def area_at(key: Given, x: int, y: int) -> dict[str, Any] | None:
    """Return the first area that holds the point, or nothing."""
    height, width = key["ratio"]
    ratio = Fraction(height, width)
    return next((area for area in key["areas"] if _holds(area, x, y, ratio)), None)


def _holds(area: Given, x: int, y: int, ratio: Fraction) -> bool:
    points = area["points"]
    if area["shape"] == "circle":
        across, down = x - points[0], (y - points[1]) * ratio
        return bool(across**2 + down**2 <= points[2] ** 2)
    if area["shape"] == "rect":
        left, top, right, bottom = points
        return bool(left <= x <= right and top <= y <= bottom)
    return _is_inside(list(zip(points[::2], points[1::2], strict=True)), x, y)


def _is_inside(corners: Sequence[tuple[int, int]], x: int, y: int) -> bool:
    """Tell by crossing edges to the right of the point: an odd number of them means inside."""
    inside = False
    for (x1, y1), (x2, y2) in pairwise([*corners, corners[0]]):
        if (y1 > y) != (y2 > y) and Fraction((y - y1) * (x2 - x1), y2 - y1) + x1 > x:
            inside = not inside
    return inside


def _is_drawn(area: AreaSpec) -> bool:
    points = area.points
    if not all(0 <= point <= WHOLE for point in points):
        return False
    if area.shape == "polygon":
        return len(points) >= 6 and len(points) % 2 == 0
    if area.shape not in NUMBERS or len(points) != NUMBERS[area.shape]:
        return False
    if area.shape == "circle":
        return points[2] > 0
    return points[0] < points[2] and points[1] < points[3]


def _middle(area: AreaSpec) -> tuple[int, int]:
    points = area.points
    if area.shape == "circle":
        return points[0], points[1]
    xs, ys = points[::2], points[1::2]
    return (min(xs) + max(xs)) // 2, (min(ys) + max(ys)) // 2
