"""The register for the staff who keep it."""

import pytest
from django.contrib.auth.models import Permission

from certificates.domain.correcting import ask_for_correction
from certificates.models import Certificate, CorrectionRequest, OutboxEntry
from tests.certificates.awards import a_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(db):
    """A member of staff who may keep the register, and nothing more."""
    person = a_person("bkpsdm", display_name="Petugas", is_staff=True)
    person.user_permissions.set(
        Permission.objects.filter(
            content_type__app_label="certificates",
            codename__in=[
                "view_certificate",
                "view_correctionrequest",
                "view_outboxentry",
                "revoke_certificate",
                "replace_certificate",
            ],
        )
    )
    return person


@pytest.fixture
def desk_of(client, monkeypatch):
    """Return a browser in which such a person has passed the one door."""
    monkeypatch.setattr(
        "courses.people.second_factor.SecondFactorMiddleware.__call__",
        lambda self, request: self.get_response(request),
    )

    def sign_in(person):
        client.force_login(person)
        return client

    return sign_in


def page(pk: object, act: str = "change") -> str:
    return f"/django-admin/certificates/certificate/{pk}/{act}/"


def test_the_lists_can_be_searched_by_name(desk_of, officer, ready):
    desk = desk_of(officer)

    found = desk.get("/django-admin/certificates/certificate/", {"q": "wahyuni"})
    nothing = desk.get("/django-admin/certificates/certificate/", {"q": "budi"})

    assert ready.number in found.content.decode()
    assert ready.number not in nothing.content.decode()


def test_a_certificate_is_revoked_with_a_reason(desk_of, officer, ready):
    desk = desk_of(officer)
    assert page(ready.pk, "revoke") in desk.get(page(ready.pk)).content.decode()

    empty = desk.post(page(ready.pk, "revoke"), {"reason": ""})
    done = desk.post(page(ready.pk, "revoke"), {"reason": "Ujian diikuti orang lain."})
    again = desk.post(page(ready.pk, "revoke"), {"reason": "Sekali lagi"})

    ready.refresh_from_db()
    assert [response.status_code for response in (empty, done, again)] == [200, 302, 200]
    assert ready.revoked_reason == "Ujian diikuti orang lain."
    assert "Sertifikat ini sudah dicabut." in again.content.decode()


def test_a_corrected_title_is_issued_as_a_new_version(desk_of, officer, ready, holder):
    request = ask_for_correction(ready, "Judulnya salah", holder)
    desk = desk_of(officer)
    listed = desk.get("/django-admin/certificates/correctionrequest/").content.decode()
    form = {
        "name": "Sri Wahyuni",
        "titles_after": "S.Kom.",
        "title": "Keamanan Informasi",
        "reason": "Judul",
    }

    desk.post(page(ready.pk, "replace"), form)

    new = Certificate.objects.get(version=2)
    request.refresh_from_db()
    assert "Judulnya salah" in listed
    assert (new.snapshot["title"], new.replaces) == ("Keamanan Informasi", ready)
    assert (request.answer, request.answered_by) == (CorrectionRequest.Answer.CORRECTED, officer)


def test_nothing_changed_is_said_and_nothing_is_issued(desk_of, officer, ready):
    form = {
        "name": "Sri Wahyuni",
        "titles_after": "S.Kom.",
        "title": ready.snapshot["title"],
        "reason": "Judul",
    }

    response = desk_of(officer).post(page(ready.pk, "replace"), form)

    assert "Tidak ada yang berubah." in response.content.decode()
    assert Certificate.objects.count() == 1


def test_a_request_is_declined_with_words(desk_of, officer, ready, holder):
    request = ask_for_correction(ready, "Tambah JP", holder)
    address = f"/django-admin/certificates/correctionrequest/{request.pk}/"
    desk = desk_of(officer)
    assert f"{address}decline/" in desk.get(f"{address}change/").content.decode()

    desk.post(f"{address}decline/", {"words": "JP ditetapkan BKPSDM."})

    request.refresh_from_db()
    assert request.answer_text == "JP ditetapkan BKPSDM."


def test_parked_work_begins_again(desk_of, officer, ready):
    OutboxEntry.objects.update(parked_reason="disk full", tries=10, done_at=None)
    entry = OutboxEntry.objects.get(kind="badge")

    desk_of(officer).post(
        "/django-admin/certificates/outboxentry/",
        {"action": "try_again", "_selected_action": [entry.pk]},
    )

    entry.refresh_from_db()
    assert (entry.parked_reason, entry.tries) == ("", 0)


def test_staff_without_the_permission_are_refused(desk_of, ready):
    desk = desk_of(a_person("lain", is_staff=True))

    statuses = [
        desk.post(page(ready.pk, "revoke"), {"reason": "x"}).status_code,
        desk.post(page(ready.pk, "replace"), {"title": "x"}).status_code,
        desk.get(page(ready.pk)).status_code,
    ]

    assert statuses == [403, 403, 403]
    assert Certificate.objects.filter(revoked_at=None).count() == 1


def test_nobody_overwrites_the_register_through_the_admin(desk_of, ready):
    desk = desk_of(a_person("kepala", is_staff=True, is_superuser=True))

    statuses = [
        desk.post(page(ready.pk), {"number": "1"}).status_code,
        desk.get("/django-admin/certificates/certificate/add/").status_code,
        desk.post(page(ready.pk, "delete"), {"post": "yes"}).status_code,
    ]

    assert statuses == [403, 403, 403]


def test_people_who_are_not_staff_are_sent_to_the_one_door(client, ready):
    client.force_login(a_person("lain"))

    response = client.get(page(ready.pk, "revoke"))

    assert (response.status_code, "/django-admin/login/" in response.headers["Location"]) == (
        302,
        True,
    )
