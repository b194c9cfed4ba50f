"""Install, upgrade and delete libraries. Others than administrators only play on what is installed."""

from dataclasses import dataclass
from typing import Literal

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from certificates.domain.insertion import insert_new
from courses.packages.domain.h5p.libraries import LibraryFolder, dependencies_of
from courses.packages.domain.registry import name_of
from courses.packages.models import Library, LibraryFile, Package
from courses.people.models import User

Outcome = Literal["installed", "upgraded", "kept", "differs", "same"]


class LibraryInUseError(Exception):
    """The library cannot be deleted; the message says what needs it."""


@dataclass(frozen=True)
class Installation:
    """What became of one library of a package."""

    library: Library
    outcome: Outcome
    before: str = ""


def outcome_of(folder: LibraryFolder, row: Library | None) -> Outcome:
    """Return what installing this library over that row would do: only a newer patch replaces an older one."""
    if row is None:
        return "installed"
    if folder.patch > row.patch:
        return "upgraded"
    if folder.patch < row.patch:
        return "kept"
    return "same" if folder.tree_hash == row.tree_hash else "differs"


@transaction.atomic
def install(folder: LibraryFolder, by: User | None) -> Installation:
    """Install or upgrade one library, whose files are kept already; the row is locked, so that ten at once make one."""
    row = _locked_row(folder, by)
    outcome = outcome_of(folder, row if row.tree_hash else None)
    before = "" if outcome == "installed" else str(row)
    if outcome in ("installed", "upgraded"):
        _write(row, folder, by)
    return Installation(row, outcome, before)


def _locked_row(folder: LibraryFolder, by: User | None) -> Library:
    """Return the row of this minor version, made empty when there was none, held until the commit."""
    name = folder.name
    fresh = Library(
        machine_name=name.machine,
        major=name.major,
        minor=name.minor,
        patch=folder.patch,
        title=folder.title,
        tree_hash="",
        installed_by=by,
    )
    insert_new([fresh])
    rows = Library.objects.in_version(name.machine, name.major, name.minor)
    return rows.select_for_update().get()


def _write(row: Library, folder: LibraryFolder, by: User | None) -> None:
    row.patch, row.title = folder.patch, folder.title
    row.runnable = str(folder.manifest.get("runnable")) in ("1", "True")
    row.needs_eval = folder.needs_eval
    row.manifest, row.semantics = dict(folder.manifest), folder.semantics
    row.tree_hash = folder.tree_hash
    row.installed_at, row.installed_by = timezone.now(), by
    row.save()
    row.files.all().delete()
    LibraryFile.objects.bulk_create(
        LibraryFile(library=row, path=path, blob_id=entry.sha256)
        for path, entry in sorted(folder.files.items())
    )


def packages_using(library: Library) -> QuerySet[Package]:
    """Return the packages that play on the library."""
    return Package.objects.filter(libraries=library)


def libraries_needing(library: Library) -> list[Library]:
    """Return the other installed libraries that build on it."""
    name = name_of(library)
    return [
        other
        for other in Library.objects.exclude(pk=library.pk)
        if name in dependencies_of(other.manifest, "preloaded", "dynamic")
    ]


@transaction.atomic
def delete_library(library: Library) -> None:
    """Delete a library that nothing needs. Raises LibraryInUseError, naming what does."""
    locked = Library.objects.select_for_update().get(pk=library.pk)
    users = list(packages_using(locked)[:3])
    if users:
        count = packages_using(locked).count()
        raise LibraryInUseError(
            ngettext(
                "“%(library)s” stays: %(count)d package plays on it (%(names)s). Delete the package first.",
                "“%(library)s” stays: %(count)d packages play on it (%(names)s). Delete the packages first.",
                count,
            )
            % {"library": locked, "count": count, "names": ", ".join(map(str, users))}
        )
    if needing := libraries_needing(locked):
        raise LibraryInUseError(
            _("“%(library)s” stays: %(names)s builds on it. Delete that library first.")
            % {"library": locked, "names": ", ".join(map(str, needing[:3]))}
        )
    locked.delete()
