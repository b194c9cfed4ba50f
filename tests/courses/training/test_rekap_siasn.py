"""JP within somebody's reach, and Rekap SIASN: exactly the columns of BKN's kursus/save."""

import csv
from datetime import UTC, date, datetime
from io import BytesIO, StringIO

import pytest
from openpyxl import load_workbook

from certificates.domain.issuing import issue_certificate
from certificates.domain.training import accept_training, enter_training
from certificates.models import Certificate
from courses.people.models import AuditEntry, Role, Unit
from tests.certificates.awards import an_achievement
from tests.courses.training.trainings import SCAN, stated
from tests.people import make_civil_servant, make_person, sign_in_as_staff

pytestmark = pytest.mark.django_db

COLUMNS = [
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
]


@pytest.fixture
def unit():
    return Unit.add_root(name="Kecamatan Contoh", code="KEC-CONTOH")


@pytest.fixture
def other_unit():
    return Unit.add_root(name="Dinas Lain", code="LAIN")


@pytest.fixture
def officer():
    return make_person("Hendra Gunawan", Role.CERTIFIER)


@pytest.fixture
def head(unit):
    return make_person("Nurhayati", Role.UNIT_HEAD, unit=unit)


def award(holder, key="A3", month=10, **changes):
    achievement = an_achievement(
        holder,
        achievement_key=f"course:{key}",
        **{"started_on": date(2026, 10, 2), "finished_on": date(2026, 10, 5), **changes},
    )
    certificate = issue_certificate(achievement, holder)
    Certificate.objects.filter(pk=certificate.pk).update(
        awarded_at=datetime(2026, month, 5, 3, tzinfo=UTC)
    )
    return certificate


def rows_of(answer):
    return list(csv.reader(StringIO(answer.content.decode("utf-8-sig"))))


def test_the_csv_of_october_has_exactly_these_columns_and_values(client, unit, officer):
    servant = make_civil_servant(unit, number="198003122005011004")
    certificate = award(servant)
    award(servant, "A4", month=9)
    accept_training(enter_training(servant, stated(), SCAN), 8, officer)
    sign_in_as_staff(client, officer)

    answer = client.get("/jp/rekap-siasn/", {"bulan": "2026-10", "format": "csv"})

    assert answer.headers["Content-Disposition"] == (
        'attachment; filename="rekap-siasn-2026-10.csv"'
    )
    assert rows_of(answer) == [
        COLUMNS,
        [
            "Keamanan Informasi dan Pelindungan Data Pribadi",
            "Pemerintah Kabupaten Lampung Utara – BKPSDM",
            certificate.number,
            "5",
            "2026",
            "02-10-2026",
            "05-10-2026",
            "",
            "",
            "T",
            "",
            "",
            "",
        ],
        [
            "Bimtek Pengelolaan Arsip",
            "ANRI",
            "123/ANRI/2026",
            "8",
            "2026",
            "06-10-2026",
            "07-10-2026",
            "",
            "",
            "T",
            "",
            "",
            "",
        ],
    ]


def test_the_workbook_has_whole_numbers_and_says_on_a_second_sheet_whose_each_row_is(
    client, unit, officer
):
    servant = make_civil_servant(unit, "Ahmad Fauzi", number="198003122005011004")
    certificate = award(servant)
    sign_in_as_staff(client, officer)

    book = load_workbook(
        BytesIO(client.get("/jp/rekap-siasn/", {"bulan": "2026-10", "format": "xlsx"}).content)
    )
    rekap = list(book["Rekap SIASN"].iter_rows(values_only=True))

    assert book.sheetnames == ["Rekap SIASN", "Pegawai"]
    assert list(rekap[0]) == COLUMNS
    assert [type(value) for value in rekap[1][3:5]] == [int, int]
    assert rekap[1][5] == "02-10-2026"
    assert list(book["Pegawai"].iter_rows(values_only=True))[1] == (
        1,
        certificate.number,
        "Ahmad Fauzi",
        "198003122005011004",
        "Kecamatan Contoh",
        f"https://literasi.example.go.id/v/{certificate.code}",
    )


