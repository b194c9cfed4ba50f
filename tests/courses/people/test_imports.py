"""Spreadsheets as people make them: what is read, what is refused, and that a look writes nothing."""

import io
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from openpyxl import Workbook

from courses.people.domain.imports import people, units
from courses.people.domain.imports.reading import read_table
from courses.people.domain.imports.templates import template_as_csv, template_as_workbook
from courses.people.models import AuditEntry, PendingImport, Role, Unit, User
from tests.people import make_civil_servant, make_person, sign_in_as_staff

NIP = "198907152015031002"
HEAD = "Nama;NIP;Kode unit;Jabatan\n"


def workbook(rows, merge=(), formulas=()):
    book = Workbook()
    sheet = book.active
    for row in rows:
        sheet.append(row)
    for area in merge:
        sheet.merge_cells(area)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def read_people(content):
    return read_table(content, people.COLUMNS, required=people.REQUIRED)


def values(content):
    return [
        (row.number, row.values["name"], row.values["unit"], row.values.get("number", ""))
        for row in read_people(content).rows
    ]


LINE = [(2, "Rudi Hartono", "KEC-10", NIP)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "latin-1", "utf-16"])
@pytest.mark.parametrize("sign", [";", ",", "\t"])
def test_every_encoding_and_delimiter_is_understood(encoding, sign):
    text = f"Nama;NIP;Kode unit\nRené Hartono;{NIP};KEC-10\n".replace(";", sign)
    assert values(text.encode(encoding)) == [(2, "René Hartono", "KEC-10", NIP)]


def test_the_headings_may_stand_below_titles_and_go_by_other_names():
    rows = [
        ["DAFTAR PEGAWAI"],
        ["Kecamatan Kotabumi Selatan"],
        [],
        ["No", "NAMA LENGKAP", "Nip Baru", "Unit Kerja", "NIK"],
    ]
    rows += [[1, "Rudi Hartono", NIP, "KEC-10", "1803"]]
    table = read_people(workbook(rows))
    assert [(row.number, row.values) for row in table.rows] == [
        (5, {"name": "Rudi Hartono", "number": NIP, "unit": "KEC-10"})
    ]
    assert table.ignored == ["No", "NIK"]


def test_merged_headings_and_merged_units_are_spread():
    rows = [
        ["Nama", "NIP", "Unit kerja"],
        [None, None, None],
        ["Rudi", NIP, "KEC-10"],
        ["Ani", None, None],
    ]
    merged = ["A1:A2", "B1:B2", "C1:C2", "C3:C4"]
    assert values(workbook(rows, merged)) == [(3, "Rudi", "KEC-10", NIP), (4, "Ani", "KEC-10", "")]


def test_a_formula_is_refused_and_never_calculated():
    rows = read_people(
        workbook([["Nama", "Kode unit"], ['=HYPERLINK("http://jahat")', "KEC-10"]])
    ).rows
    assert [(row.number, row.problems) for row in rows] == [
        (2, ["Ada sel berisi rumus. Tulis nilainya saja."])
    ]
    assert read_people(b"Nama;Kode unit\n=1+1;KEC-10\n").rows[0].problems == [
        "Ada sel berisi rumus. Tulis nilainya saja."
    ]


def test_digits_protected_as_text_by_the_spreadsheet_are_read():
    assert values(f'Nama;Kode unit;NIP\nRudi;KEC-10;="{NIP}"\n'.encode()) == [
        (2, "Rudi", "KEC-10", NIP)
    ]


def test_a_number_that_lost_its_last_digits_is_noticed(db):
    for content in (
        workbook([["Nama", "NIP", "Kode unit"], ["Rudi", 198907152015031002, "KEC-10"]]),
        b"Nama;NIP;Kode unit\nRudi;1,98907E+17;KEC-10\n",
    ):
        assert "tersimpan sebagai angka" in read_people(content).rows[0].problems[0]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "tidak ada judul kolom Nama, Kode unit"),
        (b"Nama;Alamat\nRudi;Kotabumi\n", "tidak ada judul kolom Nama, Kode unit"),
        (HEAD.encode(), "belum ada baris"),
        (b"\xd0\xcf\x11\xe0" + b"x" * 600, "Excel lama atau terkunci"),
        (b"PK\x03\x04 not a zip", "tidak terbaca sebagai lembar kerja"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00", "bukan lembar kerja"),
        (b"x" * (5 * 1024 * 1024 + 1), "lebih besar dari 5 MB"),
        (HEAD.encode() + b"Rudi;;KEC-10;\n" * 2001, "paling banyak 2000"),
    ],
)
def test_what_cannot_be_read_is_said_in_one_sentence(content, sentence):
    with pytest.raises(ValidationError) as refused:
        read_people(content)
    assert sentence in refused.value.messages[0]


