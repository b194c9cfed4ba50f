"""The Open Badge, checked by programs that know nothing of ours."""

import copy
import json
import subprocess
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.core.cache import cache
from django.db import IntegrityError, transaction
from openbadgeslib.ob3 import OB3LdpVerifier, OB3VerificationError

from certificates.domain.badges.issuing import make_badge
from certificates.domain.badges.linked_data import (
    CREDENTIALS_V2,
    OPEN_BADGES_V3,
    UnsignableError,
    canonical,
    load_context,
    refuse_what_would_be_lost,
)
from certificates.domain.badges.multibase import base58, from_base58, key_of, multikey_of
from certificates.domain.badges.status import encoded, free_place, set_status
from certificates.domain.issuing import issue_certificate
from certificates.domain.keys import current_key, encrypt_keys_anew, private_half, rotate_key
from certificates.domain.outbox import sweep_outbox
from certificates.domain.revoking import Correction, replace_certificate, revoke_certificate
from certificates.domain.sharing import baked_document, linkedin_address
from certificates.models import PLACES_IN_A_LIST, Badge, IssuerKey
from tests.certificates.awards import ISSUER, a_person, an_achievement

pytestmark = pytest.mark.django_db

HERE = Path(__file__).parent
SITE = ISSUER.base_url
JSON_LD = {"accept": "application/vc+ld+json"}


@pytest.fixture(autouse=True)
def _at_home(settings):
    settings.SITE_URL = SITE
    cache.clear()


@pytest.fixture
def badge(ready):
    return json.loads(ready.badge.document)


@pytest.fixture
def verdict(client, tmp_path):
    """Say what Digital Bazaar's verifier thinks of a badge, with what we publish about ourselves."""

    def ask(document: dict) -> tuple[int, str]:
        cache.clear()
        parts = {
            "badge.json": json.dumps(document),
            "did.json": client.get("/.well-known/did.json").content.decode(),
            "status.json": client.get("/lencana/status/1").content.decode(),
        }
        for name, text in parts.items():
            (tmp_path / name).write_text(text)
        told = subprocess.run(
            ["node", HERE / "verify_badge.mjs", tmp_path], capture_output=True, text=True
        )
        return told.returncode, told.stdout.strip() or told.stderr[-800:]

    return ask


def pem_of(key: IssuerKey) -> bytes:
    public = key_of(key.public)
    return public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)


def leaves_of(node: object, path: tuple = ()) -> list[tuple]:
    if isinstance(node, dict):
        return [leaf for name, part in node.items() for leaf in leaves_of(part, (*path, name))]
    if isinstance(node, list):
        return [leaf for place, part in enumerate(node) for leaf in leaves_of(part, (*path, place))]
    return [path]


def with_leaf(document: dict, path: tuple, change) -> dict:
    changed = copy.deepcopy(document)
    node = changed
    for step in path[:-1]:
        node = node[step]
    node[path[-1]] = change(node[path[-1]])
    return changed


def another(value: object) -> object:
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value + 1
    text = str(value)
    # An address may end in Z, too: its code is drawn by lot.
    if text.startswith("20") and text.endswith("Z"):
        return f"19{text[2:]}"
    return f"{text}x"


def test_digital_bazaars_verifier_finds_it_valid(badge, verdict):
    assert verdict(badge) == (0, "valid")


def test_digital_bazaars_verifier_notices_another_name(badge, verdict):
    badge["credentialSubject"]["identifier"][0]["identityHash"] = "Orang Lain"

    code, said = verdict(badge)

    assert (code, "Invalid signature" in said or "Verification" in said) == (1, True)


def test_digital_bazaars_verifier_sees_that_it_was_revoked(ready, badge, verdict):
    revoke_certificate(ready, "Ujian diikuti orang lain.", a_person("bkpsdm"))

    assert verdict(badge) == (2, "revoked")


def test_openbadgeslib_finds_it_valid_with_its_status(client, ready, badge):
    def download(address: str) -> bytes:
        path = address.removeprefix(SITE)
        return client.get(path, headers={"accept": "application/vc+jwt"}).content

    verifier = OB3LdpVerifier(pubkey_pem=pem_of(current_key()))
    credential = verifier.verify(badge, check_status=True, download=download)

    assert credential.achievement.name == "Keamanan Informasi dan Pelindungan Data Pribadi"
    assert credential.credits_earned == 5

    revoke_certificate(ready, "Ujian diikuti orang lain.", a_person("bkpsdm"))
    with pytest.raises(OB3VerificationError, match="revocation"):
        verifier.verify(badge, check_status=True, download=download)


