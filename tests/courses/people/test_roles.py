"""Roles: given and taken with a log, and Wagtail's groups in step."""

from courses.people.domain.roles import assign_role, revoke_role
from courses.people.models import AuditEntry, Role
from courses.people.rules import needs_second_factor
from tests.people import make_citizen, make_person, sign_in_as_staff


def groups(person):
    return sorted(person.groups.values_list("name", flat=True))


def test_groups_and_the_technical_admin_follow_the_roles(db):
    person = make_citizen()
    editor = assign_role(person, Role.EDITOR, by=None)
    admin = assign_role(person, Role.ADMIN, by=None)
    assert (groups(person), person.is_staff) == (["Admin", "Editor"], True)
    revoke_role(admin, by=None)
    assert (groups(person), person.is_staff) == (["Editor"], False)
    revoke_role(editor, by=None)
    assert (groups(person), needs_second_factor(person)) == ([], False)


def test_an_administrator_of_one_unit_gets_no_key_to_the_site(district):
    person = make_person("Admin Kecamatan", Role.ADMIN, unit=district)
    assert (groups(person), person.is_staff) == ([], False)


def test_who_keeps_the_register_may_do_that_and_write_programmes_and_nothing_else(db):
    person = make_citizen()
    keeper = assign_role(person, Role.CERTIFIER, by=None)
    assert (groups(person), person.is_staff) == (["Penjaga Sertifikat"], True)
    assert person.get_all_permissions() == {
        "certificates.view_certificate",
        "certificates.revoke_certificate",
        "certificates.replace_certificate",
        "certificates.view_certificateevent",
        "certificates.view_artifact",
        "certificates.view_correctionrequest",
        "certificates.view_outboxentry",
        "certificates.view_documentsignature",
        "certificates.sign_documents",
        "certificates.view_issuerkey",
        "certificates.view_programme",
        "certificates.add_programme",
        "certificates.change_programme",
        "certificates.approve_jp",
        "certificates.view_bulkissue",
        "certificates.add_bulkissue",
        "wagtailadmin.access_admin",
    }
    revoke_role(keeper, by=None)
    assert (groups(person), person.is_staff) == ([], False)


def test_giving_and_taking_is_logged_once(admin):
    person = make_citizen()
    assignment = assign_role(person, Role.TRAINER, by=admin)
    assert assign_role(person, Role.TRAINER, by=admin) == assignment
    revoke_role(assignment, by=admin)
    entries = AuditEntry.objects.filter(subject=person, actor=admin).order_by("id")
    assert [(entry.action, entry.details["role"]) for entry in entries] == [
        ("role.given", "pelatih"),
        ("role.taken", "pelatih"),
    ]


def test_an_administrator_gives_and_takes_roles_on_the_page(client, admin, district):
    person = make_citizen()
    sign_in_as_staff(client, admin)
    base = f"/kelola/orang/{person.public_id}/"
    assert (
        "Kepala OPD memerlukan unit"
        in client.post(f"{base}peran/", {"role": "kepala_opd"}).content.decode()
    )
    client.post(f"{base}peran/", {"role": "kepala_opd", "unit": district.pk})
    row = person.roles.get(role="kepala_opd")
    assert row.unit == district
    client.post(f"/kelola/peran/{row.pk}/cabut/")
    assert not person.roles.filter(role="kepala_opd").exists()


def test_an_administrator_cannot_lock_themselves_out(client, admin):
    sign_in_as_staff(client, admin)
    client.post(f"/kelola/peran/{admin.roles.get().pk}/cabut/")
    client.post(f"/kelola/orang/{admin.public_id}/tutup/")
    admin.refresh_from_db()
    assert (admin.roles.count(), admin.is_active) == (1, True)