def checked(text, importer):
    table = read_people((HEAD + text).encode())
    return [
        (row.number, row.outcome, row.problems) for row in people.check_people(table.rows, importer)
    ]


def test_each_row_says_what_is_wrong_with_it(admin, servant):
    text = (
        f"Rudi Hartono;{NIP};KEC-10;\n"
        f"Rudi Lagi;{NIP};KEC-10;\n"
        "Tini;19800312;KEC-10;\n"
        "Tono;;DINAS-ANTAH;\n"
        ";;KEC-10;Camat\n"
        "Ahmad Fauzi;198003122005011004;KEC-10-PEL;\n"
        "Ahmad Fauzi;1980 0312 2005 0110 04;KEC-10;\n"
        "Bu Sari;;Kecamatan Kotabumi Selatan;\n"
    )
    assert checked(text, admin) == [
        (2, "new", []),
        (3, "error", ["NIP ini sudah ada di baris sebelumnya."]),
        (
            4,
            "error",
            [
                "NIP atau NI PPPK terdiri atas 18 angka; yang ini 8 angka. Salin dari SK atau kartu pegawai."
            ],
        ),
        (5, "error", ["Tidak ada unit “DINAS-ANTAH”. Tulis kodenya seperti di daftar unit kerja."]),
        (6, "error", ["Namanya belum ada."]),
        (7, "same", []),
        (8, "error", ["NIP ini sudah ada di baris sebelumnya."]),
        (9, "new", []),
    ]


def test_an_administrator_of_one_unit_fills_only_that_one(district):
    unit_admin = make_person("Admin Kecamatan", Role.ADMIN, unit=district)
    make_civil_servant("DINKES", "Orang Lain", number="199001012015011001")
    text = "Rudi;;KEC-10-PEL;\nTini;;DINKES;\nOrang Lain;199001012015011001;KEC-10;\n"
    assert checked(text, unit_admin) == [
        (2, "new", []),
        (3, "error", ["Unit “Dinas Kesehatan” bukan unit yang Anda kelola."]),
        (4, "error", ["NIP ini milik orang di unit lain. Minta BKPSDM memindahkannya."]),
    ]


def upload(client, content, kind="people", name="daftar.csv"):
    return client.post(f"/kelola/impor/{kind}/", {"file": SimpleUploadedFile(name, content)})


def test_a_look_writes_nothing_and_yes_writes_everything_once(client, admin, servant):
    sign_in_as_staff(client, admin)
    before = User.objects.count()
    answer = upload(
        client,
        f"{HEAD}Rudi Hartono;{NIP};KEC-10;Camat\nAhmad Fauzi;198003122005011004;KEC-10;Kasi\nTono;;X;\n".encode(),
    )
    page = client.get(answer.headers["location"]).content.decode()
    assert "1 baru, 1 berubah, 0 tetap, 1 bermasalah" in page
    assert User.objects.count() == before
    pending = PendingImport.objects.get()
    confirm = f"/kelola/impor/tulis/{pending.pk}/"
    assert "1 ditambahkan, 1 diubah." in client.post(confirm).content.decode()
    made = User.objects.get(display_name="Rudi Hartono")
    assert (
        made.civil_servant.number,
        made.civil_servant.unit.code,
        made.civil_servant.position,
    ) == (NIP, "KEC-10", "Camat")
    assert not made.has_usable_password()
    assert list(made.roles.values_list("role", flat=True)) == ["asn"]
    servant.civil_servant.refresh_from_db()
    assert servant.civil_servant.unit.code == "KEC-10"
    assert AuditEntry.objects.get(action="people.imported").details == {"new": 1, "changed": 1}
    assert "sudah ditulis" in client.post(confirm, follow=True).content.decode()
    assert User.objects.filter(display_name="Rudi Hartono").count() == 1


