"""Signed papers, looked at by pdfsig and openssl, which know nothing of ours."""

import pickle
import re
import subprocess
from pathlib import Path

import pytest
from django.core.cache import cache
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command

from certificates.domain.handing import has_final_paper, pdf_of, waits_for_official
from certificates.domain.outbox import do_work_of, sweep_outbox
from certificates.domain.rendering import DESIGNS, render_pdf
from certificates.domain.signing.checking import check_signed
from certificates.domain.signing.choosing import LEVELS, configured_signer, signer_health
from certificates.domain.signing.claims import CLAIMS
from certificates.domain.signing.interface import Fault, Secret, SigningError, SignItem
from certificates.domain.signing.making import make_signing_key
from certificates.domain.signing.own_key import OwnKeySigner
from certificates.models import DocumentSignature
from tests.certificates.signing_world import a_world
from tests.certificates.test_papers import a_certificate


@pytest.fixture(scope="module")
def paper():
    return render_pdf(a_certificate())


@pytest.fixture
def own_key(tmp_path):
    return make_signing_key(tmp_path / "signing" / "penerbit.p12", "Pemkab (uji)", "rahasia")


def told(*command: str | Path, **options) -> str:
    return subprocess.run(command, capture_output=True, text=True, **options).stdout


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
        found = re.search(rb"/ByteRange \[(\d+) (\d+) (\d+) (\d+)\s*\]", pdf)
        first, length, second, rest = map(int, found.groups())
        covered = pdf[first : first + length] + pdf[second : second + rest]
        packed = pdf[length + 1 : second - 1]
        (tmp_path / "covered").write_bytes(covered)
        (tmp_path / "signature").write_bytes(bytes.fromhex(packed.decode()))
        return subprocess.run(
            ["openssl", "cms", "-verify", "-inform", "DER", "-in", tmp_path / "signature",
             "-content", tmp_path / "covered", "-binary", "-CAfile", root, "-purpose", "any",
             "-out", "/dev/null"],
            capture_output=True,
        ).returncode  # fmt: skip

    return ask


def signed_by(signer: OwnKeySigner, pdf: bytes) -> bytes:
    [outcome] = signer.sign([SignItem("one", pdf, "Menjaga keutuhan berkas", "Kotabumi")])
    assert outcome.error is None
    return outcome.pdf


def test_a_paper_signed_with_our_own_key_is_valid_whole_and_trusted(
    paper, own_key, pdfsig, openssl
):
    signed = signed_by(OwnKeySigner.from_file(own_key.key_file, "rahasia"), paper)
    said = pdfsig(signed, own_key.root_file)

    assert "Signature Validation: Signature is Valid." in said
    assert "Certificate Validation: Certificate is Trusted." in said
    assert "Total document signed" in said
    assert "ETSI.CAdES.detached" in said
    assert "Pemkab (uji)" in said
    assert openssl(signed, own_key.root_file) == 0


def test_one_changed_byte_is_noticed_by_all(paper, own_key, pdfsig, openssl):
    signed = signed_by(OwnKeySigner.from_file(own_key.key_file, "rahasia"), paper)
    changed = signed[:5000] + bytes([signed[5000] ^ 1]) + signed[5001:]

    assert "Signature is Valid" not in pdfsig(changed, own_key.root_file)
    assert openssl(changed, own_key.root_file) == 4
    with pytest.raises(SigningError):
        check_signed(paper, changed)


def test_what_is_appended_is_seen_as_not_signed(paper, own_key, pdfsig):
    signed = signed_by(OwnKeySigner.from_file(own_key.key_file, "rahasia"), paper)
    appended = signed + b"\n% something more\n"

    assert "Total document signed" not in pdfsig(appended, own_key.root_file).replace(
        "Not total document signed", ""
    )
    with pytest.raises(SigningError, match="does not cover the whole file"):
        check_signed(paper, appended)


def test_a_signed_paper_is_still_tagged_and_sound(paper, own_key, tmp_path):
    path = tmp_path / "signed.pdf"
    path.write_bytes(signed_by(OwnKeySigner.from_file(own_key.key_file, "rahasia"), paper))

    assert "Tagged:          yes" in told("pdfinfo", path)
    assert "No syntax or stream encoding errors found" in told("qpdf", "--check", path)


def test_with_a_timestamp_the_signature_lasts_and_the_whole_file_is_covered(
    paper, tmp_path, pdfsig
):
    world = a_world()
    root = tmp_path / "root.pem"
    root.write_bytes(world.root_pem)
    signed = signed_by(world.lasting(), paper)

    assert "Signature is Valid" in pdfsig(signed, root)
    assert (signed.count(b"/DocTimeStamp"), b"/DSS" in signed) == (1, True)
    assert check_signed(paper, signed).subject.native["common_name"] == "Kepala BKPSDM (uji)"


