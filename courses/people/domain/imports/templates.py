"""Spreadsheets to fill in: the headings, and one example row."""

import csv
import io

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from courses.people.domain.imports import people, units
from courses.people.models import PendingImport

EXAMPLES = {
    PendingImport.Kind.UNITS: (
        units.COLUMNS,
        ("DISKOMINFO-TIK", "Bidang Teknologi Informasi", "Bidang TIK", "DISKOMINFO"),
    ),
    PendingImport.Kind.PEOPLE: (
        people.COLUMNS,
        (
            "Budi Santoso",
            "198003122005011004",
            "KEC-10",
            "PNS",
            "Penata Layanan",
            "III/b",
            "",
            "S.Sos.",
            "0812 3456 7890",
        ),
    ),
}


def template_as_csv(kind: PendingImport.Kind) -> bytes:
    """Return the template with semicolons and a byte order mark, as Indonesian Excel opens it."""
    columns, example = EXAMPLES[kind]
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";")
    writer.writerow([headings[0] for headings in columns.values()])
    writer.writerow(example)
    return text.getvalue().encode("utf-8-sig")


def template_as_workbook(kind: PendingImport.Kind) -> bytes:
    """Return the template with every column formatted as text, so that long numbers keep their digits."""
    columns, example = EXAMPLES[kind]
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append([headings[0] for headings in columns.values()])
    sheet.append(example)
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for place in range(1, len(columns) + 1):
        sheet.column_dimensions[get_column_letter(place)].width = 24
        for row in range(2, 502):
            sheet.cell(row, place).number_format = "@"
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()
