"""Seals and signatures by BSrE, against a server that answers in both versions and misbehaves."""

import logging

import pytest
from cryptography.x509 import load_pem_x509_certificates
from django.contrib.auth.models import Permission
from django.db import connection

from certificates.domain.artifacts import content_of
from certificates.domain.handing import pdf_of
from certificates.domain.outbox import do_work_of
from certificates.domain.rendering import render_pdf
from certificates.domain.signing import bsre
from certificates.domain.signing.bsre import Access, BsreSeal, BsreSignature
from certificates.domain.signing.checking import check_signed
from certificates.domain.signing.choosing import configured_signer, signer_health
from certificates.domain.signing.interface import Fault, Secret, SignItem
from certificates.models import Artifact, DocumentSignature
from tests.certificates.awards import a_person
from tests.certificates.fake_bsre import CODE, CODE_FOR_FILES, PASSPHRASE, FakeBsre
from tests.certificates.signing_world import a_world
from tests.certificates.test_papers import a_certificate

NIK = "1803010101800001"


@pytest.fixture(scope="module")
def papers():
    names = ("Sri Wahyuni", "Budi Santoso", "Nur'aini")
    return [
        SignItem(name, render_pdf(a_certificate(holder_name=name, holder_titles_after="")))
        for name in names
    ]


@pytest.fixture
def server():
    with FakeBsre(a_world()) as fake:
        yield fake


def access_to(server, version=2, **changes) -> Access:
    return Access(
        **{
            "address": server.address,
            "version": version,
            "user": "literasi",
            "password": "sandi",
            "identity": NIK,
            "issuers": ("Balai Sertifikasi Elektronik",),
            **changes,
        }
    )


@pytest.fixture(params=["v1", "v2", "seal"])
def way(request, server):
    """Each way of signing by BSrE, with the secret that it asks for."""
    if request.param == "seal":
        return BsreSeal(access_to(server)), CODE
    version = int(request.param[1])
    return BsreSignature(access_to(server, version)), PASSPHRASE


def faults_of(outcomes) -> list[Fault | None]:
    return [outcome.error.fault if outcome.error else None for outcome in outcomes]


def test_a_batch_comes_back_signed_in_the_same_order(way, papers):
    signer, secret = way

    outcomes = signer.sign(papers, Secret(secret))

    assert [outcome.key for outcome in outcomes] == [item.key for item in papers]
    assert faults_of(outcomes) == [None, None, None]
    for item, outcome in zip(papers, outcomes, strict=True):
        assert check_signed(item.pdf, outcome.pdf)
        assert outcome.signer == "Kepala BKPSDM (uji)"


def test_a_wrong_secret_is_told_once_and_shown_nowhere(way, papers, server, caplog):
    signer, _secret = way

    outcomes = signer.sign(papers, Secret("salah-ketik-998"))

    assert faults_of(outcomes) == [Fault.CREDENTIAL] * 3
    assert len(server.asked) == 1
    assert "salah-ketik-998" not in caplog.text + "".join(str(one.error) for one in outcomes)


@pytest.mark.parametrize(
    ("trouble", "fault"), [("500", Fault.TRANSIENT), ("slow", Fault.TRANSIENT)]
)
def test_a_server_in_trouble_is_tried_again_later(way, papers, server, trouble, fault, monkeypatch):
    monkeypatch.setattr(bsre, "PATIENCE", (0.5, 0.3))
    server.trouble = trouble
    signer, secret = way

    assert faults_of(signer.sign(papers[:2], Secret(secret))) == [fault] * 2


def test_a_page_of_maintenance_is_no_signature(way, papers, server):
    server.trouble = "html"
    signer, secret = way

    assert None not in faults_of(signer.sign(papers, Secret(secret)))


@pytest.mark.parametrize("trouble", ["count", "order", "truncated", "unsigned"])
@pytest.mark.parametrize("kind", ["seal", "personal"])
def test_nothing_wrong_is_kept_however_it_comes_back(papers, server, trouble, kind):
    server.trouble = trouble
    signer = BsreSeal(access_to(server)) if kind == "seal" else BsreSignature(access_to(server))

    outcomes = signer.sign(papers, Secret(CODE if kind == "seal" else PASSPHRASE))

    # Of three files in the other order the middle one is in its own place.
    good = ["Budi Santoso"] if trouble == "order" else []
    assert [one.key for one in outcomes if one.pdf] == good


def test_a_truncated_file_of_version_one_is_not_kept(papers, server):
    server.trouble = "truncated"

    outcomes = BsreSignature(access_to(server, 1)).sign(papers, Secret(PASSPHRASE))

    assert [one.pdf for one in outcomes] == [None] * 3


def test_a_certificate_of_somebody_else_is_not_by_bsre(papers, server):
    signer = BsreSignature(access_to(server, issuers=("Badan Siber",)))

    outcomes = signer.sign(papers, Secret(PASSPHRASE))

    assert "not made with a certificate by BSrE" in str(outcomes[0].error)


def test_a_name_like_bsres_is_not_enough_once_the_authority_is_known(papers, server):
    known, false = (
        load_pem_x509_certificates(world.root_pem) for world in (a_world(), another_world())
    )

    def faults(authorities):
        signer = BsreSignature(access_to(server, authorities=tuple(authorities)))
        return faults_of(signer.sign(papers[:1], Secret(PASSPHRASE)))

    assert faults(known) == faults(false + known) == [None]
    assert faults(false) == [Fault.PERMANENT]


