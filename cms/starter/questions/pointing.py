"""The lines of a question that is answered by pointing at its picture."""

from typing import Any

from django.utils.translation import gettext as _

from cms.questions import points_of
from cms.starter.questions.words import SHAPES, Value, finished, name_of
from cms.starter.reader import Reader


def read_areas(reader: Reader) -> dict[str, Any]:
    """Return the areas of “bidang”."""
    areas = [
        finished(
            area,
            {
                "label": area.text("teks", longest=160),
                "shape": SHAPES[area.choice("bentuk", SHAPES, default="kotak")],
                "points": _points(area),
                "correct": area.flag("benar"),
            },
        )
        for area in reader.readers("bidang")
    ]
    return {"areas": areas}


def _points(area: Reader) -> str:
    points = points_of(area.text("titik", longest=400))
    if not points:
        raise area.refuse(
            "titik", _("“titik” is numbers from 0 to 1000 with commas, such as 40, 146, 960, 245.")
        )
    return ", ".join(map(str, points))


def write_areas(value: Value) -> dict[str, Any]:
    """Return the areas as “bidang”."""
    return {
        "bidang": [
            {
                "teks": area["label"],
                "bentuk": name_of(SHAPES, area["shape"]),
                "titik": area["points"],
                "benar": bool(area["correct"]),
            }
            for area in value["areas"]
        ]
    }
