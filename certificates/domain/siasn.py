"""Rekap SIASN: the trainings of a period in the columns of BKN's kursus/save, for BKPSDM to hand in."""

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO, StringIO

from django.conf import settings
from openpyxl import Workbook
from openpyxl.styles import Font

from certificates.domain.ledger import LedgerLine

# Field names and formats as BKN's service has them; what is empty is filled by BKPSDM's own system.
COLUMNS = (
    "namaKursus",
    "institusiPenyelenggara",
    "nomorSertipikat",
    "jumlahJam",
    "tahunKursus",
    "tanggalKursus",
    "tanggalSelesaiKursus",
    "jenisDiklatId",
    "jenisKursus",
    "jenisKursusSertipikat",
    "lokasiId",
    "instansiId",
    "pnsOrangId",
)
WHOSE = ("No", "nomorSertipikat", "Nama", "NIP", "Unit kerja", "Bukti")
# With these a spreadsheet begins to calculate.
STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")

type Cell = str | int


@dataclass(frozen=True, slots=True)
class SiasnRow:
    """One training and whose it is."""

    line: LedgerLine
    name: str
    number: str
    unit: str
    evidence: str = ""

    def cells(self) -> tuple[Cell, ...]:
        """Return the columns of the service: text, or whole numbers."""
        line = self.line
        return (
            line.title,
            line.organiser,
            line.number,
            line.counted,
            line.finished_on.year,
            f"{line.started_on:%d-%m-%Y}",
            f"{line.finished_on:%d-%m-%Y}",
            settings.SIASN_JENIS_DIKLAT_ID,
            settings.SIASN_JENIS_KURSUS,
            settings.SIASN_JENIS_SERTIPIKAT,
            "",
            "",
            "",
        )


def in_period(lines: Iterable[LedgerLine], first: date, last: date) -> list[LedgerLine]:
    """Return what counts and was given in these days."""
    return [line for line in lines if line.counted and first <= line.awarded_on <= last]


def as_csv(rows: Sequence[SiasnRow]) -> bytes:
    """Return exactly the columns of the service, as spreadsheets of this country open it (UTF-8)."""
    text = StringIO()
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    writer.writerows([_harmless(cell) for cell in row.cells()] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def as_xlsx(rows: Sequence[SiasnRow]) -> bytes:
    """Return the same as a workbook; a second sheet says row by row whose it is, and where to check."""
    book = Workbook()
    book.remove(book.worksheets[0])
    _sheet(book, "Rekap SIASN", COLUMNS, [row.cells() for row in rows])
    _sheet(
        book,
        "Pegawai",
        WHOSE,
        [
            (place, row.line.number, row.name, row.number, row.unit, row.evidence)
            for place, row in enumerate(rows, start=1)
        ],
    )
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def _sheet(
    book: Workbook, title: str, columns: Sequence[str], rows: Iterable[Sequence[Cell]]
) -> None:
    """Add a sheet whose cells show their text and never calculate it."""
    sheet = book.create_sheet(title)
    sheet.append(columns)
    for row in rows:
        sheet.append(row)
    for cells in sheet.iter_rows():
        for cell in cells:
            cell.font = Font(bold=cell.row == 1)
            if isinstance(cell.value, str):
                cell.data_type = "s"
                cell.quotePrefix = cell.value.startswith(STARTS_A_FORMULA)


def _harmless(value: Cell) -> Cell:
    """Return the text behind an apostrophe where a spreadsheet would calculate it."""
    if isinstance(value, str) and value.lstrip(" \u00a0").startswith(STARTS_A_FORMULA):
        return f"'{value}"
    return value
