"""The admin's pages of packages: what reports say, what is refused, what others may not do, and what it costs."""

import io
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from courses.packages.domain.importing import import_package
from courses.packages.domain.uploads import LARGEST, import_due_uploads
from courses.packages.models import Library, Package, Upload
from courses.people.models import Role
from tests.cms.making import make_course, make_lesson
from tests.courses.packages.making import (
    SCRIPT,
    a_manifest,
    as_json,
    cards_package,
    good_files,
    library_files,
    zipped,
)
from tests.courses.packages.scorm.making import package_12
from tests.people import make_person, sign_in_as_staff

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("package_files")]

REMOTE = SCRIPT + b"\ntag.src = 'https://www.youtube.com/iframe_api';"
ELSEWHERE = {"f": {"path": "https://lain.example/a.png", "mime": "image/png"}}


def address(name: str, *arguments: object) -> str:
    return reverse(f"packages_admin:{name}", args=arguments)


def page(client, name: str, *arguments: object) -> str:
    answer = client.get(address(name, *arguments))
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.fixture
def admin(client):
    person = make_person("Admin", Role.ADMIN)
    sign_in_as_staff(client, person)
    return person


def send(client, archive: bytes, name: str = "kartu.h5p", *, replaces: Package | None = None):
    file = SimpleUploadedFile(name, archive)
    way = address("replace", replaces.pk) if replaces else address("upload")
    return client.post(way, {"file": file}, headers={"Accept": "application/json"})


def report_on(client, archive: bytes, **options: object) -> str:
    """Send a file, let the worker read it, and return the report that its sender sees."""
    told = send(client, archive, **options).json()["address"]
    import_due_uploads()
    return client.get(told).content.decode()


def with_script(script: bytes) -> bytes:
    return zipped(good_files() | {"Coba.Inti-1.0/inti.js": script})


@pytest.mark.parametrize(
    ("archive", "said"),
    [
        (lambda: zipped(good_files()), "Diterima. Paket bisa dipasang dalam pelajaran."),
        (
            lambda: zipped(good_files() | {"content/content.json": as_json(ELSEWHERE)}),
            "https://lain.example/a.png",
        ),
        (lambda: with_script(REMOTE), "www.youtube.com"),
        (lambda: with_script(b"window.Coba = {};"), "tidak menyimpan sampai di mana orang bekerja"),
        (lambda: with_script(SCRIPT + b"new Function('x')"), "membuat kode program dari teks"),
        (
            lambda: zipped(good_files() | {"h5p.json": as_json(a_manifest("Tidak.Ada 2.3"))}),
            "Tidak.Ada 2.3",
        ),
        (lambda: b"bukan zip", "Ditolak. Tidak ada yang berubah."),
    ],
    ids=["good", "external", "remote", "cannot resume", "eval", "missing", "refused"],
)
def test_the_report_says_what_was_found(client, admin, archive, said):
    assert said in report_on(client, archive())


def test_an_upload_without_a_file_or_too_large_is_told_so(client, admin, monkeypatch):
    monkeypatch.setattr("cms.editors.packages.forms.LARGEST", 1000)
    empty = client.post(address("upload"), {}, headers={"Accept": "application/json"})
    large = send(client, cards_package())

    assert (empty.status_code, large.status_code, Upload.objects.count()) == (400, 400, 0)
    assert "paling" in large.json()["message"]
    assert LARGEST == 400 * 1024 * 1024


def test_an_editor_brings_no_library_neither_new_nor_newer(client, take_in):
    take_in(zipped(good_files()))
    before = Library.objects.get().tree_hash
    sign_in_as_staff(client, make_person("Editor", Role.EDITOR))

    newer = library_files(patch=7) | {"Coba.Inti-1.0/inti.js": SCRIPT + b"/* baru */"}
    report_on(client, zipped(good_files() | newer))
    told = report_on(client, cards_package())

    assert "Literasi.Cards 1.0.0" in told
    library = Library.objects.get()
    assert (library.patch, library.tree_hash) == (0, before)
    assert Package.objects.count() == 2


