"""Whom a role reaches, tried by address: another unit's people are as if they did not exist."""

import pytest

from courses.people.models import AccessCode, AuditEntry, Role, TrainerProfile, Unit, User
from courses.people.rules import can_issue_code
from tests.people import (
    make_citizen,
    make_civil_servant,
    make_person,
    make_pupil,
    make_school,
    make_teacher,
    sign_in_as_staff,
)


@pytest.fixture
def stranger(db):
    """Somebody in another OPD."""
    return make_civil_servant("DINKES", "Orang Lain", number="199001012015011001")


def person_pages(person):
    base = f"/kelola/orang/{person.public_id}/"
    return {
        "see": ("get", base, {}),
        "edit": ("post", f"{base}ubah/", {"display_name": "X"}),
        "code": ("post", f"{base}kode/", {"kind": "recovery"}),
        "letter": ("post", f"{base}kode/", {"kind": "activation"}),
        "close": ("post", f"{base}tutup/", {}),
        "security": ("post", f"{base}keamanan/", {}),
        "role": ("post", f"{base}peran/", {"role": "admin"}),
    }


def statuses(client, person):
    return {
        name: getattr(client, method)(path, data).status_code
        for name, (method, path, data) in person_pages(person).items()
    }


def test_a_head_sees_her_subtree_and_nothing_else(head, servant, stranger, district):
    in_district = make_civil_servant(district, "Di Kecamatan")
    make_citizen()
    assert set(User.objects.visible_to(head)) == {servant, in_district}
    assert {unit.code for unit in Unit.objects.visible_to(head)} == {"KEC-10", "KEC-10-PEL"}


def test_a_unit_whose_path_begins_alike_is_not_below(db):
    roots = Unit.get_root_nodes()
    head = make_person("Kepala", Role.UNIT_HEAD, unit=roots[0])
    assert {unit.get_root().pk for unit in Unit.objects.visible_to(head)} == {roots[0].pk}


def test_a_head_reaches_nobody_elsewhere_by_any_address(client, head, stranger):
    sign_in_as_staff(client, head)
    assert statuses(client, stranger) == {
        "see": 404,
        "edit": 403,
        "code": 404,
        "letter": 404,
        "close": 403,
        "security": 403,
        "role": 403,
    }
    stranger.refresh_from_db()
    assert (stranger.is_active, stranger.display_name, AccessCode.objects.count()) == (
        True,
        "Orang Lain",
        0,
    )


def test_a_head_sees_her_people_gives_codes_and_changes_nothing_else(client, head, servant):
    sign_in_as_staff(client, head)
    assert statuses(client, servant) == {
        "see": 200,
        "edit": 403,
        "code": 200,
        "letter": 200,
        "close": 403,
        "security": 403,
        "role": 403,
    }
    logged = (
        AuditEntry.objects.filter(actor=head, subject=servant)
        .order_by("id")
        .values_list("action", flat=True)
    )
    assert list(logged) == ["person.seen", "recovery.issued", "activation.issued"]


def test_no_code_leads_up_to_a_staff_account(client, head, office):
    editor = make_civil_servant(office, "Editor")
    editor.roles.create(role=Role.EDITOR)
    sign_in_as_staff(client, head)
    assert (
        client.post(f"/kelola/orang/{editor.public_id}/kode/", {"kind": "recovery"}).status_code
        == 403
    )
    assert not AccessCode.objects.exists()


def test_an_administrator_of_one_unit_stays_in_it(client, servant, stranger, district):
    unit_admin = make_person("Admin Kecamatan", Role.ADMIN, unit=district)
    sign_in_as_staff(client, unit_admin)
    assert statuses(client, servant)["edit"] == 200
    assert statuses(client, stranger) == {
        "see": 404,
        "edit": 404,
        "code": 404,
        "letter": 404,
        "close": 404,
        "security": 403,
        "role": 403,
    }
    assert client.get("/kelola/sekolah/").status_code == 403
    assert client.get("/kelola/impor/units/").status_code == 403
    assert client.get("/django-admin/").status_code == 302
    assert not unit_admin.is_staff


def test_a_person_is_not_moved_into_a_unit_out_of_reach(client, servant, district):
    sign_in_as_staff(client, make_person("Admin Kecamatan", Role.ADMIN, unit=district))
    elsewhere = Unit.objects.get(code="DINKES")
    form = {"display_name": "Ahmad", "unit": elsewhere.pk, "kind": "pns"}
    assert client.post(f"/kelola/orang/{servant.public_id}/ubah/", form).status_code == 200
    servant.civil_servant.refresh_from_db()
    assert servant.civil_servant.unit.code == "KEC-10-PEL"


def test_bkpsdm_sees_every_civil_servant_and_no_citizen(db, servant, stranger):
    certifier = make_person("Hendra", Role.CERTIFIER)
    make_citizen()
    assert set(User.objects.visible_to(certifier)) == {servant, stranger}


def test_a_teacher_lets_in_pupils_of_her_own_school_only(db):
    own, other = make_school(), make_school("10800002", "SMP Negeri 2 Kotabumi")
    teacher = make_teacher(own)
    pupil, elsewhere = make_pupil(own), make_pupil(other)
    assert set(User.objects.visible_to(teacher)) == {pupil}
    assert [can_issue_code(teacher, person) for person in (pupil, elsewhere, make_citizen())] == [
        True,
        False,
        False,
    ]


def test_a_trainer_lets_in_citizens_and_no_employee_or_pupil(db, servant):
    trainer = make_person("Bambang", Role.TRAINER)
    TrainerProfile.objects.create(person=trainer).areas.add("18.03.10")
    near, far, unsaid = (
        make_citizen("Dekat", area_id="18.03.10.1001"),
        make_citizen("Jauh", area_id="18.03.01.2002"),
        make_citizen("Tidak menjawab"),
    )
    pupil = make_pupil(make_school())
    people = (near, far, unsaid, servant, pupil)
    assert [can_issue_code(trainer, person) for person in people] == [
        True,
        False,
        True,
        False,
        False,
    ]


def test_a_trainer_has_to_name_whom_she_looks_for(client, db):
    trainer = make_person("Bambang", Role.TRAINER)
    TrainerProfile.objects.create(person=trainer)
    make_citizen("Siti Aminah")
    sign_in_as_staff(client, trainer)
    assert "Siti Aminah" not in client.get("/kelola/orang/").content.decode()
    assert "Siti Aminah" in client.get("/kelola/orang/?q=aminah").content.decode()


def test_nobody_gives_a_code_to_themselves(admin):
    assert not can_issue_code(admin, admin)


@pytest.mark.parametrize(
    "role", [None, Role.CITIZEN, Role.PUPIL, Role.CIVIL_SERVANT, Role.EDITOR, Role.REVIEWER]
)
@pytest.mark.parametrize(
    "path",
    [
        "",
        "orang/",
        "orang/baru/",
        "unit/",
        "unit/baru/",
        "sekolah/",
        "wilayah/",
        "impor/people/",
        "surat/",
    ],
)
def test_who_looks_after_nobody_has_no_administration(client, db, role, path):
    sign_in_as_staff(client, make_person("Siapa", role))
    assert client.get(f"/kelola/{path}").status_code == 403


def test_a_person_who_paused_is_shown_to_nobody_but_administrators(head, admin, servant):
    servant.paused_at = servant.date_joined
    servant.save()
    assert servant not in User.objects.visible_to(head)
    assert servant in User.objects.visible_to(admin)
