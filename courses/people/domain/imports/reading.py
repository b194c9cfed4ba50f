"""Read a spreadsheet as people make them: XLSX or CSV, any encoding, the header somewhere on top."""

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from openpyxl import load_workbook
from openpyxl.cell import Cell, MergedCell
from openpyxl.worksheet.worksheet import Worksheet

LARGEST_FILE = 5 * 1024 * 1024
LARGEST_UNPACKED = 60 * 1024 * 1024
MOST_ROWS = 2000
MOST_COLUMNS = 100
HEADER_WITHIN = 15
ENCODINGS = ("utf-8-sig", "cp1252", "latin-1")
DELIMITERS = ";\t,|"
FORMULA = "\0formula"
ROUNDED = "\0rounded"

type Columns = Mapping[str, Sequence[str]]  # our name of a column -> the headings it goes by


@dataclass(frozen=True)
class Row:
    """One row of the file, by our names of the columns, with the number that the person sees in it."""

    number: int
    values: dict[str, str]
    problems: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Table:
    """What was found in a file, and the headings that were left unread."""

    rows: list[Row]
    ignored: list[str]


def read_table(content: bytes, columns: Columns, *, required: Sequence[str]) -> Table:
    """Return the rows of the first sheet.

    Raises ValidationError with one sentence when the file cannot be read as a table.
    """
    if len(content) > LARGEST_FILE:
        raise ValidationError(
            _("The file is larger than 5 MB. Keep only the sheet with the list, then try again.")
        )
    lines = list(_lines_of(content))
    start, places = _find_header(lines, columns, required)
    header = lines[start]
    rows = [
        _row(number, line, places)
        for number, line in enumerate(lines[start + 1 :], start=start + 2)
        if any(line) and [text for text in line if text] != [text for text in header if text]
    ]
    rows = [row for row in rows if any(row.values.values()) or row.problems]
    if not rows:
        raise ValidationError(
            _("Under the headings there is no row. Fill in the list, then try again.")
        )
    if len(rows) > MOST_ROWS:
        raise ValidationError(
            _(
                "The file has %(count)d rows; at most 2000 fit at once. Split it into several files."
            ),
            params={"count": len(rows)},
        )
    return Table(
        rows, [text for place, text in enumerate(header) if text and place not in places.values()]
    )


def _lines_of(content: bytes) -> Iterable[list[str]]:
    if content.startswith(b"PK"):
        return _lines_of_workbook(content)
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise ValidationError(
            _(
                "This is an old or locked Excel file. Save it as .xlsx without a password, then try again."
            )
        )
    return _lines_of_text(content)


# --- XLSX -------------------------------------------------------------------------------------


def _lines_of_workbook(content: bytes) -> Iterator[list[str]]:
    sheet = _first_sheet(content)
    _spread_merged_cells(sheet)
    for cells in sheet.iter_rows(max_row=MOST_ROWS + HEADER_WITHIN + 1, max_col=MOST_COLUMNS):
        yield [_text_of(cell) for cell in cells]


def _first_sheet(content: bytes) -> Worksheet:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            unpacked = sum(part.file_size for part in archive.infolist())
        sheet = (
            load_workbook(io.BytesIO(content)).worksheets[0]
            if unpacked <= LARGEST_UNPACKED
            else None
        )
    except Exception as error:  # openpyxl raises whatever its parsers do
        raise ValidationError(
            _(
                "This file cannot be read as a spreadsheet. Open it, save it as .xlsx, then try again."
            )
        ) from error
    if sheet is None:
        raise ValidationError(
            _("Unpacked this file is too large. Keep only the sheet with the list.")
        )
    return sheet


def _spread_merged_cells(sheet: Worksheet) -> None:
    """Write a merged cell's value into every cell it covers."""
    for area in list(sheet.merged_cells.ranges)[:2000]:
        value = sheet.cell(area.min_row, area.min_col).value
        sheet.unmerge_cells(area.coord)
        for row in sheet.iter_rows(
            area.min_row,
            min(area.max_row, MOST_ROWS),
            area.min_col,
            min(area.max_col, MOST_COLUMNS),
        ):
            for cell in row:
                cell.value = value


def _text_of(cell: Cell | MergedCell) -> str:
    value = cell.value
    if cell.data_type == "f":
        return FORMULA
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, int) and not isinstance(value, bool) and value >= 10**15:
        return ROUNDED
    return "" if value is None else _tidy(str(value))


# --- Text -------------------------------------------------------------------------------------


def _lines_of_text(content: bytes) -> Iterator[list[str]]:
    text = _decoded(content)
    if "\0" in text:
        raise ValidationError(
            _("This is no spreadsheet. Upload a file that ends in .xlsx or .csv.")
        )
    lines = text.splitlines()
    delimiter = max(
        DELIMITERS, key=lambda sign: sum(line.count(sign) for line in lines[:HEADER_WITHIN])
    )
    try:
        for cells in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            yield [_text_of_csv(cell) for cell in cells[:MOST_COLUMNS]]
    except csv.Error as error:
        raise ValidationError(
            _("The file breaks off in the middle of a cell. Save it as CSV again.")
        ) from error


def _decoded(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    for encoding in ENCODINGS:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return content.decode("latin-1")


def _text_of_csv(cell: str) -> str:
    # ="0123" is how spreadsheets are told that digits are text.
    if quoted := re.fullmatch(r'\s*="([^"]*)"\s*', cell):
        return _tidy(quoted[1])
    text = _tidy(cell)
    if re.fullmatch(r"[0-9][.,][0-9]+E\+?1[5-9]", text, re.IGNORECASE):
        return ROUNDED
    return FORMULA if text.startswith("=") else text


def _tidy(text: str) -> str:
    return " ".join(text.replace("\u200b", "").split())


# --- The table --------------------------------------------------------------------------------


def _find_header(
    lines: list[list[str]], columns: Columns, required: Sequence[str]
) -> tuple[int, dict[str, int]]:
    for number, line in enumerate(lines[:HEADER_WITHIN]):
        places = dict(_places(line, columns))
        if all(name in places for name in required):
            return number, places
    raise ValidationError(
        _(
            "No row among the first 15 has the headings %(names)s. Use the template, or add these headings."
        ),
        params={"names": ", ".join(columns[name][0] for name in required)},
    )


def _places(line: list[str], columns: Columns) -> Iterator[tuple[str, int]]:
    headings = [re.sub(r"[^a-z0-9]", "", text.lower()) for text in line]
    for name, known in columns.items():
        wanted = {re.sub(r"[^a-z0-9]", "", text.lower()) for text in known}
        if found := [place for place, heading in enumerate(headings) if heading in wanted]:
            yield name, found[0]


def _row(number: int, line: list[str], places: Mapping[str, int]) -> Row:
    values = {name: line[place] if place < len(line) else "" for name, place in places.items()}
    problems = []
    if FORMULA in values.values():
        problems.append(str(_("A cell holds a formula. Write its value instead.")))
    if ROUNDED in values.values():
        problems.append(
            str(
                _(
                    "The long number was stored as a number, so its last digits are lost. "
                    "Format the column as text and type it again."
                )
            )
        )
    return Row(
        number,
        {name: "" if text in (FORMULA, ROUNDED) else text for name, text in values.items()},
        problems,
    )
