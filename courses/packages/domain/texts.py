"""The texts of a package: read, changed, translated, without the program it was made with."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from courses.packages.domain.h5p.semantics import (
    TextField,
    as_stored,
    as_written,
    texts,
    with_texts,
)
from courses.packages.domain.registry import Installed
from courses.packages.models import Package, PackageFile


def texts_of(package: Package) -> list[TextField]:
    """Return the texts of the package in the order of its form, the author's before the player's. Two queries."""
    if package.main_library is None:
        return []
    found = texts(package.main_library.semantics, package.content, Installed().find)
    return sorted(found, key=lambda field: field.is_interface)


def content_with(package: Package, written: Mapping[str, str]) -> Any:  # noqa: ANN401 - any JSON
    """Return the content with what was written, by the address of each text; clean, and only where texts are."""
    changes = {
        field.path: as_stored(field, written[field.address])
        for field in texts_of(package)
        if field.address in written and written[field.address] != as_written(field)
    }
    return with_texts(package.content, changes)


@transaction.atomic
def change_texts(package: Package, title: str, written: Mapping[str, str]) -> Package:
    """Write new texts into the package; what learners have saved still fits."""
    locked = Package.objects.select_for_update(of=("self",)).with_main_library().get(pk=package.pk)
    locked.title = title
    locked.content = content_with(locked, written)
    # It is no longer what the file says that it was made from.
    locked.details = {name: value for name, value in locked.details.items() if name != "made_from"}
    locked.changed_at = timezone.now()
    locked.save(update_fields=["title", "content", "details", "changed_at"])
    return locked


@transaction.atomic
def translate(package: Package, title: str, language: str, written: Mapping[str, str]) -> Package:
    """Make a package of its own in another language, sharing every file with the first."""
    made = Package(
        kind=package.kind,
        title=title,
        language=language,
        main_library=package.main_library,
        content=content_with(package, written),
        manifest=package.manifest | {"title": title, "language": language},
        findings=package.findings,
        completes_when=package.completes_when,
        pass_percent=package.pass_percent,
        max_score=package.max_score,
        needs_eval=package.needs_eval,
        can_resume=package.can_resume,
        translation_of=package,
        uploaded_by=package.uploaded_by,
    )
    made.save()
    made.libraries.set(package.libraries.all())
    PackageFile.objects.bulk_create(
        PackageFile(package=made, path=file.path, blob_id=file.blob_id)
        for file in package.files.all()
    )
    return made