def test_openbadgeslib_finds_the_key_by_our_did(client, badge):
    def download(address: str) -> bytes:
        return client.get(address.removeprefix(SITE)).content

    verifier = OB3LdpVerifier.for_issuer_did("did:web:literasi.example.go.id")

    assert verifier.verify(badge, download=download).issuer.id == "did:web:literasi.example.go.id"


def test_every_changed_leaf_breaks_the_proof(badge):
    verifier = OB3LdpVerifier(pubkey_pem=pem_of(current_key()))
    paths = leaves_of(badge)
    accepted = []
    for path in paths:
        try:
            verifier.verify(with_leaf(badge, path, another))
        except OB3VerificationError:
            continue
        accepted.append(path)

    assert accepted == []
    assert len(paths) > 40


def test_every_leaf_is_in_what_is_signed(badge):
    proofless = {name: part for name, part in badge.items() if name != "proof"}
    whole = canonical(proofless)
    uncovered = []
    for path in leaves_of(proofless):
        if path[0] == "@context":
            continue
        try:
            if canonical(with_leaf(proofless, path, another)) == whole:
                uncovered.append(path)
        except UnsignableError:
            continue

    assert uncovered == []


@pytest.mark.parametrize(
    "more",
    [
        {"nip": "196608011988031001"},
        {"credentialSchema": {"id": "https://x.example/s.json", "type": "1EdTechJsonSchema"}},
        {"evidence": [{"id": "relative", "type": ["Evidence"]}]},
        {"@context": [CREDENTIALS_V2, OPEN_BADGES_V3, "https://elsewhere.example/context"]},
    ],
)
def test_what_a_signature_would_not_cover_is_refused(badge, more):
    proofless = {name: part for name, part in badge.items() if name != "proof"}

    with pytest.raises(UnsignableError):
        refuse_what_would_be_lost(proofless | more)


def test_the_contexts_are_those_that_were_pinned(monkeypatch, tmp_path):
    assert load_context(OPEN_BADGES_V3)["document"]["@context"]

    from certificates.domain.badges import linked_data

    (tmp_path / "credentials-v2.json").write_text("{}")
    linked_data._pinned.cache_clear()
    monkeypatch.setattr(linked_data, "CONTEXTS", tmp_path)
    with pytest.raises(UnsignableError, match="not the document that was pinned"):
        load_context(CREDENTIALS_V2)
    linked_data._pinned.cache_clear()


def test_it_holds_no_number_unit_score_or_birth_date(ready):
    text = ready.badge.document

    for private in ("NIP", "1001", "Abung Barat", "Pengelola", "score", str(ready.pk), "•"):
        assert private not in text


def test_the_same_certificate_gives_the_same_badge_however_often_it_is_made(ready):
    assert make_badge(ready) == make_badge(ready) == Badge.objects.get()


def test_a_place_is_random_and_given_once(ready, holder):
    other = issue_certificate(an_achievement(holder, achievement_key="course:A1"), holder)
    taken = ready.badge
    clash = Badge(
        certificate=other,
        key=taken.key,
        status_list=taken.status_list,
        status_index=taken.status_index,
    )

    with pytest.raises(IntegrityError), transaction.atomic():
        clash.save()
    places = {free_place(taken.status_list) for _time in range(20)}
    assert (len(places) > 15, max(places) < PLACES_IN_A_LIST) == (True, True)


def test_the_bits_stand_where_the_standard_says():
    import base64
    import gzip

    packed = encoded([0, 9, PLACES_IN_A_LIST - 1])
    bits = gzip.decompress(base64.urlsafe_b64decode(packed[1:] + "=" * (-len(packed[1:]) % 4)))

    assert (packed[0], len(bits), bits[0], bits[1], bits[-1]) == ("u", 16384, 0x80, 0x40, 0x01)


def test_a_replaced_certificate_has_its_bit_set_and_the_new_one_another_place(ready):
    new = replace_certificate(
        ready, Correction(title="Judul benar"), "Salah ketik", a_person("bkpsdm")
    )
    sweep_outbox()

    statuses = dict(Badge.objects.values_list("certificate_id", "status"))
    assert statuses == {ready.pk: "revoked", new.pk: "valid"}
    assert len(set(Badge.objects.values_list("status_index", flat=True))) == 2


