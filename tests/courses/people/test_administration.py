"""The administration of people, page by page, and what it costs."""

import pytest
from django.contrib.auth import SESSION_KEY
from django.test import override_settings

from courses.people.models import AccessCode, AuditEntry, Session, User
from tests.people import PASSPHRASE, make_citizen, make_civil_servant, sign_in_as_staff


def test_a_request_of_a_signed_in_person_costs_one_query_for_session_and_person(
    client, citizen, django_assert_num_queries, rf
):
    from courses.people.sessions import SessionStore, SessionUserMiddleware

    client.post("/masuk/", {"login": citizen.username, "password": PASSPHRASE})
    request = rf.get("/")
    request.session = SessionStore(client.cookies["sessionid"].value)
    SessionUserMiddleware(lambda request: None).process_request(request)
    with django_assert_num_queries(1):
        assert request.user.display_name == citizen.display_name
        assert request.session[SESSION_KEY] == str(citizen.pk)


def test_a_changed_passphrase_ends_every_other_session(client, citizen):
    client.post("/masuk/", {"login": citizen.username, "password": PASSPHRASE})
    citizen.set_password("gajah naik sepeda")
    citizen.save()
    assert client.get("/data-saya/").headers["location"].startswith("/masuk/")


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_costs_the_same_for_one_person_and_for_three(
    client, admin, office, number, django_assert_num_queries
):
    for place in range(number):
        make_civil_servant(office, f"Pegawai {place}")
    sign_in_as_staff(client, admin)
    client.get("/kelola/orang/?q=pegawai")
    # Session with person; role for the door; scope; scope of a trainer; count; people; roles; two for the menu.
    with django_assert_num_queries(9):
        page = client.get("/kelola/orang/?q=pegawai").content.decode()
    assert page.count("Pegawai ") == number


@pytest.mark.parametrize("number", [1, 3])
def test_the_tree_of_units_costs_the_same_whatever_its_people(
    client, admin, office, number, django_assert_num_queries
):
    for place in range(number):
        make_civil_servant(office, f"Pegawai {place}")
    sign_in_as_staff(client, admin)
    client.get("/kelola/unit/")
    with django_assert_num_queries(6):
        client.get("/kelola/unit/")


def test_the_search_goes_by_name_user_name_and_end_of_the_phone_number(client, admin):
    person = make_citizen("Siti Aminah")
    person.phone = "+6281234567890"
    person.save()
    make_citizen("Tini Wati")
    sign_in_as_staff(client, admin)
    for words in ("aminah siti", person.username, "081234567890", "7890"):
        page = client.get("/kelola/orang/", {"q": words}).content.decode()
        assert ("Siti Aminah" in page, "Tini Wati" in page) == (True, False)
    assert "Belum ketemu" in client.get("/kelola/orang/", {"q": "tidakada"}).content.decode()


def test_a_person_is_made_changed_closed_and_opened(client, admin, office):
    sign_in_as_staff(client, admin)
    form = {
        "display_name": "Rudi Hartono",
        "unit": office.pk,
        "kind": "pns",
        "number": "19890715 201503 1 002",
        "phone": "0812 3456 7890",
    }
    client.post("/kelola/orang/baru/", form)
    person = User.objects.get(display_name="Rudi Hartono")
    assert (person.phone, person.civil_servant.number, person.civil_servant.unit) == (
        "+6281234567890",
        "198907152015031002",
        office,
    )
    page = client.get(f"/kelola/orang/{person.public_id}/").content.decode()
    assert "•••• •••• •••• 1002" in page
    assert "198907152015031002" not in page
    client.post(
        f"/kelola/orang/{person.public_id}/ubah/",
        form | {"display_name": "Rudi H.", "position": "Camat"},
    )
    person = User.objects.get(pk=person.pk)
    assert (person.display_name, person.civil_servant.position) == ("Rudi H.", "Camat")
    client.post(f"/kelola/orang/{person.public_id}/tutup/")
    assert not User.objects.get(pk=person.pk).is_active
    client.post(f"/kelola/orang/{person.public_id}/tutup/")
    assert User.objects.get(pk=person.pk).is_active


def test_a_number_that_is_taken_makes_no_second_person(client, admin, servant):
    sign_in_as_staff(client, admin)
    form = {
        "display_name": "Kembar",
        "unit": servant.civil_servant.unit.pk,
        "kind": "pns",
        "number": "198003122005011004",
    }
    assert (
        "NIP ini sudah dipakai orang lain"
        in client.post("/kelola/orang/baru/", form).content.decode()
    )
    assert not User.objects.filter(display_name="Kembar").exists()


def test_closing_an_account_signs_its_owner_out(client, admin, citizen):
    client.force_login(citizen)
    staff = type(client)()
    sign_in_as_staff(staff, admin)
    staff.post(f"/kelola/orang/{citizen.public_id}/tutup/")
    assert not Session.objects.filter(person=citizen).exists()


def test_a_code_for_a_lost_phone_takes_the_second_factor_away_when_it_is_used(client, admin):
    from courses.people.domain.second_factor import give_second_factor
    from tests.people import make_person

    editor = make_person("Yuliana", "editor")
    give_second_factor(editor, "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")
    sign_in_as_staff(client, admin)
    page = client.post(
        f"/kelola/orang/{editor.public_id}/kode/", {"kind": "recovery", "second_factor": "1"}
    ).content.decode()
    code = page.split('code-on-paper">')[1].split("<")[0]
    assert editor.authenticator_set.count() == 2
    client.cookies.clear()
    client.post("/masuk/kode/", {"code": code})
    answer = client.post("/masuk/kata-sandi-baru/", {"passphrase": "gajah naik sepeda"})
    assert answer.headers["location"] == "/masuk/keamanan/pasang/"
    assert editor.authenticator_set.count() == 0
    assert AuditEntry.objects.filter(
        action="second_factor.removed", actor=admin, subject=editor
    ).exists()


def test_a_code_without_that_wish_leaves_the_second_factor_in_place(client, admin):
    from courses.people.domain.access_codes import issue_recovery_code
    from courses.people.domain.second_factor import give_second_factor
    from tests.people import make_person

    editor = make_person("Yuliana", "editor")
    give_second_factor(editor, "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")
    client.post("/masuk/kode/", {"code": issue_recovery_code(editor, by=admin)})
    answer = client.post("/masuk/kata-sandi-baru/", {"passphrase": "gajah naik sepeda"})
    assert answer.headers["location"] == "/masuk/kode-keamanan/"


def test_an_administrator_takes_a_lost_second_factor_away(client, admin):
    from courses.people.domain.second_factor import give_second_factor
    from tests.people import make_person

    editor = make_person("Yuliana", "editor")
    give_second_factor(editor, "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")
    sign_in_as_staff(client, admin)
    client.post(f"/kelola/orang/{editor.public_id}/keamanan/")
    assert editor.authenticator_set.count() == 0


def test_a_trainers_code_cannot_take_the_second_factor_away(client, citizen):
    from tests.people import make_person

    sign_in_as_staff(client, make_person("Bambang", "pelatih"))
    client.post(
        f"/kelola/orang/{citizen.public_id}/kode/", {"kind": "recovery", "second_factor": "1"}
    )
    assert list(AccessCode.objects.values_list("removes_second_factor", flat=True)) == [False]


@override_settings(DEMO_ACCOUNTS=False)
def test_demonstration_accounts_are_refused_where_they_are_not_allowed(db):
    from django.core.management import CommandError, call_command

    with pytest.raises(CommandError):
        call_command("demo_accounts", create=True)
    assert not User.objects.exists()
