"""Packages in the admin and in lessons: who may do what, where one stands, and how a course carries it."""

import json

import pytest
from django.core.management import call_command
from django.urls import reverse

from cms.models import LessonPage
from courses.catalogue.models import Lesson
from courses.packages.domain.uploads import import_due_uploads
from courses.packages.models import Library, Package, Placement, Upload
from courses.people.models import Role
from tests.cms.making import make_course, make_lesson
from tests.courses.packages.making import cards_package
from tests.people import make_person, sign_in_as_staff

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("package_files")]


def signed_in(client, role):
    person = make_person(str(role), role)
    sign_in_as_staff(client, person)
    return person


def in_a_lesson(package: Package) -> LessonPage:
    return make_lesson(make_course(), body=[("package", {"id": "kartu-1", "package": package})])


def test_a_published_lesson_places_its_package_and_counts_it_as_a_practice(take_in, commit_at_once):
    package = take_in()
    page = in_a_lesson(package)

    placement = Placement.objects.get()
    assert (placement.lesson_id, placement.practice, placement.package) == (
        page.key,
        "kartu-1",
        package,
    )
    assert Lesson.objects.get(pk=page.key)
    page.unpublish()
    assert Placement.objects.count() == 0


def test_the_lesson_shows_the_package_and_a_practice_sent_as_a_form_is_unknown(
    client, take_in, commit_at_once
):
    package = take_in()
    page = in_a_lesson(package)

    answer = client.get("/katalog/x1/satu/").content.decode()
    assert f'data-package="{package.pk}"' in answer
    assert client.post(f"/belajar/latihan/{page.key}/kartu-1/", {"choice": "0"}).status_code == 404


@pytest.mark.parametrize(
    ("role", "looks", "adds", "changes", "deletes"),
    [
        (Role.ADMIN, 200, 200, 200, 302),
        (Role.EDITOR, 200, 200, 200, 302),
        (Role.REVIEWER, 302, 302, 302, 302),
        (Role.CITIZEN, 302, 302, 302, 302),
    ],
)
def test_each_page_of_the_admin_asks_for_its_own_right(
    client, take_in, role, looks, adds, changes, deletes
):
    package, library = take_in(), Library.objects.first()
    signed_in(client, role)

    def status(name, *arguments, method="get"):
        return getattr(client, method)(
            reverse(f"packages_admin:{name}", args=arguments)
        ).status_code

    assert status("index") == looks
    assert status("libraries") == looks
    assert status("library", library.pk) == looks
    assert status("detail", package.pk) == looks
    assert status("upload") == adds
    assert status("texts", package.pk) == changes
    assert status("delete", package.pk, method="post") == deletes
    assert Package.objects.filter(pk=package.pk).exists() == (role != Role.ADMIN)
    client.post(reverse("packages_admin:remove-library", args=[library.pk]))
    assert Library.objects.count() == (1 if role == Role.ADMIN else 2)


def test_a_file_is_sent_read_by_the_worker_and_reported(client, db):
    admin = signed_in(client, Role.ADMIN)
    from django.core.files.uploadedfile import SimpleUploadedFile

    file = SimpleUploadedFile("kartu.h5p", cards_package())
    answer = client.post(
        reverse("packages_admin:upload"), {"file": file}, headers={"Accept": "application/json"}
    )
    address = answer.json()["address"]
    assert client.get(address, headers={"Accept": "application/json"}).json() == {"done": False}

    import_due_uploads()

    assert client.get(address, headers={"Accept": "application/json"}).json() == {"done": True}
    assert client.get(address).status_code == 200
    assert Upload.objects.get().package == Package.objects.get(uploaded_by=admin)
    signed_in(client, Role.EDITOR)
    assert client.get(address).status_code == 404


def test_the_texts_tab_saves_and_translates(client, take_in):
    package = take_in()
    signed_in(client, Role.EDITOR)
    address = reverse("packages_admin:texts", args=[package.pk])
    form = client.get(address).context["form"]
    sent = {name: form[name].initial for name in form.fields} | {"text-0": "Soal pertama"}

    client.post(address, sent)
    client.post(address, sent | {"title": "Cards", "language": "en", "translate": "1"})

    package.refresh_from_db()
    assert package.content["cards"][0]["title"] == "Soal pertama"
    assert Package.objects.get(language="en").translation_of == package


def test_who_uses_it_is_told_and_keeps_it_from_being_deleted(client, take_in, commit_at_once):
    package = take_in()
    page = in_a_lesson(package)
    signed_in(client, Role.ADMIN)

    answer = client.get(reverse("packages_admin:detail", args=[package.pk]))
    assert [one.pk for one in answer.context["pages"]] == [page.pk]
    client.post(reverse("packages_admin:delete", args=[package.pk]))
    assert Package.objects.filter(pk=package.pk).exists()


def test_a_course_carries_its_package_there_and_back(tmp_path):
    source = "cms/starter/W8"
    call_command("import_courses", source, verbosity=0)
    package = Package.objects.get()
    assert package.title == "Periksa foto sebelum percaya"
    call_command("import_courses", source, verbosity=0)
    assert Package.objects.count() == 1

    call_command("export_courses", str(tmp_path / "out"), verbosity=0)
    written = tmp_path / "out" / "W8" / "paket" / "periksa-foto-sebelum-percaya.h5p"
    from pathlib import Path

    assert written.read_bytes() == (Path(source) / "paket" / written.name).read_bytes()
    assert json.dumps(package.content)
