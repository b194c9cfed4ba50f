"""Certificate programmes in the admin: edited, previewed, agreed to by two, attacked."""

import re
import subprocess

import pytest
from django.test import Client
from django.utils import timezone

from certificates.domain.jp_agreement import JpRefusedError, agree_to_jp, propose_jp
from certificates.domain.previewing import LONG_NAME, LONG_TITLES, preview_pdf
from certificates.domain.programmes import record_met
from certificates.models import BulkIssue, Certificate, JpProposal, Programme
from certificates.rules import LONGEST_PRINTED_NAME
from cms.starter.programmes import found_programmes
from courses.people.models import Role
from tests.certificates.awards import ISSUER
from tests.certificates.programmes import a_programme, passed, somebody
from tests.people import make_person, sign_in_as_staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer():
    found_programmes()
    return make_person("Hendra Gunawan", Role.CERTIFIER)


@pytest.fixture
def colleague():
    return make_person("Dewi Anggraini", Role.CERTIFIER)


@pytest.fixture
def staff(client, officer) -> Client:
    sign_in_as_staff(client, officer)
    return client


def filled(**changes):
    """Return what the form sends for a programme with one supervised exam-less requirement."""
    return {
        "code": "BIMTEK",
        "title": "Bimtek Arsip",
        "kind": "completion",
        "purpose": "",
        "requirements-count": "1",
        "requirements-0-deleted": "",
        "requirements-0-order": "0",
        "requirements-0-type": "workshop",
        "requirements-0-id": "",
        "requirements-0-value-count": "2",
        "requirements-0-value-choice": "",
        "is_open": "on",
        "design": "completion",
        "heading": "",
        "heading_basis": "",
        "statement": "",
        "closing": "",
        "domains": "Arsip\n\nSurat",
        "signers-count": "1",
        "signers-0-deleted": "",
        "signers-0-order": "0",
        "signers-0-type": "item",
        "signers-0-id": "",
        "signers-0-value-name": "Drs. Contoh",
        "signers-0-value-position": "Kepala BKPSDM",
        "series_key": "BT",
        "number_pattern": "{series}/{sequence:06d}/{unit}/{year}",
        "validity_months": "",
        "reminder_days": "7, 30 90",
        "renewal_key": "",
        "renewal_opens_months": "6",
        "renewal_closes_months": "6",
        "proposed_jp": "0",
        "proposed_basis": "",
        **changes,
    }


def text_of(content: bytes) -> str:
    done = subprocess.run(["pdftotext", "-", "-"], input=content, capture_output=True, check=True)
    return " ".join(done.stdout.decode().split())


def test_an_officer_writes_a_programme_in_plain_fields(staff):
    answer = staff.post("/cms/programme/new/", filled())

    assert answer.status_code == 302, answer.content.decode()[-3000:]
    programme = Programme.objects.get(code="BIMTEK")
    assert programme.requirements == [
        {
            "kind": "workshop",
            "code": "",
            "title": programme.requirements[0]["title"],
            "minimum_score": 0,
            "domain_minimums": {},
            "supervision": "any",
            "minimum_share": 0,
            "count": 2,
            "choice": "",
        }
    ]
    assert programme.signers == [{"name": "Drs. Contoh", "position": "Kepala BKPSDM"}]
    assert programme.domains == ["Arsip", "Surat"]
    assert programme.reminder_days == [90, 30, 7]
    assert programme.jp == 0
    edited = staff.get(f"/cms/programme/edit/{programme.pk}/")
    assert edited.status_code == 200
    assert "Drs. Contoh" in edited.content.decode()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"title": "Sertifikat Kompetensi Digital"}, "title"),
        ({"heading": "Sertifikasi   kompetensi"}, "heading"),
        ({"heading": "STTPP"}, "heading"),
        ({"heading": "Surat Tanda Tamat Pendidikan"}, "heading"),
        ({"number_pattern": "{sequence}"}, "number_pattern"),
        ({"number_pattern": "{series.__class__}{sequence}{year}"}, "number_pattern"),
        ({"number_pattern": "{series}{sequence:0999999999d}{year}"}, "number_pattern"),
        ({"reminder_days": "besok"}, "reminder_days"),
        ({"kind": "training"}, "proposed_jp"),
        ({"proposed_jp": "4"}, "proposed_basis"),
        ({"renewal_key": "course:TIDAK-ADA"}, "renewal_key"),
        ({"requirements-count": "0"}, "requirements"),
    ],
)
def test_what_a_programme_may_not_say_is_refused_and_nothing_is_kept(staff, changes, field):
    answer = staff.post("/cms/programme/new/", filled(**changes))

    assert answer.status_code == 200
    assert field in answer.context["form"].errors
    assert not Programme.objects.filter(code="BIMTEK").exists()


