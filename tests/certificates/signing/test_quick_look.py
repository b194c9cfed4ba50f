"""The quick look at what we have just appended ourselves."""

import re

import pytest

from certificates.domain.rendering import render_pdf
from certificates.domain.signing.appending import check_appended
from certificates.domain.signing.cades import Cades
from certificates.domain.signing.checking import check_signed
from certificates.domain.signing.interface import SigningError
from certificates.domain.signing.key import SigningKey, open_key
from certificates.domain.signing.own_key import OwnKeySigner
from tests.certificates.signing.papers import flipped, signed_by
from tests.certificates.signing_world import a_world
from tests.certificates.test_papers import a_certificate


def looked_at(original: bytes, signed: bytes, key: SigningKey) -> None:
    check_appended(original, signed, Cades(key).is_over)


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
