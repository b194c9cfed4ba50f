"""Signed papers, looked at by pdfsig and openssl, which know nothing of ours."""

import asyncio
import pickle
import re
import subprocess
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from pathlib import Path

import pytest
from asn1crypto import cms
from django.core.cache import cache
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from pyhanko.pdf_utils import generic

from certificates.domain.artifacts import content_of
from certificates.domain.handing import has_final_paper, pdf_of, waits_for_official
from certificates.domain.outbox import do_work_of, sweep_outbox
from certificates.domain.rendering import DESIGNS, render_pdf
from certificates.domain.signing.appending import ArchivalUpdate, check_appended
from certificates.domain.signing.cades import Cades
from certificates.domain.signing.checking import check_signed
from certificates.domain.signing.choosing import LEVELS, configured_signer, signer_health
from certificates.domain.signing.claims import CLAIMS
from certificates.domain.signing.interface import Fault, Secret, SigningError, SignItem
from certificates.domain.signing.key import SigningKey, open_key
from certificates.domain.signing.lasting import LastingSigner, of_pyhanko
from certificates.domain.signing.making import make_signing_key
from certificates.domain.signing.own_key import OwnKeySigner
from certificates.models import Artifact, DocumentSignature
from tests.certificates.signing_world import a_world
from tests.certificates.test_papers import a_certificate
from tests.certificates.timestamping import timestamps_by_openssl
from tests.services import free_port


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


def signed_parts(pdf: bytes) -> list[tuple[bytes, bytes]]:
    """Return every signature of the file in order, and the bytes that it covers."""
    found = []
    for part in re.finditer(rb"/ByteRange \[(\d+) (\d+) (\d+) (\d+)\s*\]", pdf):
        first, length, second, rest = map(int, part.groups())
        covered = pdf[first : first + length] + pdf[second : second + rest]
        found.append((bytes.fromhex(pdf[length + 1 : second - 1].decode()), covered))
    return found


def signed_by(signer: OwnKeySigner, pdf: bytes) -> bytes:
    [outcome] = signer.sign([SignItem("one", pdf, "Menjaga keutuhan berkas", "Kotabumi")])
    assert outcome.error is None
    return outcome.pdf


def test_a_paper_signed_with_our_own_key_is_valid_whole_and_trusted(
    paper, own_key, pdfsig, openssl
):
    signed = signed_by(OwnKeySigner(open_key(own_key.key_file, "rahasia")), paper)
    said = pdfsig(signed, own_key.root_file)

    assert "Signature Validation: Signature is Valid." in said
    assert "Certificate Validation: Certificate is Trusted." in said
    assert "Total document signed" in said
    assert "ETSI.CAdES.detached" in said
    assert "Pemkab (uji)" in said
    assert openssl(signed, own_key.root_file) == 0


def test_one_changed_byte_is_noticed_by_all(paper, own_key, pdfsig, openssl):
    signed = signed_by(OwnKeySigner(open_key(own_key.key_file, "rahasia")), paper)
    changed = signed[:5000] + bytes([signed[5000] ^ 1]) + signed[5001:]

    assert "Signature is Valid" not in pdfsig(changed, own_key.root_file)
    assert openssl(changed, own_key.root_file) == 4
    with pytest.raises(SigningError):
        check_signed(paper, changed)


def test_what_is_appended_is_seen_as_not_signed(paper, own_key, pdfsig):
    signed = signed_by(OwnKeySigner(open_key(own_key.key_file, "rahasia")), paper)
    appended = signed + b"\n% something more\n"

    assert "Total document signed" not in pdfsig(appended, own_key.root_file).replace(
        "Not total document signed", ""
    )
    with pytest.raises(SigningError, match="does not cover the whole file"):
        check_signed(paper, appended)


def test_a_signed_paper_is_still_tagged_and_sound(paper, own_key, tmp_path):
    path = tmp_path / "signed.pdf"
    path.write_bytes(signed_by(OwnKeySigner(open_key(own_key.key_file, "rahasia")), paper))

    assert "Tagged:          yes" in told("pdfinfo", path)
    assert "No syntax or stream encoding errors found" in told("qpdf", "--check", path)


def test_the_signature_leaves_the_description_and_the_version_of_the_file(paper, own_key, tmp_path):
    path = tmp_path / "paper.pdf"
    path.write_bytes(paper)
    before = told("pdfinfo", "-meta", path), told("pdfinfo", path)
    path.write_bytes(signed_by(OwnKeySigner(open_key(own_key.key_file, "rahasia")), paper))
    after = told("pdfinfo", "-meta", path), told("pdfinfo", path)

    assert before[0] == after[0] != ""
    assert "PDF version:     1.7" in after[1]
    assert unlike(before[1], after[1]) == {"File size", "Form"}


def unlike(one: str, other: str) -> set[str]:
    return {line.partition(":")[0] for line in {*one.splitlines()} ^ {*other.splitlines()}}


