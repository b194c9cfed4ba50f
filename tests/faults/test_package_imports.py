"""Many imports of one package at one moment, and sweeps beside them, on a real PostgreSQL."""

import io
from datetime import timedelta
from threading import Event, Thread

import pytest
from django.core.files.storage import FileSystemStorage, storages
from django.db import connections
from django.utils import timezone

from courses.packages.domain.blobs import keep, place_of, read_blob
from courses.packages.domain.importing import import_package
from courses.packages.domain.keeping import delete_package
from courses.packages.domain.sweeping import sweep_unused_bytes
from courses.packages.models import Blob, Library, LibraryFile, Package
from tests.courses.packages.making import PNG, cards_package
from tests.faults.test_facts_in_a_storm import at_once
from tests.services import until

pytestmark = [
    pytest.mark.postgresql,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("package_files"),
]


def take() -> Package:
    archive = cards_package(**{"content/gambar.png": PNG})
    imported = import_package(io.BytesIO(archive), None, may_install=True)
    assert imported.package, imported.report.findings
    return imported.package


def left_long_ago() -> str:
    """Return the print of a picture that nothing has used for two days, and that is there still."""
    package = take()
    [picture] = [file.blob_id for file in package.files.all()]
    delete_package(package, 0)
    Blob.objects.filter(pk=picture).update(unused_since=timezone.now() - timedelta(days=2))
    return picture


def test_ten_imports_at_once_give_one_library_row():
    imported = at_once(*[take] * 10)

    assert len({package.pk for package in imported}) == 10
    assert (Package.objects.count(), Library.objects.count()) == (10, 2)
    assert LibraryFile.objects.count() == len(
        set(LibraryFile.objects.values_list("library", "path"))
    )
    assert Blob.objects.count() == LibraryFile.objects.count() + 1


def test_imports_that_reuse_what_is_being_swept_lose_nothing():
    for _round in range(5):
        picture = left_long_ago()

        *packages, _swept, _again = at_once(*[take] * 4, *[sweep_unused_bytes] * 2)

        assert {file.blob_id for package in packages for file in package.files.all()} == {picture}
        assert read_blob(picture) == PNG
        for package in packages:
            delete_package(package, 0)


class SlowStorage(FileSystemStorage):
    """A disk that stops in the middle of its work until it is told to go on."""

    reached, may_go_on = Event(), Event()
    stops_at = ""

    def delete(self, name: str) -> None:
        self._stop("delete")
        super().delete(name)

    def exists(self, name: str) -> bool:
        self._stop("exists")
        return super().exists(name)

    def _stop(self, at: str) -> None:
        if at == SlowStorage.stops_at:
            SlowStorage.stops_at = ""
            self.reached.set()
            assert self.may_go_on.wait(30)


@pytest.fixture
def slow(settings):
    private = settings.STORAGES["private"]
    name = f"{SlowStorage.__module__}.{SlowStorage.__qualname__}"
    settings.STORAGES = settings.STORAGES | {"private": private | {"BACKEND": name}}
    SlowStorage.reached.clear()
    SlowStorage.may_go_on.clear()
    yield SlowStorage
    SlowStorage.stops_at = ""


class Beside:
    """A piece of work in a thread of its own."""

    def __init__(self, work) -> None:
        self.thread = Thread(target=self._do, args=(work,))
        self.thread.start()

    def _do(self, work) -> None:
        try:
            work()
        finally:
            connections.close_all()


def test_who_keeps_bytes_that_are_just_being_deleted_waits_and_writes_them_again(slow):
    picture = left_long_ago()
    slow.stops_at = "delete"
    sweep = Beside(sweep_unused_bytes)
    assert slow.reached.wait(30)
    # The row is gone in the sweep's transaction, the file is not gone yet.
    keeping = Beside(lambda: keep(picture, len(PNG), [PNG]))
    keeping.thread.join(0.5)
    assert keeping.thread.is_alive()
    slow.may_go_on.set()
    for one in (sweep, keeping):
        one.thread.join(30)

    assert read_blob(picture) == PNG
    assert Blob.objects.get(pk=picture).unused_since is None


def test_a_sweep_passes_by_what_is_just_being_kept(slow):
    picture = left_long_ago()
    slow.stops_at = "exists"
    keeping = Beside(lambda: keep(picture, len(PNG), [PNG]))
    assert slow.reached.wait(30)
    # The row has been claimed, the file is just being looked for.
    assert sweep_unused_bytes() == 0
    slow.may_go_on.set()
    keeping.thread.join(30)

    until(lambda: storages["private"].exists(place_of(picture)), "The file is gone")
    assert read_blob(picture) == PNG