def test_a_badge_that_is_suspended_becomes_valid_again(ready):
    set_status(ready, "suspended")
    assert Badge.objects.get().status == "suspended"

    set_status(ready, "valid")
    assert (Badge.objects.get().status, ready.badge.status_list.revision) == ("valid", 2)


def test_a_rotated_key_signs_from_now_on_and_the_old_badge_stays_valid(
    ready, badge, verdict, client
):
    old = current_key()
    new = rotate_key()

    document = client.get("/.well-known/did.json").json()

    assert [method["publicKeyMultibase"] for method in document["verificationMethod"]] == [
        new.public,
        old.public,
    ]
    assert verdict(badge) == (0, "valid")
    old.refresh_from_db()
    assert (old.secret, old.is_current) == ("", False)
    with pytest.raises(ValueError, match="retired"):
        private_half(old)


def test_a_private_key_is_never_stored_readable_and_follows_the_field_keys(settings):
    key = current_key()
    private = private_half(key)
    assert private.private_bytes_raw().hex() not in key.secret

    settings.FIELD_ENCRYPTION_KEYS = [
        "a-newer-key-of-this-test-0123456789",
        *settings.FIELD_ENCRYPTION_KEYS,
    ]
    assert encrypt_keys_anew() == 1
    settings.FIELD_ENCRYPTION_KEYS = settings.FIELD_ENCRYPTION_KEYS[:1]

    again = private_half(current_key())
    assert again.private_bytes_raw() == private.private_bytes_raw()


@pytest.mark.parametrize(
    ("accept", "kind"),
    [
        ("text/html,application/xhtml+xml,*/*;q=0.8", "text/html; charset=utf-8"),
        ("*/*", "text/html; charset=utf-8"),
        ("application/vc+ld+json", "application/vc+ld+json"),
        ("application/vc", "application/vc"),
        ("application/json", "application/json"),
    ],
)
def test_the_address_of_a_certificate_gives_each_asker_its_own_kind(client, ready, accept, kind):
    response = client.get(f"/v/{ready.code}", headers={"accept": accept})

    assert response.headers["Content-Type"] == kind
    assert "Accept" in response.headers["Vary"]


def test_a_badge_is_the_same_as_a_file_and_inside_its_picture(client, ready, badge):
    file = client.get(f"/v/{ready.code}/lencana.json")
    picture = client.get(f"/v/{ready.code}/lencana.png")

    assert (file.json(), baked_document(picture.content)) == (badge, badge)
    assert picture.content.count(b"openbadgecredential") == 1


def test_there_is_no_badge_before_the_name_is_confirmed_nor_after_erasure(client, ready, holder):
    from certificates.domain.forgetting import forget_holder

    forget_holder(holder)

    assert client.get(f"/v/{ready.code}/lencana.json").status_code == 404
    badge = Badge.objects.get()
    assert (badge.document, badge.statement, badge.status) == ("", "", "valid")


def test_a_status_list_comes_as_json_and_to_who_asks_as_a_token(client, ready):
    document = client.get("/lencana/status/1")
    token = client.get("/lencana/status/1", headers={"accept": "application/vc+jwt"})

    assert document.headers["Content-Type"] == "application/ld+json"
    assert document.json()["proof"]["cryptosuite"] == "eddsa-rdfc-2022"
    assert (token.headers["Content-Type"], token.content.count(b".")) == ("application/vc+jwt", 2)
    assert client.get("/lencana/status/2").status_code == 404


def test_linkedin_gets_the_month_counted_from_one(ready):
    from urllib.parse import parse_qs, urlsplit

    ready.awarded_at = ready.awarded_at.replace(year=2026, month=1, day=15)
    fields = parse_qs(urlsplit(linkedin_address(ready)).query)

    assert (fields["issueYear"], fields["issueMonth"], fields["certId"]) == (
        ["2026"],
        ["1"],
        [ready.number],
    )


def test_base_58_keeps_leading_zeros_and_a_multikey_comes_back():
    assert (base58(b"\0\0\x01"), from_base58("112")) == ("112", b"\0\0\x01")
    public = current_key().public
    assert multikey_of(key_of(public)) == public
    with pytest.raises(ValueError, match="not an Ed25519"):
        key_of("zabc")
