"""Signatures that last: with timestamps, and with what their check will need."""

import subprocess

import pytest
from asn1crypto import cms

from certificates.domain.signing.checking import check_signed
from certificates.domain.signing.choosing import configured_signer
from certificates.domain.signing.interface import Fault, SigningError, SignItem
from certificates.domain.signing.key import open_key
from certificates.domain.signing.lasting import LastingSigner
from tests.certificates.signing.papers import flipped, signed_by, signed_parts
from tests.certificates.signing_world import a_world
from tests.certificates.timestamping import timestamps_by_openssl
from tests.services import free_port


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
