"""The PDF, looked at by programs that know nothing of ours."""

import re
import subprocess
import time
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from certificates.domain.achievement import Achievement, Material, Signer
from certificates.domain.document import HEADINGS, STATEMENTS, document_of
from certificates.domain.lettering import printable
from certificates.domain.papers import set_paper
from certificates.domain.rendering import DESIGNS, NameNotConfirmedError, render_pdf
from certificates.models import Certificate
from tests.certificates.awards import an_achievement

NOON = datetime(2026, 11, 20, 5, tzinfo=UTC)
LONGEST_NAME = (
    "Raden Ajeng Siti Nurhaliza Kusumawardhani Prawirodirdjo binti Haji Muhammad Abdurrahman "
    "Wahid Sastrowardoyo Pangeran Ratu Kesuma Negara"
)[:130]


def a_certificate(achievement: Achievement | None = None, **changes) -> Certificate:
    achievement = achievement or an_achievement(**changes)
    return Certificate(
        code="K7QX9WMD2P",
        number="SK/000123/BKPSDM/2026",
        kind=achievement.kind,
        jp=achievement.jp,
        snapshot=achievement.to_json(),
        awarded_at=NOON,
        name_confirmed_at=NOON,
    )


def told(*command: str | Path) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


@pytest.fixture
def paper(tmp_path):
    """Write the PDF of such an achievement and return its path."""

    def write(**changes) -> Path:
        path = tmp_path / "sertifikat.pdf"
        path.write_bytes(render_pdf(a_certificate(**changes)))
        return path

    return write


def test_it_is_tagged_archival_accessible_and_two_a4_pages(paper):
    path = paper(kind="pass")
    facts = dict(re.findall(r"(?m)^([^:\n]+):\s+(.*)$", told("pdfinfo", path)))
    content = path.read_bytes().decode("latin-1")

    assert (facts["Tagged"], facts["Pages"], facts["Page size"]) == (
        "yes",
        "2",
        "841.89 x 595.276 pts (A4)",
    )
    assert facts["Title"] == (
        "Sertifikat Kelulusan: Keamanan Informasi dan Pelindungan Data Pribadi"
    )
    assert "<pdfaid:part>3</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>" in content
    assert "<pdfuaid:part>1</pdfuaid:part>" in content
    assert "/Lang (id)" in content or "/Lang(id)" in content
    assert "No syntax or stream encoding errors found" in told("qpdf", "--check", path)


def test_the_fonts_are_ours_and_inside(paper):
    lines = told("pdffonts", paper()).splitlines()[2:]

    assert {line.split("+")[1].split()[0] for line in lines} == {
        "AtkinsonHyperlegibleNext-Bold",
        "AtkinsonHyperlegibleNext-Regular",
    }
    assert all(re.search(r"\byes\s+yes\s+yes\b", line) for line in lines)


@pytest.mark.parametrize("kind", Certificate.Kind.values)
@pytest.mark.parametrize("resolution", ["150", "50"])
def test_the_qr_is_read_from_the_printed_page(paper, tmp_path, kind, resolution):
    picture = tmp_path / "halaman"
    told("pdftoppm", "-r", resolution, "-gray", "-png", "-f", "1", "-l", "1", "-singlefile",
         paper(kind=kind), picture)  # fmt: skip

    read = subprocess.run(
        ["zbarimg", "-q", "--raw", f"{picture}.png"], capture_output=True, text=True
    )

    assert read.stdout.strip() == "https://literasi.example.go.id/v/K7QX9WMD2P"


def test_the_paper_says_what_is_true_and_where_it_is_checked(paper):
    text = " ".join(told("pdftotext", "-layout", paper(), "-").split())

    for words in (
        "Pemerintah Kabupaten Lampung Utara",
        "Surat Keterangan Pelatihan",
        "Nomor: SK/000123/BKPSDM/2026",
        "Sri Wahyuni, S.Kom.",
        "5 (lima) jam pelajaran (JP), 2 s.d. 20 November 2026",
        "Kotabumi, 20 November 2026",
        "Drs. Contoh Penanda Tangan, M.M.",
        "Diterbitkan secara elektronik; keaslian diperiksa di",
        "literasi.example.go.id/v/K7QX9WMD2P",
        "K7QX9-WMD2P",
        "Materi dan jam pelajaran",
        "Kata sandi dan MFA",
    ):
        assert words in text


def test_no_paper_claims_to_be_what_others_award():
    words = " ".join([*HEADINGS.values(), *STATEMENTS.values()]).casefold()

    assert "kompetensi" not in words
    assert "sttpp" not in words
    assert set(HEADINGS) == set(STATEMENTS) == set(DESIGNS) == set(Certificate.Kind)