@pytest.mark.parametrize(
    ("broken", "says"),
    [
        (
            lambda signed: signed[: len(signed) // 2],
            "cannot be read|without a new signature|covers?",
        ),
        (lambda signed: b"not a pdf", "cannot be read"),
    ],
)
def test_a_truncated_file_is_never_kept(paper, own_key, broken, says):
    signed = signed_by(OwnKeySigner.from_file(own_key.key_file, "rahasia"), paper)

    with pytest.raises(SigningError, match=says):
        check_signed(paper, broken(signed))


def test_the_paper_of_somebody_else_is_never_kept(paper, own_key):
    other = render_pdf(a_certificate(holder_name="Orang Lain"))
    signed = signed_by(OwnKeySigner.from_file(own_key.key_file, "rahasia"), other)

    with pytest.raises(SigningError, match="not those that were sent"):
        check_signed(paper, signed)


def test_a_file_without_a_new_signature_is_never_kept(paper):
    with pytest.raises(SigningError, match="without a new signature"):
        check_signed(paper, paper)


# --- What a document may claim ----------------------------------------------------------------


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


# --- Choosing and keeping ------------------------------------------------------------------------


def test_an_unknown_signer_is_told_with_the_ones_there_are(settings):
    settings.PDF_SIGNER = "pena"

    with pytest.raises(ImproperlyConfigured, match="none, own, bsre-seal, bsre-personal"):
        configured_signer()
    assert signer_health().is_good is False


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"PDF_SIGNER": "none"}, "PDF_SIGNER=none"),
        ({"PDF_SIGNER": "own", "PDF_SIGNER_KEY_FILE": "/nowhere.p12"}, "make_signing_key"),
        ({"PDF_SIGNER": "bsre-seal", "BSRE_VERSION": 1}, "BSRE_VERSION=2"),
        ({"PDF_SIGNER": "bsre-personal", "BSRE_URL": "https://x", "BSRE_USER": ""}, "BSRE_USER"),
    ],
)
def test_the_health_says_what_is_missing(settings, changes, says):
    for name, value in changes.items():
        setattr(settings, name, value)

    assert says in signer_health().message


def test_a_wrong_password_is_told_without_showing_it(settings, own_key):
    settings.PDF_SIGNER = "own"
    settings.PDF_SIGNER_KEY_FILE = str(own_key.key_file)
    settings.PDF_SIGNER_KEY_PASSWORD = "salah-sekali"

    health = signer_health()

    assert (health.is_good, "salah-sekali" in health.message) == (False, False)


def test_the_command_makes_a_key_once(settings, tmp_path, capsys):
    settings.PDF_SIGNER_KEY_FILE = str(tmp_path / "signing" / "penerbit.p12")

    call_command("make_signing_key", name="Pemkab (uji)")
    with pytest.raises(CommandError, match="there already"):
        call_command("make_signing_key", name="Pemkab (uji)")

    assert Path(settings.PDF_SIGNER_KEY_FILE).stat().st_mode & 0o077 == 0


@pytest.fixture
def our_key(settings, own_key):
    settings.PDF_SIGNER = "own"
    settings.PDF_SIGNER_KEY_FILE = str(own_key.key_file)
    settings.PDF_SIGNER_KEY_PASSWORD = "rahasia"
    cache.clear()


@pytest.mark.django_db
def test_the_worker_signs_and_the_holder_gets_the_signed_paper(our_key, certificate, holder):
    from certificates.domain.outbox import queue_documents

    queue_documents(certificate)
    assert has_final_paper(certificate) is False

    assert sweep_outbox() == 4

    signature = DocumentSignature.objects.get()
    assert (signature.level, signature.signer) == ("own", "Pemkab (uji)")
    assert has_final_paper(certificate) is True
    assert check_signed(b"", pdf_of(certificate)).subject.native["common_name"] == "Pemkab (uji)"
    assert certificate.artifacts.get(kind="signed_pdf").sha256 in {
        event.details.get("sha256") for event in certificate.events.filter(kind="signed")
    }


@pytest.mark.django_db
def test_signing_twice_keeps_the_first_result(our_key, certificate):
    from certificates.domain.signing.documents import sign_document

    do_work_of(str(certificate.pk))
    first, second = sign_document(certificate), sign_document(certificate)

    assert (first.sha256, certificate.artifacts.filter(kind="signed_pdf").count()) == (
        second.sha256,
        1,
    )


@pytest.mark.django_db
def test_who_cannot_wait_for_the_official_gets_a_copy_that_claims_nothing(settings, certificate):
    settings.PDF_SIGNER = "bsre-personal"
    do_work_of(str(certificate.pk))

    copy = pdf_of(certificate)

    text = subprocess.run(["pdftotext", "-", "-"], input=copy, capture_output=True, check=True)
    assert b"BSrE" not in text.stdout
    assert (waits_for_official(certificate), has_final_paper(certificate)) == (True, False)
    assert pdf_of(certificate) == copy


# --- Secrets ------------------------------------------------------------------------------------------


def test_a_secret_shows_nothing_and_cannot_be_written_down():
    secret = Secret("kata-rahasia-pejabat")

    assert "rahasia" not in f"{secret} {secret!r}"
    with pytest.raises(TypeError):
        pickle.dumps(secret)
    secret.forget()
    assert secret.reveal() == ""


def test_faults_say_what_to_do():
    assert [fault.value for fault in Fault] == ["transient", "permanent", "credential"]