@pytest.mark.parametrize("kind", ["ecdsa", "rsa"])
def test_what_is_signed_is_what_a_general_library_would_have_signed(kind, own_key):
    key = open_key(own_key.key_file, "rahasia") if kind == "ecdsa" else a_world().key
    digest = bytes(range(32))
    ours = cms.ContentInfo.load(Cades(key).over(digest))["content"]
    with ThreadPoolExecutor() as apart:  # another test's browser may run a loop in this thread
        signing = of_pyhanko(key).async_sign(digest, "sha256", use_pades=True)
        theirs = apart.submit(asyncio.run, signing).result()["content"]

    for part in ("version", "digest_algorithms", "encap_content_info"):
        assert ours[part].dump() == theirs[part].dump()
    assert packed_set(ours["certificates"]) == packed_set(theirs["certificates"])
    [our_signer], [their_signer] = ours["signer_infos"], theirs["signer_infos"]
    for part in ("version", "sid", "digest_algorithm", "signature_algorithm"):
        assert our_signer[part].dump() == their_signer[part].dump()
    assert packed_set(our_signer["signed_attrs"]) == packed_set(their_signer["signed_attrs"])


def packed_set(values) -> set[bytes]:
    return {value.dump() for value in values}


# --- The quick look at what we have just appended ----------------------------------------------


def looked_at(original: bytes, signed: bytes, key: SigningKey) -> None:
    check_appended(original, signed, Cades(key).is_over)


def flipped(content: bytes, place: int) -> bytes:
    return content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :]


ATTACKS = {
    "a byte of the paper": (lambda paper, signed: flipped(signed, 5000), "does not begin with"),
    "a byte behind it": (
        lambda paper, signed: flipped(signed, signed.index(b"/AcroForm", len(paper)) + 1),
        "not intact",
    ),
    "the day of the signature": (
        lambda paper, signed: signed.replace(b"/M (D", b"/M (E"),
        "not intact",
    ),
    "a byte of the padding": (
        lambda paper, signed: flipped(signed, signed.index(b">\n/ByteRange", len(paper)) - 1),
        "not intact",
    ),
    "something appended": (lambda paper, signed: signed + b"\n% more\n", "does not cover"),
    "something cut off": (lambda paper, signed: signed[:-4], "does not cover"),
    "a range that leaves something out": (
        lambda paper, signed: re.sub(
            rb"(/ByteRange \[0 )(\d+)",
            lambda found: found[1] + str(int(found[2]) - 1).zfill(len(found[2])).encode(),
            signed,
        ),
        "does not cover",
    ),
    "no signature": (lambda paper, signed: paper, "0 signatures"),
    "nothing": (lambda paper, signed: b"", "does not begin with"),
}


@pytest.mark.parametrize("attack", ATTACKS)
def test_the_quick_look_sees_every_change(paper, own_key, attack):
    key = open_key(own_key.key_file, "rahasia")
    signed = signed_by(OwnKeySigner(key), paper)
    changed, says = ATTACKS[attack]
    looked_at(paper, signed, key)

    with pytest.raises(SigningError, match=says):
        looked_at(paper, changed(paper, signed), key)


@pytest.mark.parametrize("kind", ["ecdsa", "rsa"])
def test_the_quick_look_sees_every_changed_byte_of_the_signature(kind, own_key):
    key = open_key(own_key.key_file, "rahasia") if kind == "ecdsa" else a_world().key
    cades, digest = Cades(key), bytes(range(32))
    packed = cades.over(digest)

    assert cades.is_over(packed + bytes(100), digest)
    assert [
        place for place in range(len(packed)) if cades.is_over(flipped(packed, place), digest)
    ] == []
    assert not cades.is_over(packed, bytes(32))


def test_the_quick_look_knows_the_key_and_the_paper(paper, own_key):
    key = open_key(own_key.key_file, "rahasia")
    other_paper = render_pdf(a_certificate(holder_name="Orang Lain"))

    with pytest.raises(SigningError, match="not intact"):
        looked_at(paper, signed_by(a_world().plain(), paper), key)
    with pytest.raises(SigningError, match="does not begin with"):
        looked_at(paper, signed_by(OwnKeySigner(key), other_paper), key)


def test_the_close_look_accepts_what_the_quick_look_does(paper, own_key):
    signed = signed_by(OwnKeySigner(open_key(own_key.key_file, "rahasia")), paper)

    assert check_signed(paper, signed).subject.native["common_name"] == "Pemkab (uji)"


# --- Signatures that last -----------------------------------------------------------------------


@pytest.fixture
def stamped(paper, own_key, settings, tmp_path):
    """A paper signed as a site does it that has a key and a timestamp service, and the root files."""
    world = a_world()
    roots = tmp_path / "roots.pem"
    roots.write_bytes(world.root_pem)
    settings.PDF_SIGNER = "own"
    settings.PDF_SIGNER_KEY_FILE = str(own_key.key_file)
    settings.PDF_SIGNER_KEY_PASSWORD = "rahasia"
    settings.PDF_SIGNER_TRUSTED_FILE = str(roots)
    folder = tmp_path / "service"
    folder.mkdir()
    with timestamps_by_openssl(world, folder) as settings.PDF_SIGNER_TIMESTAMP_URL:
        return signed_by(configured_signer(), paper), roots