# Where the name lies on each paper: the words before and after it, the room from side to side.
BOXES = {
    "pass": ("kepada", "NIP", 68, 842 - 68, 2),
    "training": ("bahwa", "NIP", 68, 595 - 68, 1),
    "completion": ("untuk", "telah", 68, 842 - 68, 1),
    "facilitator": ("kepada", "NIP", 140, 842 - 68, 2),
}


@pytest.mark.parametrize("kind", BOXES)
@pytest.mark.parametrize(
    "name", [LONGEST_NAME, "W" * 130, "Sri", f"{'Prawiro' * 9} {'Kusuma' * 11}"]
)
def test_a_name_of_130_signs_stays_inside_its_box(paper, kind, name):
    before, after, left, right, pages = BOXES[kind]
    path = paper(kind=kind, holder_name=name, holder_titles_after="", title="Aman di Dunia Digital")
    words = re.findall(
        r'xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">([^<]+)<',
        told("pdftotext", "-bbox", "-f", "1", "-l", "1", path, "-"),
    )
    boxes = [(*map(float, box), word) for *box, word in words]
    between = [word for *_, word in boxes]
    above = next(box for box in boxes if box[4] == before)
    below = next(box for box in boxes if box[4] == after)
    printed = boxes[between.index(before) + 1 : between.index(after)]

    assert "".join(word for *_, word in printed).replace("\u200b", "") == name.replace(" ", "")
    assert all(x_min > left and x_max < right for x_min, _, x_max, _, _ in printed)
    assert all(above[3] <= y_min + 3 and y_max <= below[1] + 3 for _, y_min, _, y_max, _ in printed)
    assert f"Pages:           {pages}" in told("pdfinfo", path)


@pytest.mark.parametrize("kind", BOXES)
def test_the_fullest_paper_has_two_pages_at_most_and_says_how_long_it_counts(paper, kind):
    path = paper(
        kind=kind,
        holder_name=LONGEST_NAME,
        title="T" * 250,
        signers=(
            Signer("Dr. Contoh Penanda Tangan Pertama, M.Si.", "Kepala BKPSDM Kabupaten " * 3),
            Signer("Ir. Contoh Kedua", "Kepala Dinas Komunikasi dan Informatika"),
        ),
        valid_until=date(2029, 11, 20),
        closing="Dapat diperbarui. " * 15,
        statement="telah lulus ujian yang diawasi " * 5,
    )
    said = " ".join(told("pdftotext", path, "-").split())

    assert re.search(r"Pages: +[12]\n", told("pdfinfo", path))
    for words in ("Berlaku sampai 20 November 2029.", "Ir. Contoh Kedua", "Kepala Dinas", "K7QX9"):
        assert words in said
    assert "No syntax or stream encoding errors found" in told("qpdf", "--check", path)


def test_many_materials_go_on_to_further_pages_with_their_heading(paper):
    path = paper(
        kind="pass", materials=tuple(Material(f"Pelajaran {n}", minutes=15) for n in range(1, 61))
    )

    assert "Pages:           4" in told("pdfinfo", path)
    assert told("pdftotext", "-f", "3", "-l", "3", path, "-").startswith("No")


def test_the_same_certificate_gives_the_same_bytes():
    assert render_pdf(a_certificate()) == render_pdf(a_certificate())


def test_nothing_is_printed_before_the_name_is_confirmed():
    certificate = a_certificate()
    certificate.name_confirmed_at = None

    with pytest.raises(NameNotConfirmedError):
        render_pdf(certificate)


def test_what_a_person_writes_is_text_and_never_typst(paper):
    text = told(
        "pdftotext",
        "-layout",
        paper(holder_name='#panic("x") $y$ #read("/etc/passwd")', holder_titles_after=""),
        "-",
    )

    assert '#panic("x") $y$ #read("/etc/passwd")' in text


def test_a_sign_that_our_fonts_lack_becomes_its_nearest_letter():
    assert [printable(text) for text in ("Ṛṣi", "Sri 中文", "e\u0301", "a\u200db", "😀")] == [
        "Rsi",
        "Sri ??",
        "é",
        "ab",
        "?",
    ]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(min_size=1, max_size=130), st.text(max_size=60))
def test_any_text_at_all_can_be_printed(name, unit):
    certificate = a_certificate(holder_name=name, unit_name=unit)

    for design in set(DESIGNS.values()):
        assert set_paper(design, document_of(certificate), NOON).startswith(b"%PDF")


def test_a_corrected_version_says_which_it_is(tmp_path):
    certificate = a_certificate()
    certificate.version = 2
    path = tmp_path / "versi.pdf"
    path.write_bytes(render_pdf(certificate))

    assert "Nomor: SK/000123/BKPSDM/2026 (versi 2)" in told("pdftotext", path, "-")


def test_a_paper_costs_little_processor_time():
    render_pdf(a_certificate())
    began = time.process_time()
    for number in range(20):
        render_pdf(a_certificate(holder_name=f"Peserta {number}"))

    assert (time.process_time() - began) / 20 < 0.1
