"""Files in the shape of Dapodik's export "Daftar Peserta Didik": four title rows, two header rows, 66 columns."""

import io
import zipfile
from collections.abc import Sequence

import xlwt
from openpyxl import Workbook

NIK = "1803054512130007"
MOTHERS_NIK = "1803054101850003"
KK = "1803051503110021"
COORDINATES = "-4.8357214"
# Must be found nowhere after an import.
PLANTED = (NIK, MOTHERS_NIK, KK, COORDINATES, "SUMIATI-IBU", "Rp. 1,000,000 - Rp. 1,999,999")

FIRST = [
    "No", "Nama", "NIPD", "JK", "NISN", "Tempat Lahir", "Tanggal Lahir", "NIK", "Agama", "Alamat",
    "RT", "RW", "Dusun", "Kelurahan", "Kecamatan", "Kode Pos", "Jenis Tinggal",
    "Alat Transportasi", "Telepon", "HP", "E-Mail", "SKHUN", "Penerima KPS", "No. KPS",
]  # fmt: skip
PARENT = ["Nama", "Tahun Lahir", "Jenjang Pendidikan", "Pekerjaan", "Penghasilan", "NIK"]
REST = [
    "Rombel Saat Ini", "No Peserta Ujian Nasional", "No Seri Ijazah", "Penerima KIP", "Nomor KIP",
    "Nama di KIP", "Nomor KKS", "No Registrasi Akta Lahir", "Bank", "Nomor Rekening Bank",
    "Rekening Atas Nama", "Layak PIP (usulan dari sekolah)", "Alasan Layak PIP",
    "Kebutuhan Khusus", "Sekolah Asal", "Anak ke-berapa", "Lintang", "Bujur", "No KK",
    "Berat Badan", "Tinggi Badan", "Lingkar Kepala", "Jml. Saudara Kandung",
    "Jarak Rumah ke Sekolah (KM)",
]  # fmt: skip
NAMES = ("RIZKY", "DINDA", "PUTRI", "AGUS", "SARI", "BAYU", "INTAN", "FAJAR", "WULAN", "HENDRA")
FAMILIES = ("PRATAMA", "LESTARI", "SAPUTRA", "AYU", "WIJAYA", "RAMADHAN", "KURNIA", "HIDAYAT")

Pupil = tuple[str, str, str, str]  # name, sex, NISN, rombel


def pupils(count: int, group: str = "VII A", start: int = 0) -> list[Pupil]:
    """Return made-up pupils with different names."""
    made = []
    for place in range(start, start + count):
        first, family = NAMES[place % 10], FAMILIES[place // 10 % 8]
        third = "" if place < 80 else f" {'ABCDEFGHIJKLMNOPQRSTUVWXYZ'[place // 80]}NDIKA"
        nisn = f"{120000000 + place:010d}"
        made.append((f"{first} {family}{third}", "LP"[place % 2], nisn, group))
    return made


def lines_of(people: Sequence[Pupil]) -> list[list[str]]:
    """Return all rows of the sheet: titles, both header rows, and one row for each pupil."""
    groups = ["Data Ayah", "Data Ibu", "Data Wali"]
    header = FIRST + [text for group in groups for text in (group, "", "", "", "", "")] + REST
    second = [""] * len(FIRST) + PARENT * 3 + [""] * len(REST)
    assert len(header) == len(second) == 66
    titles = [["Daftar Peserta Didik"], ["SMP NEGERI 1 KOTABUMI"], ["Kecamatan Kec. Kotabumi"], []]
    rows = [_line(number, pupil) for number, pupil in enumerate(people, start=1)]
    return [*titles, header, second, *rows]


def _line(number: int, pupil: Pupil) -> list[str]:
    name, sex, nisn, group = pupil
    line = [""] * 66
    line[0:9] = [str(number), name, "1234", sex, nisn, "Kotabumi", "2013-12-05", NIK, "Islam"]
    line[24:30] = ["BAPAK", "1980", "SMA", "Petani", "Rp. 1,000,000 - Rp. 1,999,999", MOTHERS_NIK]
    line[30:36] = ["SUMIATI-IBU", "1985", "SMP", "Ibu", "", MOTHERS_NIK]
    line[42] = group
    line[58:61] = [COORDINATES, "104.88", KK]
    return line


def as_xlsx(lines: Sequence[Sequence[str]], *, before: Sequence[str] = ()) -> bytes:
    """Return the rows as a workbook; `before` names sheets that stand in front of the right one."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for title in before:
        book.create_sheet(title).append(["Petunjuk", "Jangan diubah"])
    sheet = book.create_sheet("Daftar Peserta Didik")
    for line in lines:
        sheet.append(list(line))
    if len(lines) > 5 and len(lines[4]) == 66:
        for start in (25, 31, 37):
            sheet.merge_cells(start_row=5, start_column=start, end_row=5, end_column=start + 5)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def as_xls(lines: Sequence[Sequence[str]]) -> bytes:
    """Return the rows as a workbook of Excel 97."""
    book = xlwt.Workbook()
    sheet = book.add_sheet("Daftar Peserta Didik")
    for row, line in enumerate(lines):
        for column, value in enumerate(line):
            sheet.write(row, column, value)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def damaged(xlsx: bytes) -> bytes:
    """Return the workbook as Dapodik sends it: Excel opens it with an offer to repair it."""
    source, target = zipfile.ZipFile(io.BytesIO(xlsx)), io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for part in source.infolist():
            content = source.read(part)
            if part.filename == "xl/styles.xml":
                content = content[: len(content) // 2]
            if part.filename == "xl/worksheets/sheet1.xml":
                content = content.replace(b"<dimension ref=", b"<dimension rif=")
            archive.writestr(part.filename, content)
    return target.getvalue()