def test_the_waiting_rows_are_encrypted_and_short_lived(client, admin):
    sign_in_as_staff(client, admin)
    upload(client, f"{HEAD}Rudi Hartono;{NIP};KEC-10;\n".encode())
    pending = PendingImport.objects.get()
    with_sql = PendingImport.objects.raw("SELECT id, rows AS stored FROM people_pendingimport")[0]
    assert NIP not in with_sql.stored
    PendingImport.objects.update(read_at=timezone.now() - timedelta(minutes=31))
    client.post(f"/kelola/impor/tulis/{pending.pk}/")
    assert not User.objects.filter(display_name="Rudi Hartono").exists()


def test_somebody_elses_list_can_be_neither_seen_nor_confirmed(client, admin):
    sign_in_as_staff(client, admin)
    upload(client, f"{HEAD}Rudi Hartono;{NIP};KEC-10;\n".encode())
    pending = PendingImport.objects.get()
    client.cookies.clear()
    sign_in_as_staff(client, make_person("Admin Lain", Role.ADMIN))
    assert client.get(f"/kelola/impor/lihat/{pending.pk}/").status_code == 404
    client.post(f"/kelola/impor/tulis/{pending.pk}/")
    assert not User.objects.filter(display_name="Rudi Hartono").exists()


def test_a_file_of_twenty_megabytes_gets_a_sentence(client, admin):
    sign_in_as_staff(client, admin)
    assert "lebih besar dari 5 MB" in upload(client, b"x" * 20 * 1024 * 1024).content.decode()
    assert not PendingImport.objects.exists()


def test_the_templates_are_read_back(client, admin):
    sign_in_as_staff(client, admin)
    for kind, module in (("people", people), ("units", units)):
        for suffix, made in (("csv", template_as_csv(kind)), ("xlsx", template_as_workbook(kind))):
            assert client.get(f"/kelola/impor/{kind}/templat.{suffix}").status_code == 200
            assert len(read_table(made, module.COLUMNS, required=module.REQUIRED).rows) == 1


def test_letters_follow_an_import(client, admin):
    sign_in_as_staff(client, admin)
    upload(client, f"{HEAD}Rudi Hartono;{NIP};KEC-10;\n".encode())
    client.post(f"/kelola/impor/tulis/{PendingImport.objects.get().pk}/")
    made = User.objects.get(display_name="Rudi Hartono")
    page = client.post("/kelola/surat/", {"person": made.pk}).content.decode()
    assert page.count('class="letter"') == 1
    assert made.username in page
    assert NIP not in page


# --- Units ------------------------------------------------------------------------------------


def check_units(text):
    table = read_table(
        f"Kode;Nama;Singkatan;Induk\n{text}".encode(), units.COLUMNS, required=units.REQUIRED
    )
    return units.check_units(table.rows)


def test_units_are_hung_under_parents_of_the_file_or_of_the_tree(client, admin):
    sign_in_as_staff(client, admin)
    text = (
        "Kode;Nama;Singkatan;Induk\n"
        "TIK-1;Seksi Jaringan;Jaringan;TIK\n"
        "TIK;Bidang TIK;;DISKOMINFO\n"
        "DINKES;Dinas Kesehatan;Dinkes;\n"
    )
    upload(client, text.encode(), "units")
    client.post(f"/kelola/impor/tulis/{PendingImport.objects.get().pk}/")
    section = Unit.objects.get(code="TIK-1")
    assert [unit.code for unit in section.get_ancestors()] == ["DISKOMINFO", "TIK"]
    assert Unit.find_problems() == ([], [], [], [], [])


def test_wrong_units_are_refused_row_by_row(db):
    text = (
        "A;Satu;;B\nB;Dua;;A\nC;Tiga;;TAKADA\nD;Empat;;C\nE;;;\nF;Lima;;\nF;Enam;;\n"
        "DINKES;Dinas Kesehatan;Dinkes;\nRSUD;Rumah Sakit;RSUD;\n"
    )
    assert [(row.number, row.outcome) for row in check_units(text)] == [
        (2, "error"),
        (3, "error"),
        (4, "error"),
        (5, "error"),
        (6, "error"),
        (7, "new"),
        (8, "error"),
        (9, "same"),
        (10, "changed"),
    ]
