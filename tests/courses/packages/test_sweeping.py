"""Bytes that nothing uses any more are deleted, a day after; those that something uses or is about to use stay."""

import os
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import InMemoryStorage, storages
from django.utils import timezone

from courses.packages.domain.blobs import BEGUN, keep, place_of, read_blob
from courses.packages.domain.keeping import delete_package
from courses.packages.domain.libraries import delete_library
from courses.packages.domain.packs import library_pack
from courses.packages.domain.sweeping import sweep_unused_bytes, unused
from courses.packages.domain.texts import translate
from courses.packages.domain.uploads import SENT, receive
from courses.packages.models import Blob, Library, LibraryPack, PackageFile
from literasi import schedule
from tests.courses.packages.making import PNG, cards_package
from tests.people import make_person

pytestmark = pytest.mark.django_db


def a_day_later() -> None:
    Blob.objects.exclude(unused_since=None).update(unused_since=timezone.now() - timedelta(days=2))
    LibraryPack.objects.update(created_at=timezone.now() - timedelta(days=2))


def files() -> set[str]:
    """Return the prints of every file that lies there."""
    folder = Path(storages["private"].path("packages"))
    return {path.name for path in folder.glob("??/*")}


@pytest.fixture
def with_picture(take_in):
    return take_in(cards_package(**{"content/gambar.png": PNG}))


def test_what_only_a_deleted_package_used_goes_after_a_day_and_the_libraries_stay(with_picture):
    [picture] = [file.blob_id for file in with_picture.files.all()]
    of_libraries = set(Blob.objects.values_list("pk", flat=True)) - {picture}
    delete_package(with_picture, 0)

    assert (sweep_unused_bytes(), picture in files()) == (0, True)
    a_day_later()
    assert sweep_unused_bytes() == 1

    assert files() == of_libraries == set(Blob.objects.values_list("pk", flat=True))


def test_what_a_deleted_library_was_made_of_goes_with_its_pack(with_picture):
    library_pack(with_picture)
    delete_package(with_picture, 0)
    for name in ("Literasi.Cards", "Literasi.Choice"):
        delete_library(Library.objects.get(machine_name=name))
    a_day_later()
    sweep_unused_bytes()
    a_day_later()
    sweep_unused_bytes()

    assert (files(), Blob.objects.count(), LibraryPack.objects.count()) == (set(), 0, 0)


def test_what_is_used_stays_however_old_it_is(with_picture, take_in):
    pack = library_pack(with_picture)
    before = files()
    Blob.objects.update(created_at=timezone.now() - timedelta(days=900))
    for _turn in range(2):
        assert sweep_unused_bytes() == 0
        a_day_later()

    assert files() == before
    assert library_pack(with_picture) == pack


def test_a_file_that_a_translation_shares_stays_when_the_original_goes(with_picture):
    translate(with_picture, "Cards", "en", {})
    delete_package(with_picture, 0)
    sweep_unused_bytes()
    a_day_later()

    assert sweep_unused_bytes() == 0
    assert read_blob(PackageFile.objects.get().blob_id) == PNG


def test_what_an_import_has_kept_and_not_used_yet_is_marked_and_not_swept(with_picture):
    [picture] = [file.blob_id for file in with_picture.files.all()]
    delete_package(with_picture, 0)
    sweep_unused_bytes()
    a_day_later()
    # Another package with the same picture is just being taken in: its row is wanted, its use not written.
    keep(picture, len(PNG), [PNG])

    assert sweep_unused_bytes() == 0
    assert read_blob(picture) == PNG
    assert list(unused()) == [Blob.objects.get(pk=picture)]


def test_bytes_that_were_swept_come_back_with_the_next_package(with_picture, take_in):
    delete_package(with_picture, 0)
    sweep_unused_bytes()
    a_day_later()
    sweep_unused_bytes()
    again = take_in(cards_package(**{"content/gambar.png": PNG}))

    assert read_blob(again.files.get().blob_id) == PNG


def test_a_row_whose_file_was_lost_gets_it_back(with_picture, take_in):
    [picture] = [file.blob_id for file in with_picture.files.all()]
    storages["private"].delete(place_of(picture))
    take_in(cards_package(**{"content/gambar.png": PNG}))

    assert read_blob(picture) == PNG


def test_what_killed_processes_left_goes_and_what_waits_to_be_read_stays(settings):
    storage = storages["private"]
    waiting = receive(ContentFile(b"x", name="a.h5p"), make_person("Admin"))
    stray, half = f"{SENT}/yatim", f"{BEGUN}/setengah"
    young = f"{BEGUN}/baru"
    for place in (stray, half, young):
        storage.save(place, ContentFile(b"x"))
    long_ago = (timezone.now() - timedelta(days=2)).timestamp()
    for place in (stray, half, waiting.path):
        os.utime(storage.path(place), (long_ago, long_ago))

    sweep_unused_bytes()

    there = [place for place in (stray, half, young, waiting.path) if storage.exists(place)]
    assert there == [young, waiting.path]


def test_what_a_killed_web_process_left_of_a_sent_file_goes_after_a_day(settings, tmp_path):
    settings.FILE_UPLOAD_TEMP_DIR = tmp_path
    old, young, other = (tmp_path / name for name in ("a.upload.h5p", "b.upload", "c.txt"))
    for path in (old, young, other):
        path.write_bytes(b"x")
    long_ago = (timezone.now() - timedelta(days=2)).timestamp()
    for path in (old, other):
        os.utime(path, (long_ago, long_ago))

    schedule.clear_broken_uploads()

    assert sorted(path.name for path in tmp_path.iterdir()) == ["b.upload", "c.txt"]


def test_the_worker_sweeps():
    names = {work.verb for work in schedule.SCHEDULE}
    assert {sweep_unused_bytes, schedule.clear_broken_uploads} <= names


class ObjectStore(InMemoryStorage):
    """What is kept here has no path on a disk, as in a bucket."""

    def path(self, name: str) -> str:
        raise NotImplementedError

    def _relative_path(self, name: str) -> str:
        return name


def test_a_store_without_a_disk_of_its_own_keeps_and_sweeps_too(settings, take_in):
    private = {"BACKEND": f"{__name__}.{ObjectStore.__name__}"}
    settings.STORAGES = settings.STORAGES | {"private": private}
    package = take_in(cards_package(**{"content/gambar.png": PNG}))
    [picture] = [file.blob_id for file in package.files.all()]
    assert read_blob(picture) == PNG
    delete_package(package, 0)
    sweep_unused_bytes()
    a_day_later()

    assert (sweep_unused_bytes(), storages["private"].exists(place_of(picture))) == (1, False)
