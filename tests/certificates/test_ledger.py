"""The JP of a civil servant's year."""

import subprocess
from datetime import UTC, date, datetime

import pytest
from django.utils import timezone

from certificates.domain.issuing import issue_certificate
from certificates.domain.jp_record import record_pdf
from certificates.domain.ledger import LeftOut, jp_of_year
from certificates.domain.naming import PrintedName, confirm_name
from certificates.domain.revoking import Correction, replace_certificate, revoke_certificate
from certificates.models import Certificate, Series
from tests.certificates.awards import a_person, an_achievement

pytestmark = pytest.mark.django_db


def award(holder, key, jp, year=2026, **changes):
    certificate = issue_certificate(
        an_achievement(holder, achievement_key=key, title=f"Modul {key}", jp=jp, **changes), holder
    )
    series, _ = Series.objects.get_or_create(key=f"SK-{year}", year=year)
    Certificate.objects.filter(pk=certificate.pk).update(
        series=series, awarded_at=datetime(year, 3, 1, tzinfo=UTC)
    )
    certificate.refresh_from_db()
    return certificate


def test_only_standing_certificates_with_jp_of_the_year_count(holder):
    officer = a_person("bkpsdm")
    award(holder, "A1", 5)
    replaced = award(holder, "A2", 5)
    replace_certificate(replaced, Correction(title="Modul A2 betul"), "Judul", officer)
    revoke_certificate(award(holder, "A3", 5), "Keliru", officer)
    award(holder, "W6", 0, kind="completion")
    award(holder, "A4", 4, year=2025)
    award(officer, "A1", 5)

    record = jp_of_year(holder, 2026)

    assert [(line.title, line.jp) for line in record.lines] == [
        ("Modul A1", 5),
        ("Modul A2 betul", 5),
    ]
    assert (record.total, record.missing, record.is_reached) == (10, 10, False)


def test_more_than_the_target_fills_it(holder):
    award(holder, "A1", 12)
    award(holder, "A2", 12)

    record = jp_of_year(holder, 2026)

    assert (record.total, record.counted, record.missing, record.is_reached) == (24, 20, 0, True)


def test_the_page_says_it_in_words_and_offers_the_record(client, holder):
    award(holder, "A1", 20)
    client.force_login(holder)

    html = client.get("/sertifikat/jp/2026/").content.decode()
    pdf = client.get("/sertifikat/jp/2026/pdf/")

    assert "20 dari 20 JP tahun 2026" in html
    assert 'href="/sertifikat/jp/2026/pdf/"' in html
    assert pdf.headers["Content-Disposition"] == 'attachment; filename="rekap-jp-2026.pdf"'


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_costs_three_queries_for_one_line_and_for_three(
    client, holder, count, django_assert_num_queries
):
    for number in range(count):
        award(holder, f"A{number}", 5)
    client.force_login(holder)
    client.get("/sertifikat/jp/2026/")

    with django_assert_num_queries(3):
        client.get("/sertifikat/jp/2026/")


def test_the_record_lists_what_counts_and_adds_it_up(holder, tmp_path):
    award(holder, "A1", 5)
    award(holder, "A3", 7)
    path = tmp_path / "rekap.pdf"
    path.write_bytes(record_pdf(holder, jp_of_year(holder, 2026)))

    text = " ".join(
        subprocess.run(
            ["pdftotext", "-layout", path, "-"], check=True, capture_output=True, text=True
        ).stdout.split()
    )

    for words in (
        "12 dari 20 JP",
        "dua belas dari dua puluh",
        "Modul A1",
        "Modul A3",
        "Sri Wahyuni",
    ):
        assert words in text


def test_a_year_without_jp_is_said_and_printed_too(client, holder):
    client.force_login(holder)

    assert "0 dari 20 JP" in client.get("/sertifikat/jp/2026/").content.decode()
    assert client.get("/sertifikat/jp/2026/pdf/").content.startswith(b"%PDF")


def test_a_year_that_cannot_be_is_not_found(client, holder):
    client.force_login(holder)

    assert client.get("/sertifikat/jp/99999999999999999999/").status_code == 404


def test_the_same_training_counts_once_whatever_papers_it_gave(holder):
    award(holder, "A1", 5, evidence={"keys": ["course:A1"]})
    award(holder, "A2", 5, evidence={"keys": ["course:A2"]})
    award(holder, "paket", 10, evidence={"keys": ["course:A1", "course:A2"]})
    award(holder, "ujian", 1, evidence={"keys": ["exam:SDTI"]})

    record = jp_of_year(holder, 2026)

    # The longest of one day comes first; its parts add nothing to it.
    assert [(line.title, line.counted, line.left_out) for line in record.lines] == [
        ("Modul paket", 10, LeftOut.NOTHING),
        ("Modul A1", 0, LeftOut.SAME_TRAINING),
        ("Modul A2", 0, LeftOut.SAME_TRAINING),
        ("Modul ujian", 1, LeftOut.NOTHING),
    ]
    assert record.total == 11


def test_a_daily_cap_lets_a_day_count_so_much_and_a_long_training_more(holder, settings):
    settings.JP_DAILY_CAP = 8
    one_day = {"started_on": date(2026, 3, 1), "finished_on": date(2026, 3, 1)}
    award(holder, "A1", 5, **one_day)
    award(holder, "A2", 5, **one_day)
    award(holder, "panjang", 20, started_on=date(2026, 3, 2), finished_on=date(2026, 3, 4))

    record = jp_of_year(holder, 2026)

    assert [(line.title, line.counted, line.left_out) for line in record.lines] == [
        ("Modul panjang", 20, LeftOut.NOTHING),
        ("Modul A1", 5, LeftOut.NOTHING),
        ("Modul A2", 3, LeftOut.DAILY_CAP),
    ]


def test_the_dossier_holds_the_record_and_every_paper_with_its_original(client, holder, tmp_path):
    achievement = an_achievement(holder)
    confirm_name(issue_certificate(achievement, holder), PrintedName.of(achievement))
    client.force_login(holder)
    year = timezone.localdate().year

    answer = client.get(f"/sertifikat/jp/{year}/berkas/")
    path = tmp_path / "berkas.pdf"
    path.write_bytes(answer.content)

    def told(*command):
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout

    text = " ".join(told("pdftotext", path, "-").split())
    assert "Pages:           2" in told("pdfinfo", path)
    assert f"Rekap JP Tahun {year}" in text
    assert "Surat Keterangan Pelatihan" in text
    assert f"1: SK-000001-BKPSDM-{year}.pdf" in told("pdfdetach", "-list", path)
    assert "No syntax or stream encoding errors" in told("qpdf", "--check", path)