@pytest.mark.parametrize(
    "title", ['=HYPERLINK("http://jahat")', "+1+1", "-2", "@SUM(A1)", "\t=1", " =1+1"]
)
def test_no_cell_is_ever_calculated(client, unit, officer, title):
    award(make_civil_servant(unit), title=title)
    sign_in_as_staff(client, officer)

    as_csv = rows_of(client.get("/jp/rekap-siasn/", {"bulan": "2026-10", "format": "csv"}))
    book = load_workbook(
        BytesIO(client.get("/jp/rekap-siasn/", {"bulan": "2026-10", "format": "xlsx"}).content)
    )
    cell = book["Rekap SIASN"]["A2"]

    assert as_csv[1][0] == f"'{title}"
    assert (cell.data_type, cell.value) == ("s", title)


def test_a_head_exports_and_sees_only_her_unit(client, unit, other_unit, head):
    mine = make_civil_servant(unit, "Orang Sini")
    theirs = make_civil_servant(other_unit, "Orang Sana")
    award(mine)
    award(theirs)
    sign_in_as_staff(client, head)

    rows = rows_of(client.get("/jp/rekap-siasn/", {"bulan": "2026-10", "format": "csv"}))
    listed = client.get("/jp/").content.decode()

    assert len(rows) == 2
    assert "Orang Sini" in listed
    assert "Orang Sana" not in listed
    for address, status in (
        (f"/jp/orang/{mine.public_id}/2026/", 200),
        (f"/jp/orang/{mine.public_id}/2026/berkas/", 200),
        (f"/jp/orang/{theirs.public_id}/2026/", 404),
        (f"/jp/orang/{theirs.public_id}/2026/berkas/", 404),
        ("/jp/?unit=LAIN", 404),
        ("/jp/pelatihan/antrean/", 403),
    ):
        assert (address, client.get(address).status_code) == (address, status)
    chosen = {"bulan": "2026-10", "format": "csv", "unit": other_unit.pk}
    assert client.get("/jp/rekap-siasn/", chosen).status_code == 422


@pytest.mark.parametrize("role", [Role.CITIZEN, Role.TRAINER, Role.EDITOR, Role.TEACHER, None])
def test_nobody_else_sees_jp_of_others(client, unit, role):
    servant = make_civil_servant(unit)
    award(servant)
    sign_in_as_staff(client, make_person("Orang Lain", role))

    for address in ("/jp/", "/jp/rekap-siasn/", f"/jp/orang/{servant.public_id}/2026/"):
        assert (address, client.get(address).status_code) == (address, 403)


def test_every_export_is_logged_with_who_and_what(client, unit, officer):
    servant = make_civil_servant(unit)
    award(servant)
    sign_in_as_staff(client, officer)
    client.get("/jp/rekap-siasn/", {"bulan": "2026-10", "format": "csv", "unit": unit.pk})
    client.get(f"/jp/orang/{servant.public_id}/2026/berkas/")

    entries = AuditEntry.objects.filter(actor=officer).order_by("id")
    assert list(entries.values_list("action", "details")) == [
        ("siasn.exported", {"month": "2026-10", "unit": "KEC-CONTOH", "rows": 1}),
        ("jp.dossier_exported", {"year": 2026}),
    ]


def test_a_month_without_jp_and_one_that_is_none_are_said(client, officer):
    sign_in_as_staff(client, officer)

    empty = client.get("/jp/rekap-siasn/", {"bulan": "2026-01", "format": "csv"})
    wrong = client.get("/jp/rekap-siasn/", {"bulan": "besok", "format": "csv"})

    assert (empty.status_code, empty.headers["Content-Type"][:9]) == (200, "text/html")
    assert wrong.status_code == 422


@pytest.mark.parametrize("count", [1, 3])
def test_the_overview_costs_the_same_for_one_person_and_for_three(
    client, unit, head, count, django_assert_num_queries
):
    for number in range(count):
        award(make_civil_servant(unit, f"Pegawai {number}"))
    sign_in_as_staff(client, head)

    with django_assert_num_queries(13):
        client.get("/jp/?tahun=2026")
