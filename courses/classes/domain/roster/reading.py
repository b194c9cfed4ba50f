"""Read a list of pupils as schools have it: Dapodik's export, our template, or pasted names.

Everything happens in memory. Of each row only name, sex, NISN and rombel are looked at (and the
attendance number of our own template); the other columns, NIK and parents among them, are dropped
with the workbook when the function returns.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from python_calamine import CalamineError, CalamineWorkbook

from courses.classes.domain.names import is_formula, tidy
from courses.classes.domain.roster.listed import ListedPupil, Roster

LARGEST_FILE = 5 * 1024 * 1024
LARGEST_UNPACKED = 80 * 1024 * 1024
MOST_ROWS = 3000
HEADER_WITHIN = 15
COLUMNS = {
    "name": {"nama", "namapesertadidik", "namasiswa", "namamurid", "namalengkap"},
    "sex": {"jk", "lp", "jeniskelamin"},
    "nisn": {"nisn"},
    "group": {"rombelsaatini", "rombel", "kelas"},
    "number": {"noabsen", "absen", "nomorabsen"},
}
SEXES = {"l": "L", "lakilaki": "L", "p": "P", "perempuan": "P"}
NO_STYLES = '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>'
DIMENSION = re.compile(rb"<dimension[^>]*/>")
Lines = list[list[Any]]


def read_file(content: bytes) -> Roster:
    """Return the pupils of an .xlsx or .xls file, whichever sheet they are on.

    Raises ValidationError with one sentence when there is no list of pupils in it.
    """
    if len(content) > LARGEST_FILE:
        raise ValidationError(
            _("The file is larger than 5 MB. Keep only the sheet with the pupils, then try again.")
        )
    best: tuple[Lines, int] | None = None
    for lines in _sheets(content):
        start = _header_row(lines)
        if start is not None and (best is None or len(lines) - start > len(best[0]) - best[1]):
            best = (lines, start)
    if best is None:
        raise ValidationError(
            _(
                "No list of pupils was found. The first 15 rows need the headings Nama and NISN, or Nama and L/P."
            )
        )
    return _roster(*best)


def read_pasted(text: str) -> Roster:
    """Return the pupils of pasted lines: a name each, perhaps with a number before and L or P after it."""
    lines = [line.strip() for line in text.splitlines() if line.strip()][:MOST_ROWS]
    rows = tuple(_pasted(number, line) for number, line in enumerate(lines, start=1))
    if not rows:
        raise ValidationError(_("There is no name yet. Paste one name on each line."))
    return Roster(rows)


# --- Spreadsheets -----------------------------------------------------------------------------


def _sheets(content: bytes) -> list[Lines]:
    _refuse_bombs(content)
    for made_readable in (_as_it_is, _mended):
        try:
            return _lines_of(made_readable(content))
        except (CalamineError, OSError, ValueError, zipfile.BadZipFile, zlib.error):
            continue
    raise ValidationError(
        _(
            "This file cannot be read. Let Excel repair it, save it as .xlsx without a password, then try again."
        )
    )


def _lines_of(content: bytes) -> list[Lines]:
    with CalamineWorkbook.from_filelike(io.BytesIO(content)) as book:
        return [
            book.get_sheet_by_name(name).to_python(skip_empty_area=False)
            for name in book.sheet_names
        ]


def _as_it_is(content: bytes) -> bytes:
    return content


def _mended(content: bytes) -> bytes:
    """Return the workbook without its formats and stated sizes, where exports are damaged most."""
    mended = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as damaged,
        zipfile.ZipFile(mended, "w") as archive,
    ):
        for part in damaged.infolist():
            if part.filename == "xl/styles.xml":
                archive.writestr(part.filename, NO_STYLES)
            else:
                archive.writestr(part.filename, DIMENSION.sub(b"", damaged.read(part)))
    return mended.getvalue()


def _refuse_bombs(content: bytes) -> None:
    if not content.startswith(b"PK"):
        return
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            unpacked = sum(part.file_size for part in archive.infolist())
    except zipfile.BadZipFile:
        return
    if unpacked > LARGEST_UNPACKED:
        raise ValidationError(
            _("This file is far too large once it is unpacked. Keep only the list of pupils.")
        )


def _header_row(lines: Lines) -> int | None:
    for place, line in enumerate(lines[:HEADER_WITHIN]):
        found = _places(line)
        if "name" in found and len(found) > 1:
            return place
    return None


def _places(line: Sequence[Any]) -> dict[str, int]:
    """Return where each of our columns is; the first heading counts, later ones are parents'."""
    places: dict[str, int] = {}
    for place, cell in enumerate(line):
        heading = _plain(cell)
        for column, headings in COLUMNS.items():
            if heading in headings and column not in places:
                places[column] = place
    return places