def test_a_reserved_heading_passes_with_a_legal_basis_of_its_own(staff):
    given = filled(heading="STTPP", heading_basis="Akreditasi LAN Nomor 1/2026")

    assert staff.post("/cms/programme/new/", given).status_code == 302
    assert Programme.objects.get(code="BIMTEK").heading == "STTPP"


def test_the_preview_shows_the_form_as_it_stands_and_saves_nothing(staff):
    plain = staff.post("/cms/programme/preview/", filled(heading="Judul Sementara"))
    long = staff.post("/cms/programme/preview/?panjang", filled())

    assert plain.headers["Content-Type"] == long.headers["Content-Type"] == "application/pdf"
    assert "Judul Sementara" in text_of(plain.content)
    assert len(f"Dr. Ir. Hj. {LONG_NAME}, {LONG_TITLES}") == LONGEST_PRINTED_NAME
    assert "Prawirodirdjo" in text_of(long.content)
    assert not Programme.objects.filter(code="BIMTEK").exists()
    assert Certificate.objects.count() == 0


def test_a_preview_of_a_wrong_form_says_what_to_put_right(staff):
    answer = staff.post("/cms/programme/preview/", filled(title=""))

    assert (answer.status_code, answer.headers["Content-Type"][:10]) == (422, "text/plain")


ATTACKS = [
    '#read("/etc/passwd")',
    '#image("http://127.0.0.1:9/x.png")',
    '#import "@preview/cetz:0.3.0": *',
    "$ sum $ #sys.inputs",
    "{{ settings.SECRET_KEY }}{% include '/etc/passwd' %}",
    "*tebal* <b>b</b> \\ #panic()",
]


@pytest.mark.parametrize("attack", ATTACKS)
def test_no_text_of_a_programme_reads_a_file_or_the_network(attack):
    programme = a_programme(
        title=f"T {attack}",
        heading=f"H {attack}",
        statement=f"S {attack}",
        closing=f"C {attack}",
        domains=[f"D {attack}"],
        signers=[{"name": f"N {attack}", "position": f"P {attack}"}],
    )

    text = text_of(preview_pdf(programme, ISSUER, long_name=False))
    squeezed = re.sub(r"[\s\u200b]", "", text)

    assert "root:" not in text
    for letter in "THSCDNP":
        assert re.sub(r"\s", "", f"{letter} {attack}") in squeezed


def test_jp_are_in_force_once_a_second_person_agreed(officer, colleague):
    programme = a_programme(code="JP", jp=None)
    proposal = propose_jp(programme, 4, "Keputusan 1/2026", officer)
    with pytest.raises(JpRefusedError, match="sendiri"):
        agree_to_jp(proposal, officer)
    waiting = Programme.objects.get(pk=programme.pk).jp
    agree_to_jp(proposal, colleague)
    with pytest.raises(JpRefusedError, match="tidak lagi menunggu"):
        agree_to_jp(proposal, colleague)

    programme.refresh_from_db()
    assert (waiting, programme.jp, programme.jp_basis) == (None, 4, "Keputusan 1/2026")


