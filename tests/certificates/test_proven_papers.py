"""Papers with the badge inside and the proof in the QR, read by programs that know nothing of ours."""

import subprocess
from datetime import date
from pathlib import Path

import pytest

from certificates.domain.document import verification_address
from certificates.domain.rendering import DESIGNS, render_pdf
from certificates.domain.sharing import share_picture
from tests.certificates.bench import measured
from tests.certificates.proven import a_badge
from tests.certificates.test_papers import LONGEST_NAME, a_certificate

LONG = {
    "holder_name": LONGEST_NAME,
    "title": "Keamanan Informasi dan Data Pribadi " * 3,
    "valid_until": date(2029, 11, 20),
    "closing": "Pemegang sertifikat ini berhak menjadi pendamping belajar rekan sekantor. " * 3,
}


def told(*command: str | Path) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


@pytest.mark.parametrize("kind", list(DESIGNS))
@pytest.mark.parametrize("changes", [{}, LONG], ids=["usual", "longest"])
def test_the_whole_proof_is_read_from_the_page_at_50_and_150_dots_per_inch(kind, changes, tmp_path):
    certificate = a_certificate(kind=kind, **changes)
    badge = a_badge(certificate)
    path = tmp_path / "paper.pdf"
    path.write_bytes(render_pdf(certificate, badge))
    pages = int(told("pdfinfo", path).split("Pages:")[1].split()[0])
    expected = f"{verification_address(certificate)}#{badge.statement}"

    read = {}
    for resolution in ("50", "150"):
        told("pdftoppm", "-r", resolution, "-gray", "-png", path, tmp_path / resolution)
        pictures = sorted(tmp_path.glob(f"{resolution}-*.png"))
        found = subprocess.run(
            ["zbarimg", "-q", "--raw", *pictures], capture_output=True, text=True
        )
        read[resolution] = found.stdout.strip()

    assert read == {"50": expected, "150": expected}
    assert pages <= 2


def test_the_badge_lies_inside_the_pdf_as_it_was_signed(tmp_path):
    certificate = a_certificate()
    badge = a_badge(certificate)
    path = tmp_path / "paper.pdf"
    path.write_bytes(render_pdf(certificate, badge))
    told("pdfdetach", "-saveall", "-o", tmp_path, path)

    assert (tmp_path / "lencana-digital.json").read_text() == badge.document
    assert "No syntax or stream encoding errors found" in told("qpdf", "--check", path)


def test_the_same_certificate_and_badge_give_the_same_bytes():
    certificate = a_certificate()

    assert render_pdf(certificate, a_badge(certificate)) == render_pdf(
        certificate, a_badge(certificate)
    )
    assert share_picture(certificate) == share_picture(certificate)


def test_a_paper_set_and_signed_costs_a_sixth_of_weasyprint_and_unsigned_less_than_reportlab():
    costs = measured(times=6)

    assert costs.rendered_and_signed * 6 <= costs.weasyprint
    assert costs.ours < costs.reportlab
    assert costs.signing * 2 <= costs.ours
