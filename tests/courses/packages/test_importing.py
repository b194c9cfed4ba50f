"""Packages are taken in whole or not at all; libraries stand side by side and are never put back to an older patch."""

import io
from zipfile import ZipFile

import pytest
from django.core.files.base import ContentFile

from courses.packages.domain.importing import import_package
from courses.packages.domain.keeping import PackageInUseError, delete_package, export_package
from courses.packages.domain.libraries import LibraryInUseError, delete_library
from courses.packages.domain.packs import content_pack, library_pack, ordered_libraries
from courses.packages.domain.texts import change_texts, texts_of, translate
from courses.packages.domain.uploads import import_due_uploads, receive
from courses.packages.models import Blob, Library, Package, Upload
from courses.people.models import Role
from tests.courses.packages.making import (
    SCRIPT,
    a_manifest,
    as_json,
    cards_package,
    depends,
    good_files,
    library_files,
    zipped,
)
from tests.people import make_person

pytestmark = pytest.mark.django_db


def take(archive: bytes, **options):
    return import_package(io.BytesIO(archive), None, **({"may_install": True} | options))


def test_two_packages_share_their_libraries_and_every_file(take_in):
    take_in()
    blobs = Blob.objects.count()
    take_in(cards_package(title="Yang kedua"))

    assert Library.objects.count() == 2
    assert Blob.objects.count() == blobs
    assert Package.objects.count() == 2


@pytest.mark.parametrize(
    ("patch", "script", "outcome", "kept"),
    [
        (1, b"// getCurrentState getMaxScore\n/* baru */", "library-upgraded", 1),
        (0, b"// getCurrentState getMaxScore\n/* lain */", "library-differs", 0),
        (0, SCRIPT, None, 0),
    ],
)
def test_only_a_newer_patch_replaces_a_library(patch, script, outcome, kept):
    take(zipped(good_files()))
    before = Library.objects.get().tree_hash

    newer = good_files() | library_files(patch=patch) | {"Coba.Inti-1.0/inti.js": script}
    imported = take(zipped(newer))

    assert [one.code for one in imported.report.findings] == ([outcome] if outcome else [])
    library = Library.objects.get()
    assert (library.patch, library.tree_hash == before) == (kept, patch == 0)


def test_an_older_patch_is_kept_out_and_another_minor_version_stands_beside():
    take(zipped(good_files() | library_files(patch=5)))
    take(zipped(good_files()))
    other = {"h5p.json": as_json(a_manifest("Coba.Inti 1.1"))} | library_files("Coba.Inti 1.1")
    take(zipped({"content/content.json": b"{}"} | other))

    assert [str(library) for library in Library.objects.all()] == [
        "Coba.Inti 1.0.5",
        "Coba.Inti 1.1.0",
    ]


def test_who_may_not_install_plays_on_what_is_there_and_nothing_else():
    refused = take(zipped(good_files()), may_install=False)
    assert (refused.package, refused.report.verdict) == (None, "needs_library")
    assert (Library.objects.count(), Blob.objects.count()) == (0, 0)

    take(zipped(good_files()))
    assert take(zipped(good_files()), may_install=False).package is not None


def test_a_refused_package_leaves_nothing_behind():
    imported = take(zipped(good_files() | {"content/a.php": b"<?php"}))

    assert (imported.package, imported.report.verdict) == (None, "refused")
    assert (Package.objects.count(), Library.objects.count(), Blob.objects.count()) == (0, 0, 0)


def test_content_alone_plays_on_an_installed_library(take_in):
    take_in()
    alone = {
        name: text for name, text in _unzipped(cards_package()).items() if "Literasi" not in name
    }

    assert take(zipped(alone), may_install=False).package is not None


def _unzipped(archive: bytes) -> dict[str, bytes]:
    with ZipFile(io.BytesIO(archive)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def test_a_library_that_something_needs_stays_and_says_what(placed):
    choice = Library.objects.get(machine_name="Literasi.Choice")

    with pytest.raises(LibraryInUseError, match=r"Literasi\.Choice 1\.0\.0"):
        delete_library(choice)
    with pytest.raises(PackageInUseError):
        delete_package(placed, 0)
    placed.placements.all().delete()
    delete_package(placed, 0)
    with pytest.raises(LibraryInUseError, match=r"Literasi\.Cards 1\.0\.0"):
        delete_library(choice)
    delete_library(Library.objects.get(machine_name="Literasi.Cards"))
    delete_library(choice)
    assert Library.objects.count() == 0


def test_libraries_load_after_what_they_need_also_in_a_circle():
    one = library_files(preloadedDependencies=depends("Coba.Dua 1.0"))
    two = library_files("Coba.Dua 1.0", preloadedDependencies=depends("Coba.Inti 1.0"))
    package = take(zipped(good_files() | one | two)).package

    assert [str(library.name) for library in ordered_libraries(package)] == [
        "Coba.Dua 1.0",
        "Coba.Inti 1.0",
    ]


def test_the_same_package_is_written_out_as_the_same_bytes_and_taken_in_again(take_in):
    package = take_in()
    first, second = io.BytesIO(), io.BytesIO()
    export_package(package, first)
    export_package(package, second)
    again = take(first.getvalue())

    assert first.getvalue() == second.getvalue()
    assert again.report.verdict == "accepted"
    assert again.package.content == package.content


def test_texts_are_found_changed_clean_and_translated(take_in):
    package = take_in()
    texts = {text.address: text for text in texts_of(package)}
    question = "cards/0/question/params/question"
    assert texts["cards/0/title"].value == "Soal 1"

    change_texts(
        package,
        "Judul baru",
        {"cards/0/title": "1 < 2", question: "<p>Baru<script>x</script></p>", "tidak/ada": "x"},
    )
    package.refresh_from_db()
    assert package.title == "Judul baru"
    assert package.content["cards"][0]["title"] == "1 &lt; 2"
    assert package.content["cards"][0]["question"]["params"]["question"] == "<p>Baru</p>"
    made = translate(package, "Cards", "en", {"cards/1/title": "Question 2"})
    assert (made.language, made.translation_of, made.content["cards"][1]["title"]) == (
        "en",
        package,
        "Question 2",
    )
    assert package.content["cards"][1]["title"] == "Soal 2"


def test_packs_hold_one_script_one_style_and_no_address_of_another_place(take_in):
    package = take_in()

    pack = library_pack(package)
    assert library_pack(package) == pack
    assert content_pack(package)["library"] == "Literasi.Cards 1.0"


def test_a_worker_reads_an_upload_with_the_rights_of_who_sent_it(db):
    editor, admin = make_person("Editor", Role.EDITOR), make_person("Admin", Role.ADMIN)
    for person in (editor, admin, editor):
        receive(ContentFile(cards_package(), name="kartu.h5p"), person)

    assert import_due_uploads() == 3
    assert list(Upload.objects.order_by("sent_at").values_list("verdict", flat=True)) == [
        "needs_library",
        "accepted",
        "accepted",
    ]
    assert import_due_uploads() == 0
