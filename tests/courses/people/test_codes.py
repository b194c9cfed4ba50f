"""Activation letters and one-time codes: who may issue them, and what opens with them."""

from datetime import timedelta

import pytest
from django.utils import timezone

from courses.people.domain import access_codes
from courses.people.domain.access_codes import issue_activation_code, issue_recovery_code
from courses.people.models import AccessCode, AuditEntry, Session
from tests.people import PASSPHRASE, make_civil_servant

NIP = "198003122005011004"
NO_MATCH = "Kode atau NIP belum cocok"


@pytest.fixture
def invited(office):
    person = make_civil_servant(office, "Rudi Hartono", number=NIP)
    person.set_unusable_password()
    person.save()
    return person


def activate(client, code, number=NIP):
    return client.post("/masuk/aktivasi/", {"code": code, "number": number})


@pytest.mark.parametrize(
    "typed",
    [
        str,
        str.lower,
        lambda code: code.replace("-", " "),
        lambda code: f" {code.replace('-', '')} ",
    ],
)
def test_code_and_nip_with_spaces_open_the_account_in_two_screens(client, invited, admin, typed):
    code = issue_activation_code(invited, by=admin)
    assert (
        activate(client, typed(code), "19800312 200501 1 004").headers["location"]
        == "/masuk/kata-sandi-baru/"
    )
    page = client.get("/masuk/kata-sandi-baru/").content.decode()
    assert invited.username in page
    answer = client.post("/masuk/kata-sandi-baru/", {"passphrase": "gajah naik sepeda"})
    assert answer.headers["location"] == "/belajar/"
    invited.refresh_from_db()
    assert invited.check_password("gajah naik sepeda")
    assert AuditEntry.objects.filter(action="activation.used", subject=invited).count() == 1


def test_who_has_no_nip_leaves_it_empty(client, office, admin):
    village_official = make_civil_servant(office, "Pak Karto")
    code = issue_activation_code(village_official, by=admin)
    assert activate(client, code, "").headers["location"] == "/masuk/kata-sandi-baru/"


def test_wrong_code_and_wrong_nip_get_the_same_sentence(client, invited, admin):
    code = issue_activation_code(invited, by=admin)
    for page in (
        activate(client, "2222-3333-4444"),
        activate(client, code, "199001012015011001"),
        activate(client, code, ""),
    ):
        assert NO_MATCH in page.content.decode()
    assert "access_code" not in client.session


def test_who_has_only_the_code_does_not_learn_that_it_was_used(client, invited, admin):
    code = issue_activation_code(invited, by=admin)
    AccessCode.objects.update(used_at=timezone.now())
    assert NO_MATCH in activate(client, code, "199001012015011001").content.decode()
    assert "Kode ini sudah dipakai" in activate(client, code).content.decode()


def test_an_activation_code_lasts_sixty_days(client, invited, admin):
    code = issue_activation_code(invited, by=admin)
    AccessCode.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert "lewat masa berlakunya" in activate(client, code).content.decode()
    issue_activation_code(invited, by=admin)
    newest = AccessCode.objects.order_by("issued_at").last()
    assert newest.expires_at - newest.issued_at == timedelta(days=60)


def test_a_new_letter_makes_the_old_one_worthless(client, invited, admin):
    old = issue_activation_code(invited, by=admin)
    issue_activation_code(invited, by=admin)
    assert "lewat masa berlakunya" in activate(client, old).content.decode()


def test_a_nip_that_cannot_be_one_is_explained_and_nothing_is_counted_as_found(
    client, invited, admin
):
    code = issue_activation_code(invited, by=admin)
    assert "ini 17 angka" in activate(client, code, NIP[:-1]).content.decode()
    assert "bukan tanggal" in activate(client, code, "198013122005011004").content.decode()


def test_guessing_codes_is_slowed_down(client, db):
    for _try in range(40):
        activate(client, "2222-3333-4444", "")
    assert "Terlalu banyak percobaan" in activate(client, "2222-3333-4444", "").content.decode()


def test_the_passphrase_page_needs_a_code_first(client, db):
    assert client.get("/masuk/kata-sandi-baru/").headers["location"] == "/masuk/aktivasi/"
    assert (
        client.post("/masuk/kata-sandi-baru/", {"passphrase": "gajah naik sepeda"}).status_code
        == 302
    )


def test_a_code_used_on_another_device_meanwhile_changes_nothing(client, invited, admin):
    code = issue_activation_code(invited, by=admin)
    activate(client, code)
    AccessCode.objects.update(used_at=timezone.now())
    page = client.post(
        "/masuk/kata-sandi-baru/", {"passphrase": "gajah naik sepeda"}
    ).content.decode()
    assert "Kode ini sudah dipakai" in page
    invited.refresh_from_db()
    assert not invited.has_usable_password()


# --- The way back -----------------------------------------------------------------------------


def recover(client, code, passphrase="gajah naik sepeda"):
    client.post("/masuk/kode/", {"code": code})
    return client.post("/masuk/kata-sandi-baru/", {"passphrase": passphrase})


def test_a_recovery_code_sets_a_new_passphrase_once_and_signs_others_out(client, citizen, admin):
    client.post("/masuk/", {"login": citizen.username, "password": PASSPHRASE})
    stolen = Session.objects.get(person=citizen).session_key
    client.cookies.clear()
    code = issue_recovery_code(citizen, by=admin)
    assert recover(client, code).headers["location"] == "/belajar/"
    assert not Session.objects.filter(session_key=stolen).exists()
    client.cookies.clear()
    assert "Kode ini sudah dipakai" in client.post("/masuk/kode/", {"code": code}).content.decode()
    actions = list(
        AuditEntry.objects.filter(subject=citizen).order_by("id").values_list("action", "actor")
    )
    assert actions[-2:] == [("recovery.issued", admin.pk), ("recovery.used", citizen.pk)]


def test_a_recovery_code_lasts_thirty_minutes(client, citizen, admin):
    code = issue_recovery_code(citizen, by=admin)
    row = AccessCode.objects.get()
    assert row.expires_at - row.issued_at == timedelta(minutes=30)
    AccessCode.objects.update(expires_at=timezone.now())
    assert "lewat masa berlakunya" in client.post("/masuk/kode/", {"code": code}).content.decode()


def test_an_activation_code_is_no_recovery_code(client, invited, admin):
    code = issue_activation_code(invited, by=admin)
    assert "Kode belum cocok" in client.post("/masuk/kode/", {"code": code}).content.decode()


def test_codes_are_not_readable_in_the_database(citizen, admin):
    code = issue_recovery_code(citizen, by=admin)
    row = AccessCode.objects.get()
    assert access_codes.normalised(code) not in str(vars(row))
    assert len(access_codes.normalised(code)) == 8