def test_a_lasting_signature_is_valid_by_all(paper, stamped, own_key, pdfsig, openssl):
    signed, _roots = stamped

    said = pdfsig(signed, own_key.root_file)
    assert "Signature is Valid" in said
    assert "Certificate is Trusted" in said
    assert openssl(signed, own_key.root_file) == 0
    assert (signed.count(b"/DocTimeStamp"), b"/DSS" in signed) == (1, True)
    assert check_signed(paper, signed).subject.native["common_name"] == "Pemkab (uji)"


def test_openssl_verifies_the_timestamps_of_signature_and_file(stamped, tmp_path):
    signed, roots = stamped
    signature, of_file = (cms.ContentInfo.load(packed) for packed, _covered in signed_parts(signed))
    [signer] = signature["content"]["signer_infos"]
    [of_signature] = [
        one["values"][0]
        for one in signer["unsigned_attrs"]
        if one["type"].native == "signature_time_stamp_token"
    ]
    covered = signed_parts(signed)[1][1]

    def verified(token: bytes, content: bytes) -> int:
        (tmp_path / "token").write_bytes(token)
        (tmp_path / "content").write_bytes(content)
        return subprocess.run(
            ["openssl", "ts", "-verify", "-token_in", "-in", tmp_path / "token",
             "-data", tmp_path / "content", "-CAfile", roots],
            capture_output=True,
        ).returncode  # fmt: skip

    assert verified(of_signature.dump(), signer["signature"].native) == 0
    assert verified(of_file.dump(), covered) == 0
    assert verified(of_file.dump(), flipped(covered, 5000)) == 1


def test_a_lasting_signature_is_not_kept_after_a_change(paper, stamped):
    signed, _roots = stamped

    for changed in (flipped(signed, 5000), signed + b"\n% more\n"):
        with pytest.raises(SigningError):
            check_signed(paper, changed)


def test_a_timestamp_service_that_is_away_is_tried_again_later(paper, own_key):
    key = open_key(own_key.key_file, "rahasia")
    signer = LastingSigner.with_service(key, f"http://127.0.0.1:{free_port()}", None)

    [outcome] = signer.sign([SignItem("one", paper)])

    assert (outcome.pdf, outcome.error.fault) == (None, Fault.TRANSIENT)


# --- What comes back from elsewhere -------------------------------------------------------------


def test_an_update_that_shows_another_page_is_never_kept_however_well_it_is_signed(paper):
    update = ArchivalUpdate(BytesIO(paper))
    page = update.root["/Pages"]["/Kids"][0].get_object()
    page["/Contents"] = update.add_object(generic.StreamObject(stream_data=b"0 0 300 300 re f"))
    update.update_container(page)
    swapped = BytesIO()
    update.write(swapped)
    assert swapped.getvalue().startswith(paper)
    signed = signed_by(a_world().plain(), swapped.getvalue())

    with pytest.raises(SigningError, match="not those that were sent"):
        check_signed(paper, signed)


def test_something_laid_over_the_page_is_never_kept(paper):
    update = ArchivalUpdate(BytesIO(paper))
    page = update.root["/Pages"]["/Kids"][0].get_object()
    note = generic.DictionaryObject(
        {
            generic.pdf_name("/Type"): generic.pdf_name("/Annot"),
            generic.pdf_name("/Subtype"): generic.pdf_name("/FreeText"),
            generic.pdf_name("/Contents"): generic.pdf_string("Lulus dengan pujian"),
            generic.pdf_name("/Rect"): generic.ArrayObject(
                map(generic.NumberObject, (9, 9, 99, 99))
            ),
        }
    )
    page["/Annots"] = generic.ArrayObject([update.add_object(note)])
    update.update_container(page)
    covered = BytesIO()
    update.write(covered)

    with pytest.raises(SigningError, match="not those that were sent"):
        check_signed(paper, signed_by(a_world().plain(), covered.getvalue()))


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
    signed = signed_by(OwnKeySigner(open_key(own_key.key_file, "rahasia")), paper)

    with pytest.raises(SigningError, match=says):
        check_signed(paper, broken(signed))


def test_the_paper_of_somebody_else_is_never_kept(paper, own_key):
    other = render_pdf(a_certificate(holder_name="Orang Lain"))
    signed = signed_by(OwnKeySigner(open_key(own_key.key_file, "rahasia")), other)

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
    paper = content_of(certificate, Artifact.Kind.PDF)
    signer = check_signed(paper, pdf_of(certificate))
    assert signer.subject.native["common_name"] == "Pemkab (uji)"
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
