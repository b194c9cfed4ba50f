"""The rubric of a text as a table of HTML, and back: a row for each thing a marker looks at."""

from xml.etree.ElementTree import Element

from django.utils.translation import gettext as _

from courses.quizzes.domain.exchange.markup import (
    clean_html,
    elements_of,
    html_of_elements,
    html_of_text,
    one_line,
    text_of_html,
)
from courses.quizzes.domain.exchange.xml import add, descendants
from courses.quizzes.domain.specs import RubricRow


def usual_rubric() -> tuple[RubricRow, ...]:
    """Return the rubric of a text that came without one."""
    levels = ((0, _("not there yet")), (1, _("in part")), (2, _("complete")))
    return (RubricRow("r1", _("Content"), levels),)


def html_of_reason_and_rubric(reason: str, rubric: tuple[RubricRow, ...]) -> str:
    """Return why the key is right, then the rubric."""
    return html_of_text(reason) + (html_of_elements([table_of(rubric)]) if rubric else "")


def table_of(rubric: tuple[RubricRow, ...]) -> Element:
    """Return the rubric as a table: what is looked at, then each level with its points."""
    table = Element("table")
    body = add(table, "tbody")
    for row in rubric:
        line = add(body, "tr")
        add(line, "th", one_line(row.title))
        for points, words in row.levels:
            cell = add(line, "td")
            strong = add(cell, "strong", str(points))
            strong.tail = f" {one_line(words)}"
    return table


def reason_and_rubric(html: str) -> tuple[str, tuple[RubricRow, ...]]:
    """Return what `html_of_reason_and_rubric` wrote; any other text is all reason."""
    blocks = elements_of(clean_html(html))
    rows = [row for block in blocks if block.tag == "table" for row in _rows(block)]
    if not rows or not all(rows):
        return text_of_html(html), ()
    rest = html_of_elements(block for block in blocks if block.tag != "table")
    return text_of_html(rest), tuple(
        RubricRow(f"r{place}", row.title, row.levels)
        for place, row in enumerate((row for row in rows if row), start=1)
    )


def _rows(table: Element) -> list[RubricRow | None]:
    return [_row(line) for line in descendants(table, "tr")]


def _row(line: Element) -> RubricRow | None:
    titles, cells = descendants(line, "th"), descendants(line, "td")
    levels = [_level(cell) for cell in cells]
    if len(titles) != 1 or not levels:
        return None
    known = tuple(level for level in levels if level is not None)
    title = one_line("".join(titles[0].itertext()))
    return RubricRow("", title, known) if len(known) == len(levels) else None


def _level(cell: Element) -> tuple[int, str] | None:
    strong = cell.find("strong")
    points = "".join(strong.itertext()).strip() if strong is not None else ""
    if strong is None or not points.isdigit():
        return None
    return int(points), one_line(strong.tail or "")