def test_a_report_is_for_who_sent_the_file(client, admin):
    told = send(client, cards_package()).json()["address"]
    for role in (Role.ADMIN, Role.EDITOR):
        sign_in_as_staff(client, make_person(f"Lain {role}", role))
        assert client.get(told).status_code == 404


def test_another_kind_takes_no_package_s_place(client, admin, settings, take_in):
    settings.SITE_URL, settings.CONTENT_ORIGIN = (
        "http://127.0.0.1:8000",
        "http://isi.localhost:8000",
    )
    h5p = take_in()
    scorm = import_package(io.BytesIO(package_12()), admin, may_install=True).package
    for package, other in ((h5p, package_12()), (scorm, cards_package())):
        before = (package.title, package.revision, package.kind)
        assert "lain jenis dengan paket" in report_on(client, other, replaces=package)
        package.refresh_from_db()
        assert (package.title, package.revision, package.kind) == before
    assert Package.objects.count() == 2


def test_replacing_keeps_lessons_and_settings_and_what_was_saved_begins_again(
    client, admin, take_in
):
    package = take_in(completes_when="score", pass_percent=75)
    report_on(client, cards_package(title="Lebih baru"), replaces=package)

    package.refresh_from_db()
    assert (package.title, package.revision, package.completes_when, package.pass_percent) == (
        "Lebih baru",
        2,
        "score",
        75,
    )


def test_the_upload_page_says_whether_scorm_is_on_and_how_to_switch_it_on(client, admin, settings):
    settings.SITE_URL, settings.CONTENT_ORIGIN = "http://127.0.0.1:8000", ""
    assert "CONTENT_ORIGIN" in page(client, "upload")
    assert "CONTENT_ORIGIN" in report_on(client, package_12(), name="kursus.zip")
    settings.CONTENT_ORIGIN = "http://isi.localhost:8000"
    assert "CONTENT_ORIGIN" not in page(client, "upload")


def test_a_scorm_package_has_its_size_and_no_texts_and_no_h5p(client, admin, settings):
    settings.SITE_URL, settings.CONTENT_ORIGIN = (
        "http://127.0.0.1:8000",
        "http://isi.localhost:8000",
    )
    scorm = import_package(io.BytesIO(package_12()), admin, may_install=True).package

    shown = page(client, "detail", scorm.pk)
    assert "KB" in shown
    assert address("texts", scorm.pk) not in shown
    assert [client.get(address(name, scorm.pk)).status_code for name in ("texts", "export")] == [
        404,
        404,
    ]


# --- Rules, texts, libraries --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ({"completes_when": "score", "pass_percent": "80"}, ("score", 80)),
        ({"completes_when": "opened", "pass_percent": "60"}, ("opened", 60)),
        ({"completes_when": "score", "pass_percent": "0"}, ("finished", 60)),
        ({"completes_when": "score", "pass_percent": "101"}, ("finished", 60)),
        ({"completes_when": "selalu", "pass_percent": "60"}, ("finished", 60)),
        ({}, ("finished", 60)),
    ],
)
def test_the_rule_of_a_package_is_one_of_three(client, admin, take_in, sent, kept):
    package = take_in()
    client.post(address("detail", package.pk), sent)

    package.refresh_from_db()
    assert (package.completes_when, package.pass_percent) == kept


@pytest.mark.parametrize("role", [Role.REVIEWER, Role.TEACHER, Role.CITIZEN, None])
def test_who_keeps_no_packages_changes_nothing_at_all(client, take_in, role):
    package, library = take_in(), Library.objects.first()
    if role:
        sign_in_as_staff(client, make_person("Orang", role))
    before = Package.objects.values().get()
    tried = {
        address("detail", package.pk): {"completes_when": "opened", "pass_percent": "1"},
        address("texts", package.pk): {"title": "Diubah", "text-0": "Diubah"},
        address("upload"): {"file": SimpleUploadedFile("a.h5p", cards_package())},
        address("replace", package.pk): {"file": SimpleUploadedFile("a.h5p", cards_package())},
        address("delete", package.pk): {},
        address("remove-library", library.pk): {},
    }
    for way, sent in tried.items():
        client.post(way, sent)

    assert Package.objects.values().get() == before
    assert (Library.objects.count(), Upload.objects.count()) == (2, 0)
    assert client.get(address("export", package.pk)).status_code == 302


