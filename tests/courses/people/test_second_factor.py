"""The second factor: who is led to it, how forgiving it is, and that a code works once."""

import json
import re
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

from courses.people.domain.roles import assign_role
from courses.people.domain.second_factor import give_second_factor
from courses.people.models import Role
from tests.people import PASSPHRASE, make_citizen, make_person, sign_in_as_staff

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def code(secret=SECRET, seconds_off=0):
    return format_hotp_value(hotp_value(secret, int(time.time() + seconds_off) // 30))


def give_passphrase(client, person, **extra):
    return client.post("/masuk/", {"login": person.username, "password": PASSPHRASE} | extra)


@pytest.fixture
def editor(db):
    return make_person("Yuliana", Role.EDITOR)


@pytest.fixture
def protected(editor):
    give_second_factor(editor, SECRET)
    return editor


@pytest.mark.parametrize("role", ["pelatih", "kepala_opd", "bkpsdm", "editor", "penelaah", "admin"])
def test_staff_are_led_to_the_set_up_and_kept_out_until_it_is_done(client, db, role):
    give_passphrase(client, person := make_person("Staf", role))
    assert person.roles.get().role == role
    for path in ("/cms/", "/django-admin/", "/kelola/", "/cms/pages/1/edit/"):
        assert client.get(path).headers["location"] == "/masuk/keamanan/pasang/"


def test_signing_in_leads_staff_straight_to_the_set_up(client, editor):
    assert give_passphrase(client, editor).headers["location"] == "/masuk/keamanan/pasang/"


@pytest.mark.parametrize("role", ["warga", "pelajar", "asn"])
def test_learners_need_no_second_factor(client, db, role):
    assert give_passphrase(client, make_person("Bu Tini", role)).headers["location"] == "/belajar/"


def test_the_set_up_is_done_once_and_opens_the_staff_pages(client, editor):
    give_passphrase(client, editor)
    page = client.get("/masuk/keamanan/pasang/").content.decode()
    secret = client.session["mfa.totp.secret"]
    assert client.get("/masuk/keamanan/pasang/").content.decode().count(secret[:4]) == page.count(
        secret[:4]
    )
    answer = client.post("/masuk/keamanan/pasang/", {"code": code(secret)})
    assert answer.headers["location"] == "/masuk/keamanan/cadangan/"
    assert (
        len(re.findall(r"<li>\d{8}</li>", client.get("/masuk/keamanan/cadangan/").content.decode()))
        == 10
    )
    assert "keamanan" not in client.get("/cms/", follow=True).request["PATH_INFO"]


def test_the_code_of_the_set_up_does_not_sign_in_as_well(client, editor):
    give_passphrase(client, editor)
    client.get("/masuk/keamanan/pasang/")
    secret = client.session["mfa.totp.secret"]
    client.post("/masuk/keamanan/pasang/", {"code": (used := code(secret))})
    client.post("/keluar/")
    give_passphrase(client, editor)
    assert (
        "Kode belum cocok" in client.post("/masuk/kode-keamanan/", {"code": used}).content.decode()
    )


@pytest.mark.parametrize("seconds_off", [-60, 0, 60])
def test_a_phone_whose_clock_is_a_minute_off_gets_in(client, protected, seconds_off):
    assert give_passphrase(client, protected).headers["location"] == "/masuk/kode-keamanan/"
    answer = client.post("/masuk/kode-keamanan/", {"code": code(seconds_off=seconds_off)})
    assert answer.headers["location"] == "/belajar/"


def test_a_phone_whose_clock_is_minutes_off_does_not(client, protected):
    give_passphrase(client, protected)
    assert (
        "Kode belum cocok"
        in client.post("/masuk/kode-keamanan/", {"code": code(seconds_off=-200)}).content.decode()
    )


def test_a_code_works_once_even_while_it_is_still_right(client, protected):
    give_passphrase(client, protected)
    used = code()
    client.post("/masuk/kode-keamanan/", {"code": used})
    client.post("/keluar/")
    give_passphrase(client, protected)
    assert (
        "Kode belum cocok" in client.post("/masuk/kode-keamanan/", {"code": used}).content.decode()
    )
    assert (
        "Kode belum cocok"
        in client.post("/masuk/kode-keamanan/", {"code": code(seconds_off=-30)}).content.decode()
    )
    assert client.post("/masuk/kode-keamanan/", {"code": code(seconds_off=30)}).status_code == 302


def test_a_recovery_code_works_once(client, protected):
    spare = (
        Authenticator.objects.get(user=protected, type="recovery_codes")
        .wrap()
        .get_unused_codes()[0]
    )
    give_passphrase(client, protected)
    assert (
        client.post("/masuk/kode-keamanan/", {"code": f"{spare[:4]} {spare[4:]}"}).headers[
            "location"
        ]
        == "/belajar/"
    )
    client.post("/keluar/")
    give_passphrase(client, protected)
    assert (
        "Kode belum cocok" in client.post("/masuk/kode-keamanan/", {"code": spare}).content.decode()
    )


def test_five_wrong_codes_make_the_person_wait(client, protected):
    give_passphrase(client, protected)
    for _try in range(5):
        client.post("/masuk/kode-keamanan/", {"code": "000000"})
    assert (
        "Terlalu banyak percobaan"
        in client.post("/masuk/kode-keamanan/", {"code": code()}).content.decode()
    )


def test_the_page_shows_the_servers_clock(client, protected):
    give_passphrase(client, protected)
    assert re.search(
        r"<strong>\d\d\.\d\d\.\d\d</strong> WIB",
        client.get("/masuk/kode-keamanan/").content.decode(),
    )


def test_seeds_are_not_readable_in_the_database(protected):
    stored = json.dumps(list(Authenticator.objects.values_list("data", flat=True)))
    assert SECRET not in stored
    assert '"seed": "gAAAA' in stored


def test_a_session_that_never_gave_a_code_is_asked_for_one(client, protected):
    client.force_login(protected)
    assert client.get("/cms/").headers["location"] == "/masuk/kode-keamanan/ulang/?next=%2Fcms%2F"
    client.post("/masuk/kode-keamanan/ulang/?next=/cms/", {"code": code()})
    assert (
        client.get("/cms/").headers.get("location", "")
        != "/masuk/kode-keamanan/ulang/?next=%2Fcms%2F"
    )


def test_a_role_given_during_a_session_asks_for_the_second_factor_at_once(client, db):
    person = make_citizen()
    client.force_login(person)
    assign_role(person, Role.ADMIN, by=None)
    assert client.get("/kelola/").headers["location"] == "/masuk/keamanan/pasang/"


def test_who_needs_the_second_factor_cannot_switch_it_off(client, protected):
    sign_in_as_staff(client, protected)
    client.post("/masuk/kode-keamanan/ulang/", {"code": code()})
    client.post("/masuk/keamanan/lepas/")
    assert Authenticator.objects.filter(user=protected, type="totp").exists()
