"""The gradebook as a spreadsheet: the same rows, columns and words as on the screen."""

import io
from collections.abc import Sequence

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from courses.classes.domain.cells import Cell, State
from courses.classes.domain.gradebook import Gradebook, GradebookRow


def words_of(cell: Cell) -> str:
    """Return what a cell says, on the screen as in the spreadsheet."""
    return {
        State.NOT_FOR: "–",
        State.OPEN: _("not begun"),
        State.WORKING: _("working on it"),
        State.LATE: _("not done, late"),
        State.HELP: _("needs help"),
        State.DONE: _("done"),
    }[cell.state]


def value_of(cell: Cell) -> str | int:
    """Return the points where there are any, else the words."""
    return cell.points if cell.points is not None else words_of(cell)


def reached_in_words(row: GradebookRow) -> str:
    """Return whether the pupil has reached the KKTP."""
    if row.has_reached is None:
        return "–"
    return _("reached") if row.has_reached else _("not yet")


def table_of(book: Gradebook) -> list[list[str | int]]:
    """Return headings and rows in the order of the class."""
    headings = [_("No"), _("Name"), _("G/B"), *(column.assignment.title for column in book.columns)]
    rows = [
        [
            row.pupil.number,
            row.pupil.name,
            row.pupil.sex,
            *(value_of(cell) for cell in row.cells),
            "–" if row.mean is None else row.mean,
            reached_in_words(row),
        ]
        for row in book.rows
    ]
    return [
        [
            *headings,
            _("Mean"),
            _("KKTP %(threshold)d") % {"threshold": book.school_class.threshold},
        ],
        *rows,
    ]


def gradebook_as_workbook(book: Gradebook) -> bytes:
    """Return the gradebook as an .xlsx; nothing in it is ever calculated as a formula."""
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    sheet.title = _("Marks")
    for number, line in enumerate(table_of(book), start=1):
        _write(sheet, number, line)
    for cell in sheet[1]:
        cell.font = Font(bold=True)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    for place, width in ((1, 5), (2, 36), (3, 6)):
        sheet.column_dimensions[get_column_letter(place)].width = width
    for place in range(4, sheet.max_column + 1):
        sheet.column_dimensions[get_column_letter(place)].width = 16
    sheet.freeze_panes = "D2"
    sheet.page_setup.orientation = "landscape"
    sheet.print_title_rows = "1:1"
    file = io.BytesIO()
    workbook.save(file)
    return file.getvalue()


def _write(sheet: Worksheet, number: int, line: Sequence[str | int]) -> None:
    for place, value in enumerate(line, start=1):
        cell = sheet.cell(row=number, column=place)
        cell.value = value
        if isinstance(value, str):
            # A name that begins with = is a name.
            cell.data_type = "s"
