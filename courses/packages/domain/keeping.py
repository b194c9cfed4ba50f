"""Delete packages that nothing shows, and write them out again."""

from collections.abc import Callable
from functools import partial
from typing import IO

from django.db import transaction
from django.utils.translation import ngettext

from courses.packages.domain.blobs import open_blob
from courses.packages.domain.h5p.exporting import LibraryToWrite, manifest_for, write_h5p
from courses.packages.domain.packs import ordered_libraries
from courses.packages.models import Package


class PackageInUseError(Exception):
    """The package cannot be deleted; the message says what to do first."""


@transaction.atomic
def delete_package(package: Package, shown_on: int) -> None:
    """Delete a package that stands in no lesson, published or drafted (`shown_on` pages). Its results go with it.

    Raises PackageInUseError.
    """
    locked = Package.objects.select_for_update().get(pk=package.pk)
    count = max(shown_on, locked.placements.count())
    if count:
        raise PackageInUseError(
            ngettext(
                "%(count)d page shows this package. Take it out of that page first.",
                "%(count)d pages show this package. Take it out of those pages first.",
                count,
            )
            % {"count": count}
        )
    locked.delete()


def export_package(package: Package, target: IO[bytes], *, with_libraries: bool = True) -> None:
    """Write the package as .h5p, whole or only its content; the same package gives the same bytes."""
    loaded = ordered_libraries(package)
    main = package.main_library
    if main is None:
        raise ValueError("Only H5P packages can be written out.")
    manifest = manifest_for(
        package.title, package.language, main.manifest, [library.manifest for library in loaded]
    )
    libraries = [
        LibraryToWrite(
            library.name.folder,
            {file.path: _opener(file.blob_id) for file in library.row.files.all()},
        )
        for library in (loaded if with_libraries else [])
    ]
    files = {file.path: _opener(file.blob_id) for file in package.files.all()}
    write_h5p(target, manifest, package.content, files, libraries)


def _opener(sha256: str) -> Callable[[], IO[bytes]]:
    return partial(open_blob, sha256)
