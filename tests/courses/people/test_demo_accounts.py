"""The demonstration accounts, as the command lists them."""

import json
import time
from io import StringIO

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core.management import call_command

from courses.people.models import User
from courses.people.rules import ROLES_WITH_SECOND_FACTOR


def listed():
    out = StringIO()
    call_command("demo_accounts", json=True, stdout=out)
    return json.loads(out.getvalue())


@pytest.fixture
def demo(db):
    call_command("demo_accounts", create=True, stdout=StringIO())
    return {account["role"]: account for account in listed()}


def test_every_role_has_an_account(demo):
    assert list(demo) == [
        "warga",
        "pelajar",
        "guru",
        "kepsek",
        "disdikbud",
        "asn",
        "pelatih",
        "kepala_opd",
        "bkpsdm",
        "editor",
        "penelaah",
        "admin",
        "asn_baru",
    ]
    assert {role for role, account in demo.items() if "totp_secret" in account} == {
        str(role) for role in ROLES_WITH_SECOND_FACTOR
    }


def test_making_them_twice_changes_nothing(demo):
    before = list(User.objects.order_by("pk").values_list("pk", "password"))
    call_command("demo_accounts", create=True, stdout=StringIO())
    assert list(User.objects.order_by("pk").values_list("pk", "password")) == before
    assert {account["role"]: account for account in listed()} == demo


def test_before_they_are_made_none_is_listed(db):
    assert listed() == []


@pytest.mark.parametrize("role", ["warga", "asn", "kepala_opd", "admin"])
def test_they_sign_in_as_listed(client, demo, role):
    account = demo[role]
    answer = client.post(
        account["sign_in_path"], {"login": account["username"], "password": account["password"]}
    )
    if "totp_secret" in account:
        assert answer.headers["location"] == "/masuk/kode-keamanan/"
        code = format_hotp_value(hotp_value(account["totp_secret"], int(time.time()) // 30))
        answer = client.post("/masuk/kode-keamanan/", {"code": code})
    assert answer.headers["location"] == "/belajar/"


def sign_in(client, account):
    client.post("/masuk/", {"login": account["username"], "password": account["password"]})
    code = format_hotp_value(hotp_value(account["totp_secret"], int(time.time()) // 30))
    client.post("/masuk/kode-keamanan/", {"code": code})


@pytest.mark.parametrize(
    ("role", "statuses"),
    [("bkpsdm", [200, 200, 200]), ("editor", [302, 302, 302]), ("admin", [403, 403, 403])],
)
def test_past_the_security_code_only_who_keeps_the_register_reaches_it(
    client, demo, role, statuses
):
    sign_in(client, demo[role])
    register = "/django-admin/certificates"
    lists = ["certificate", "correctionrequest", "outboxentry"]
    assert [client.get(f"{register}/{name}/").status_code for name in lists] == statuses


def test_who_keeps_the_register_reaches_nothing_else_of_the_technical_admin(client, demo):
    sign_in(client, demo["bkpsdm"])
    others = ["auth/group", "account/emailaddress", "mfa/authenticator", "wagtailimages/image"]
    statuses = {client.get(f"/django-admin/{name}/").status_code for name in others}
    assert statuses == {403}
    assert client.get("/cms/pages/").status_code == 302


def test_the_civil_servant_who_never_came_activates_as_listed(client, demo):
    account = demo["asn_baru"]
    answer = client.post(
        account["sign_in_path"], {"code": account["activation_code"], "number": account["nip"]}
    )
    assert answer.headers["location"] == "/masuk/kata-sandi-baru/"
