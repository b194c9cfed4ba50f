"""What a document may claim of its signature."""

import re

import pytest

from certificates.domain.rendering import DESIGNS, render_pdf
from certificates.domain.signing.choosing import LEVELS
from certificates.domain.signing.claims import CLAIMS
from tests.certificates.signing.papers import told
from tests.certificates.test_papers import a_certificate

LEGAL_WORDS = ("ditandatangani", "tanda tangan", "tersertifikasi", "bsre", "tte", "disegel", "sah")


@pytest.mark.parametrize("kind", list(DESIGNS))
@pytest.mark.parametrize("level", list(LEVELS.values()))
def test_no_paper_claims_a_standing_that_its_signer_does_not_give(kind, level, tmp_path):
    path = tmp_path / "paper.pdf"
    path.write_bytes(render_pdf(a_certificate(kind=kind), level=level))
    text = " ".join(told("pdftotext", "-layout", path, "-").casefold().split())
    words = {word for word in LEGAL_WORDS if re.search(rf"\b{word}\b", text)}

    allowed = {
        "": set(),
        "own": {"tersertifikasi"},
        "seal": {"disegel", "bsre"},
        "personal": {"ditandatangani", "bsre"},
    }
    assert words == allowed[level]
    if level == "own":
        assert "tidak tersertifikasi" in CLAIMS[level]