def test_a_newer_proposal_takes_the_place_of_one_that_waits(officer):
    programme = a_programme(code="JP", jp=2, jp_basis="Lama")
    propose_jp(programme, 3, "Satu", officer)
    propose_jp(programme, 4, "Dua", officer)
    propose_jp(programme, 4, "Dua", officer)

    rows = JpProposal.objects.filter(programme=programme).order_by("pk")
    assert [(row.jp, row.withdrawn_at is None) for row in rows] == [(3, False), (4, True)]
    programme.refresh_from_db()
    assert programme.jp == 2
    with pytest.raises(JpRefusedError):
        propose_jp(programme, 5, " ", officer)


def test_agreeing_in_the_admin_is_for_bkpsdm_alone(client, officer, colleague):
    programme = a_programme(code="JP", jp=None)
    proposal = propose_jp(programme, 4, "Keputusan 1/2026", officer)
    answers = []
    for person in (make_person("Editor", Role.EDITOR), make_person("Admin", Role.ADMIN)):
        sign_in_as_staff(client, person)
        answers.append(client.post(f"/cms/programme/jp/{proposal.pk}/").status_code)
    programme.refresh_from_db()
    before = programme.jp
    sign_in_as_staff(client, colleague)
    client.post(f"/cms/programme/jp/{proposal.pk}/")
    programme.refresh_from_db()

    assert all(status in (302, 403) for status in answers)
    assert (before, programme.jp) == (None, 4)


@pytest.mark.parametrize("role", [Role.EDITOR, Role.REVIEWER, Role.UNIT_HEAD, Role.CIVIL_SERVANT])
def test_nobody_else_sees_or_changes_programmes(client, role, officer):
    programme = Programme.objects.get(code="SDTI")
    sign_in_as_staff(client, make_person("Orang Lain", role))

    for address in (
        "/cms/programme/",
        f"/cms/programme/edit/{programme.pk}/",
        f"/cms/programme/preview/{programme.pk}/",
        f"/cms/programme/bulk/new/{programme.pk}/",
    ):
        assert client.get(address).status_code in (302, 403, 404), address


def test_the_starter_brings_three_programmes_that_wait_for_bkpsdm(officer):
    again = found_programmes()
    rows = Programme.objects.order_by("code").values_list("code", "kind", "jp", "is_open")

    assert again == []
    assert list(rows) == [
        ("FASILITATOR", "facilitator", 0, True),
        ("SDTI", "pass", None, True),
        ("SDTI-MANDIRI", "training", None, True),
    ]
    assert JpProposal.objects.filter(approved_at=None).count() == 2


def test_the_list_and_a_programme_of_the_starter_open(staff):
    listed = staff.get("/cms/programme/").content.decode()
    opened = staff.get(f"/cms/programme/edit/{Programme.objects.get(code='SDTI').pk}/")

    assert "Sertifikasi Dasar TI ASN" in listed
    assert opened.status_code == 200


def test_a_finished_class_is_given_its_certificates_after_a_look(staff, settings):
    from certificates.domain.bulk import sweep_bulk_issues

    settings.CERTIFICATE_ISSUER = "tests.courses.learning.facts.issuer"
    programme = a_programme(code="LAMA", is_open=False)
    today = timezone.localdate()
    record_met(passed(started_on=today, met_on=today), somebody(), ISSUER)
    Programme.objects.filter(pk=programme.pk).update(is_open=True)

    asked = {"title": "Angkatan 1", "source": "exam:SDTI", "first": str(today), "last": str(today)}
    answer = staff.post(f"/cms/programme/bulk/new/{programme.pk}/", asked)
    bulk = BulkIssue.objects.get()
    address = f"/cms/programme/bulk/{bulk.pk}/"
    looked = staff.get(address).content.decode()
    staff.post(address)
    during = staff.get(address)
    sweep_bulk_issues()
    after = staff.get(address)

    assert answer.headers["Location"] == address
    assert "Sri Wahyuni" in looked
    assert during.headers["Refresh"] == "2"
    assert "Refresh" not in after.headers
    assert Certificate.objects.get().number in after.content.decode()
