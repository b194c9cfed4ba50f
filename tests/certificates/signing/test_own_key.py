"""Papers signed with a key of ours, looked at by pdfsig and openssl, which know nothing of ours."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

import pytest
from asn1crypto import cms

from certificates.domain.signing.cades import Cades
from certificates.domain.signing.checking import check_signed
from certificates.domain.signing.interface import SigningError
from certificates.domain.signing.key import open_key
from certificates.domain.signing.lasting import of_pyhanko
from certificates.domain.signing.own_key import OwnKeySigner
from tests.certificates.signing.papers import signed_by, told
from tests.certificates.signing_world import a_world


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