def _roster(lines: Lines, start: int) -> Roster:
    header = lines[start]
    places = _places(header)
    below = lines[start + 1] if start + 1 < len(lines) else []
    # Dapodik's headings are two rows high where they are about father, mother and guardian.
    is_second = not _cell(below, places, "name") or _plain(below[places["name"]]) == "nama"
    second = below if is_second else []
    rows = tuple(
        row
        for number, line in enumerate(lines[start + 1 :], start=start + 2)
        if (row := _row(number, line, places)) is not None
    )
    if not rows:
        raise ValidationError(_("Under the headings there is no pupil. Fill in the list first."))
    if len(rows) > MOST_ROWS:
        raise ValidationError(
            _("The list has %(count)d rows; at most %(most)d fit at once. Divide it.")
            % {"count": len(rows), "most": MOST_ROWS}
        )
    wide = max(len(header), len(second))
    used = [
        place
        for place in range(wide)
        if _plain(header[place] if place < len(header) else "")
        or _plain(second[place] if place < len(second) else "")
    ]
    headings = {_plain(cell) for cell in (*header, *second)}
    return Roster(rows, ignored=len(used) - len(places), holds_nik="nik" in headings)


def _row(number: int, line: Sequence[Any], places: dict[str, int]) -> ListedPupil | None:
    name = tidy(_cell(line, places, "name"))
    others = any(_cell(line, places, column) for column in places if column != "number")
    if not others or _plain(name) in COLUMNS["name"]:
        return None
    return ListedPupil(
        row=number,
        name=name,
        sex=SEXES.get(_plain(_cell(line, places, "sex")), ""),
        nisn=_nisn(_cell(line, places, "nisn")),
        group=tidy(_cell(line, places, "group"))[:40],
        number=_number(_cell(line, places, "number")),
        problem=_problem(name),
    )


def _problem(name: str) -> str:
    if not name:
        return _("The name is missing, or is a formula. Type the name itself.")
    if is_formula(name):
        return _("This is a formula and not a name. Type the name itself.")
    return "" if any(sign.isalpha() for sign in name) else _("This is not a name. Type the name.")


def _cell(line: Sequence[Any], places: dict[str, int], column: str) -> str:
    place = places.get(column)
    if place is None or place >= len(line):
        return ""
    value = line[place]
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(value).strip()


def _plain(value: object) -> str:
    return re.sub(r"[^a-z]", "", str(value).casefold())


def _nisn(text: str) -> str:
    """Return ten digits, with the zeros that a number format has lost, or nothing."""
    digits = re.sub(r"\D", "", text)
    return digits.zfill(10) if 7 <= len(digits) <= 10 else ""


def _number(text: str) -> int | None:
    return int(text) if text.isdigit() and 0 < int(text) < 1000 else None


# --- Pasted names -----------------------------------------------------------------------------

PASTED = re.compile(
    r"^(?:(?P<number>\d{1,3})\s*[.):;\t-]?\s+|(?P<tight>\d{1,3})[.);:]\s*)?"
    r"(?P<name>.*?)"
    r"(?:[\t;,]\s*|\s+\(?)?(?P<sex>(?<=[\s;,(\t])[LPlp])?\)?$"
)


def _pasted(row: int, line: str) -> ListedPupil:
    found = PASTED.match(line)
    if found is None:
        return ListedPupil(row, tidy(line), problem=_problem(tidy(line)))
    name = tidy(found["name"].rstrip(";,\t ("))
    return ListedPupil(
        row=row,
        name=name,
        sex=(found["sex"] or "").upper(),
        number=_number(found["number"] or found["tight"] or ""),
        problem=_problem(name),
    )
