"""Delete the bytes that nothing uses any more: marked first, swept a day later, never those of an import under way.

An import writes its rows (`blobs.keep_all`) before it uses them, which takes the mark away. So
whatever is still marked after a day is used by nothing, and nobody is about to use it.
"""

from datetime import datetime, timedelta

from django.core.files.storage import storages
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from courses.packages.domain.blobs import BEGUN, place_of
from courses.packages.domain.packs import pack_keys
from courses.packages.domain.uploads import SENT
from courses.packages.models import Blob, LibraryFile, LibraryPack, PackageFile, Upload

GRACE = timedelta(days=1)
AT_ONCE = 200
USERS = (PackageFile, LibraryFile, LibraryPack)


def sweep_unused_bytes() -> int:
    """Mark what nothing uses now, delete what has been marked for a day; return how many files went.

    Any number of processes may do so at once, beside any number of imports.
    """
    now = timezone.now()
    _drop_old_packs(now)
    _mark(now)
    swept = 0
    while number := _sweep(now - GRACE):
        swept += number
    _sweep_strays(now - GRACE)
    return swept


def unused() -> QuerySet[Blob]:
    """Return the bytes that no package, no library and no pack is made of."""
    found = Blob.objects.all()
    for model in USERS:
        found = found.exclude(Exists(model.objects.filter(blob=OuterRef("pk"))))
    return found


def _drop_old_packs(now: datetime) -> None:
    """Delete the packs of libraries as they were before; a player that is just starting may still ask for one."""
    old = LibraryPack.objects.filter(created_at__lt=now - GRACE)
    if old.exists():
        old.exclude(pk__in=pack_keys()).delete()


def _mark(now: datetime) -> None:
    marked = Blob.objects.exclude(unused_since=None)
    for model in USERS:
        # Used again without an import: a translation shares the files of its original.
        marked.filter(Exists(model.objects.filter(blob=OuterRef("pk")))).update(unused_since=None)
    unused().filter(unused_since=None).update(unused_since=now)


@transaction.atomic
def _sweep(before: datetime) -> int:
    """Delete some of them, the rows first: whoever wants to keep the same bytes waits until both are gone."""
    due = unused().filter(unused_since__lt=before).select_for_update(skip_locked=True, of=("self",))
    prints = list(due.order_by("pk").values_list("pk", flat=True)[:AT_ONCE])
    # Asks once more whether something uses them, and refuses everything if so.
    Blob.objects.filter(pk__in=prints).delete()
    for sha256 in prints:
        storages["private"].delete(place_of(sha256))
    return len(prints)


def _sweep_strays(before: datetime) -> None:
    """Delete what a killed process left half written, and uploads without a row."""
    storage = storages["private"]
    waiting = set(Upload.objects.values_list("path", flat=True))
    for folder in (BEGUN, SENT):
        for place in _files_in(folder):
            if place not in waiting and storage.get_modified_time(place) < before:
                storage.delete(place)


def _files_in(folder: str) -> list[str]:
    try:
        _folders, names = storages["private"].listdir(folder)
    except FileNotFoundError:
        return []
    return [f"{folder}/{name}" for name in names]