def test_texts_that_are_too_long_or_want_to_run_change_nothing_or_are_cleaned(
    client, admin, take_in
):
    package = take_in()
    form = client.get(address("texts", package.pk)).context["form"]
    initial = {name: form[name].initial for name in form.fields}
    question = next(
        f"text-{number}"
        for number, text in enumerate(form.texts)
        if text.address.endswith("question")
    )
    before = Package.objects.values().get()
    for sent in (
        {"title": ""},
        {"title": "x" * 256},
        {"text-0": "x" * 20_001},
        {question: "x" * 20_001},
    ):
        answer = client.post(address("texts", package.pk), initial | sent)
        assert "terlalu panjang" in answer.content.decode()
    assert Package.objects.values().get() == before

    evil = '<p onclick="x()">Apa<script>x()</script><img src=x onerror=x()></p>'
    client.post(
        address("texts", package.pk), initial | {question: evil, "text-999": "x", "lain": "y"}
    )
    package.refresh_from_db()
    assert package.content["cards"][0]["question"]["params"]["question"] == "<p>Apa</p>"
    # A language that the site does not speak makes no translation.
    client.post(address("texts", package.pk), initial | {"language": "../xx", "translate": "1"})
    assert Package.objects.count() == 1


def test_a_library_that_something_needs_is_kept_and_the_page_says_what_needs_it(
    client, admin, take_in
):
    take_in(title="Kartu keamanan")
    for library in Library.objects.all():
        answer = client.post(address("remove-library", library.pk), follow=True)
        assert "Kartu keamanan" in answer.content.decode()
    assert Library.objects.count() == 2
    assert client.post(address("remove-library", 999_999)).status_code == 404


def test_the_list_of_libraries_shows_the_version_that_an_upgrade_brought(client, admin, take_in):
    take_in(zipped(good_files()))
    assert ">1.0.0<" in page(client, "libraries")
    take_in(zipped(good_files() | library_files(patch=5)))
    assert ">1.0.5<" in page(client, "libraries")
    assert ">1.0.0<" not in page(client, "libraries")


def test_what_is_not_there_is_not_found(client, admin):
    for name in ("detail", "texts", "replace", "export", "report"):
        assert client.get(address(name, uuid4())).status_code == 404
    assert client.post(address("delete", uuid4())).status_code == 404


def test_the_chooser_finds_packages_by_their_title(client, admin, take_in):
    take_in(title="Kartu keamanan")
    take_in(title="Lainnya")
    for view in ("choose", "choose_results"):
        shown = client.get(reverse(f"package_chooser:{view}"), {"q": "keamanan"}).content.decode()

        assert "Kartu keamanan" in shown
        assert "Lainnya" not in shown


# --- What it costs ------------------------------------------------------------------------------


@pytest.mark.parametrize("number", [1, 3])
def test_lists_cost_the_same_however_many_there_are(
    client, admin, take_in, number, django_assert_num_queries
):
    for turn in range(number):
        take_in(title=f"Paket {turn}")
        name = f"Coba.L{turn} 1.0"
        files = {"h5p.json": as_json(a_manifest(name)), "content/content.json": b"{}"}
        take_in(zipped(files | library_files(name)))
    for name in COSTS:
        client.get(address(name))
    for name, queries in COSTS.items():
        with django_assert_num_queries(queries):
            client.get(address(name))


COSTS = {"index": 14, "libraries": 13}


@pytest.mark.parametrize("number", [1, 3])
def test_a_package_costs_the_same_however_many_pages_show_it(
    client, admin, take_in, commit_at_once, number, django_assert_num_queries
):
    package = take_in()
    course = make_course()
    for turn in range(number):
        make_lesson(course, f"p{turn}", body=[("package", {"id": "kartu-1", "package": package})])
    page(client, "detail", package.pk)
    with django_assert_num_queries(COST_OF_ONE):
        page(client, "detail", package.pk)


COST_OF_ONE = 20
