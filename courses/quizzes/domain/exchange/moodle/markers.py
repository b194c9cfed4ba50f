"""Moodle's ddmarker with one marker, as pointing at a picture."""

import base64
from xml.etree.ElementTree import Element

from django.utils.translation import gettext as _

from courses.quizzes.domain.exchange.areas import from_points, to_points
from courses.quizzes.domain.exchange.markup import words_of_html
from courses.quizzes.domain.exchange.moodle.source import Source, decoded, html_of
from courses.quizzes.domain.exchange.parcels import QuestionRefused, letter
from courses.quizzes.domain.exchange.pictures import size_of
from courses.quizzes.domain.exchange.xml import add, child, children, text_at
from courses.quizzes.domain.specs import AreaSpec, QuestionSpec

SHAPES = {"circle": "circle", "rectangle": "rect", "polygon": "polygon"}


def read_marker(source: Source) -> QuestionSpec:
    """Return the question whose only marker belongs into certain areas. Raises QuestionRefused."""
    drags, drops = children(source.element, "drag"), children(source.element, "drop")
    if len(drags) != 1 or not drops:
        raise QuestionRefused(_("it has several markers; here one place is pointed at."))
    content = _background(source)
    path = source.keep(*content)
    source.remarks.append(_("The words of its picture are only a file name. Say what it shows."))
    label = words_of_html(html_of(drags[0]))
    return QuestionSpec(
        ref="",
        kind="hotspot",
        text_html=source.body(),
        picture=path,
        picture_alt=content[0].rpartition(".")[0] or content[0],
        areas=tuple(
            _area(drop, letter(place), label, size_of(content[1]))
            for place, drop in enumerate(drops)
        ),
    )


def add_marker(element: Element, question: QuestionSpec, picture: bytes, path: str) -> None:
    """Write the areas, the marker and the picture into a question of Moodle."""
    size = size_of(picture)
    file = add(element, "file", base64.b64encode(picture).decode(), encoding="base64")
    file.set("name", path.rpartition("/")[2])
    add(element, "shuffleanswers", "0")
    right = [area for area in question.areas if area.correct]
    drag = add(element, "drag")
    add(drag, "no", "1")
    add(drag, "text", right[0].label)
    add(drag, "noofdrags", str(len(right)))
    for number, area in enumerate(right, start=1):
        drop = add(element, "drop")
        add(drop, "no", str(number))
        add(drop, "shape", next(name for name, ours in SHAPES.items() if ours == area.shape))
        add(drop, "coords", _coords(area, size))
        add(drop, "choice", "1")


def keeps_places(area: AreaSpec, size: tuple[int, int]) -> bool:
    """Tell whether whole points of the picture say exactly where the area is."""
    return from_points(area.shape, to_points(area, size), size) == area.points


def _background(source: Source) -> tuple[str, bytes]:
    file = child(source.element, "file")
    if file is None or not (file.text or "").strip():
        raise QuestionRefused(_("the file of its picture is missing."))
    return file.get("name", "gambar"), decoded(file.text or "")


def _area(drop: Element, name: str, label: str, size: tuple[int, int]) -> AreaSpec:
    shape = SHAPES.get(text_at(drop, "shape").strip(), "")
    numbers = _numbers(text_at(drop, "coords"))
    if shape == "rect" and len(numbers) == 4:
        left, top, width, height = numbers
        numbers = [left, top, left + width, top + height]
    if not shape or len(numbers) < 3:
        raise QuestionRefused(_("one of its areas cannot be read."))
    return AreaSpec(name, shape, from_points(shape, numbers, size), label, correct=True)


def _numbers(coords: str) -> list[int]:
    parts = coords.replace(";", ",").split(",")
    try:
        return [round(float(part)) for part in parts if part.strip()]
    except ValueError:
        return []


def _coords(area: AreaSpec, size: tuple[int, int]) -> str:
    numbers = to_points(area, size)
    if area.shape == "circle":
        return f"{numbers[0]},{numbers[1]};{numbers[2]}"
    if area.shape == "rect":
        left, top, right, bottom = numbers
        return f"{left},{top};{right - left},{bottom - top}"
    return ";".join(f"{x},{y}" for x, y in zip(numbers[::2], numbers[1::2], strict=True))
