"""A paper, a key, and the programs that look at signatures and know nothing of ours."""

import subprocess
from pathlib import Path

import pytest

from certificates.domain.rendering import render_pdf
from certificates.domain.signing.making import make_signing_key
from tests.certificates.signing.papers import signed_parts, told
from tests.certificates.test_papers import a_certificate


@pytest.fixture(scope="module")
def paper():
    return render_pdf(a_certificate())


@pytest.fixture
def own_key(tmp_path):
    return make_signing_key(tmp_path / "signing" / "penerbit.p12", "Pemkab (uji)", "rahasia")


@pytest.fixture
def pdfsig(tmp_path):
    """Say what pdfsig, which trusts this root, thinks of a file."""

    def ask(pdf: bytes, root: Path) -> str:
        store = tmp_path / "nss"
        store.mkdir(exist_ok=True)
        told("certutil", "-N", "-d", f"sql:{store}", "--empty-password")
        told("certutil", "-A", "-d", f"sql:{store}", "-n", "akar", "-t", "CT,C,C", "-i", root)
        path = tmp_path / "signed.pdf"
        path.write_bytes(pdf)
        return told("pdfsig", "-nssdir", store, path)

    return ask


@pytest.fixture
def openssl(tmp_path):
    """Return how openssl ends when it checks the signature over the bytes that it covers."""

    def ask(pdf: bytes, root: Path) -> int:
        packed, covered = signed_parts(pdf)[0]
        (tmp_path / "covered").write_bytes(covered)
        (tmp_path / "signature").write_bytes(packed)
        return subprocess.run(
            ["openssl", "cms", "-verify", "-inform", "DER", "-in", tmp_path / "signature",
             "-content", tmp_path / "covered", "-binary", "-CAfile", root, "-purpose", "any",
             "-out", "/dev/null"],
            capture_output=True,
        ).returncode  # fmt: skip

    return ask