def test_the_authorities_come_from_a_file_of_the_site(settings, by_bsre, tmp_path):
    file = tmp_path / "bsre.pem"
    settings.BSRE_ISSUER_FILE = str(file)
    assert "BSRE_ISSUER_FILE" in signer_health().message
    file.write_text("not a certificate")
    assert "BSRE_ISSUER_FILE" in signer_health().message

    file.write_bytes(another_world().root_pem)
    item = SignItem("one", render_pdf(a_certificate()))
    [outcome] = configured_signer().sign([item], Secret(PASSPHRASE))

    assert "not made with a certificate by BSrE" in str(outcome.error)


def another_world():
    """Return a world whose root has the same name and another key."""
    return a_world.__wrapped__()


def test_a_server_that_is_away_and_an_account_it_does_not_know(papers, server):
    away = BsreSignature(access_to(server, address="http://127.0.0.1:9"))
    stranger = BsreSignature(access_to(server, password="salah"))

    assert faults_of(away.sign(papers[:1], Secret(PASSPHRASE))) == [Fault.TRANSIENT]
    assert "BSRE_USER" in str(stranger.sign(papers[:1], Secret(PASSPHRASE))[0].error)
    assert (away.health().is_good, BsreSignature(access_to(server)).health().is_good) == (
        False,
        True,
    )
    assert BsreSignature(access_to(server, 1)).health().is_good
    assert BsreSeal(access_to(server)).health().is_good


def test_nobody_is_asked_without_a_secret(papers, server):
    assert faults_of(BsreSignature(access_to(server)).sign(papers)) == [Fault.CREDENTIAL] * 3
    assert server.asked == []


# --- In the admin -------------------------------------------------------------------------------


@pytest.fixture
def official(db, monkeypatch):
    monkeypatch.setattr(
        "courses.people.second_factor.SecondFactorMiddleware.__call__",
        lambda self, request: self.get_response(request),
    )
    person = a_person("kepala", display_name="Kepala", is_staff=True)
    person.user_permissions.set(
        Permission.objects.filter(
            content_type__app_label="certificates",
            codename__in=["view_documentsignature", "sign_documents"],
        )
    )
    return person


@pytest.fixture
def by_bsre(settings, server):
    settings.PDF_SIGNER = "bsre-personal"
    settings.BSRE_URL = server.address
    settings.BSRE_USER, settings.BSRE_PASSWORD = "literasi", "sandi"
    settings.BSRE_IDENTITY = NIK
    return server


SIGN = "/django-admin/certificates/documentsignature/sign/"


def everything_stored() -> str:
    """Return every text of every table, as a backup would hold it."""
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        rows = []
        for table in tables:
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            rows += cursor.fetchall()
    return str(rows)


def test_an_official_signs_what_waits_and_the_passphrase_is_nowhere(
    client, official, by_bsre, certificate, caplog
):
    caplog.set_level(logging.DEBUG)
    do_work_of(str(certificate.pk))
    client.force_login(official)
    page = client.get(SIGN).content.decode()

    response = client.post(SIGN, {"secret": PASSPHRASE}, follow=True)

    assert certificate.number in page
    assert 'type="password"' in page
    assert "1 " in response.content.decode()
    signature = DocumentSignature.objects.get()
    assert (signature.level, signature.signer) == ("personal", "Kepala BKPSDM (uji)")
    signed = pdf_of(certificate)
    assert check_signed(content_of(certificate, Artifact.Kind.PDF), signed)
    for place in (everything_stored(), caplog.text, response.content.decode(), repr(signed)):
        assert PASSPHRASE not in place


def test_a_wrong_passphrase_signs_nothing_and_is_not_shown_again(
    client, official, by_bsre, certificate, caplog
):
    do_work_of(str(certificate.pk))
    client.force_login(official)

    response = client.post(SIGN, {"secret": "salah-ketik-998"})

    assert "salah-ketik-998" not in response.content.decode() + caplog.text + everything_stored()
    assert DocumentSignature.objects.filter(signed_at=None).count() == 1
    assert response.status_code == 422


def test_a_signer_that_changes_has_the_paper_rendered_with_its_own_words(
    client, official, by_bsre, settings, certificate
):
    do_work_of(str(certificate.pk))
    before = certificate.artifacts.get(kind="pdf").sha256
    settings.PDF_SIGNER = "bsre-seal"
    client.force_login(official)

    client.post(SIGN, {"secret": CODE})

    assert DocumentSignature.objects.get().level == "seal"
    assert certificate.artifacts.get(kind="pdf").sha256 != before
    assert CODE_FOR_FILES not in everything_stored()


def test_who_may_not_sign_is_refused_and_who_is_not_staff_led_to_the_door(
    client, official, by_bsre, holder
):
    official.user_permissions.clear()
    client.force_login(official)
    assert client.get(SIGN).status_code == 403

    client.force_login(holder)
    assert client.get(SIGN).status_code == 302


def test_the_admin_tells_how_the_signer_is(client, official, by_bsre):
    client.force_login(official)

    page = client.get("/django-admin/certificates/documentsignature/").content.decode()

    assert "ISSUE" in page
