"""Take a package in: read it, install what it brings if that is allowed, write its rows. All or nothing."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from functools import partial
from typing import IO

from django.db import transaction
from django.utils import timezone

from courses.packages.domain.archives import Archive, Entry, Finding, Report, Severity, Verdict
from courses.packages.domain.blobs import Source, keep_all
from courses.packages.domain.content_host import is_apart
from courses.packages.domain.h5p.libraries import LibraryFolder
from courses.packages.domain.h5p.reading import H5PPackage
from courses.packages.domain.h5p.versions import LibraryName
from courses.packages.domain.inspecting import inspect
from courses.packages.domain.libraries import install, outcome_of
from courses.packages.domain.registry import Installed
from courses.packages.domain.scorm.reading import ScormPackage
from courses.packages.domain.tracking import POINTS
from courses.packages.domain.wording import told
from courses.packages.models import Package, PackageFile
from courses.people.models import User


@dataclass(frozen=True)
class Imported:
    """What came of a file: the package when it was accepted, and the report either way."""

    report: Report
    package: Package | None = None


def import_package(
    file: IO[bytes],
    by: User | None,
    *,
    may_install: bool,
    replaces: Package | None = None,
) -> Imported:
    """Read a file and take it in when nothing speaks against it.

    Without `may_install` a package plays on installed libraries only. `replaces` keeps its id and its
    settings: what stands in lessons goes on standing there.
    """
    registry = Installed()
    report, read = inspect(file, registry)
    if isinstance(read, ScormPackage):
        return _import_scorm(file, report, read, by, replaces)
    if not isinstance(read, H5PPackage):
        return Imported(report)
    if replaces and replaces.kind != Package.Kind.H5P:
        report.add("other-kind-of-package")
    _look_at_libraries(report, read, registry, may_install=may_install)
    if report.verdict in (Verdict.REFUSED, Verdict.NEEDS_LIBRARY):
        return Imported(report)
    brought = _libraries_wanted(read) if may_install else {}
    _keep_files(file, [*read.content_files.values(), *_files_of(brought.values())])
    return Imported(report, _write(report, read, by, replaces, brought))


def _import_scorm(
    file: IO[bytes], report: Report, read: ScormPackage, by: User | None, replaces: Package | None
) -> Imported:
    """Take a SCORM package in, where there is a second origin for it to run on."""
    if not is_apart():
        report.add("scorm-needs-content-origin")
    if replaces and replaces.kind != Package.Kind.SCORM:
        report.add("other-kind-of-package")
    if report.errors:
        return Imported(report)
    _keep_files(file, read.files.values())
    return Imported(report, _write_scorm(report, read, by, replaces))


def _keep_files(file: IO[bytes], entries: Iterable[Entry]) -> None:
    """Write what the package is made of, before the transaction: others may write rows meanwhile."""
    file.seek(0)
    with Archive(file) as archive:
        keep_all(
            {
                entry.sha256: Source(entry.size, partial(archive.chunks, entry.path))
                for entry in entries
            }
        )


@transaction.atomic
def _write_scorm(
    report: Report, read: ScormPackage, by: User | None, replaces: Package | None
) -> Package:
    package = replaces or Package(uploaded_by=by, kind=Package.Kind.SCORM)
    if replaces:
        package.revision += 1
    package.title = read.title[:255]
    package.details = {
        "version": str(read.version),
        "units": [asdict(unit) for unit in read.units],
    }
    package.findings = [told(finding) for finding in _worth_keeping(report)]
    package.max_score = POINTS
    package.changed_at = timezone.now()
    package.save()
    _write_files(package, read.files)
    return package


def _write_files(package: Package, files: Mapping[str, Entry]) -> None:
    package.files.all().delete()
    PackageFile.objects.bulk_create(
        PackageFile(package=package, path=path, blob_id=entry.sha256)
        for path, entry in sorted(files.items())
    )


def _look_at_libraries(
    report: Report, read: H5PPackage, registry: Installed, *, may_install: bool
) -> None:
    """Note what installing would do, before anything is written."""
    for library in read.resolution.libraries:
        folder = read.libraries.get(library.name)
        if folder is None:
            continue
        row = registry.rows.get(folder.name)
        outcome = outcome_of(folder, row)
        if row is None and not may_install:
            report.add("library-not-permitted", path=folder.folder, library=_named(folder))
        elif outcome == "kept":
            report.inform("library-kept", folder.folder, library=_named(folder), installed=str(row))
        elif outcome == "differs":
            report.warn("library-differs", folder.folder, library=_named(folder))
        elif outcome == "upgraded" and may_install:
            report.inform(
                "library-upgraded", folder.folder, library=_named(folder), installed=str(row)
            )
        elif outcome == "installed":
            report.inform("library-installed", folder.folder, library=_named(folder))


def _named(folder: LibraryFolder) -> str:
    return f"{folder.name}.{folder.patch}"


def _libraries_wanted(read: H5PPackage) -> dict[LibraryName, LibraryFolder]:
    """Return what the package brings and needs, in one order everywhere: imports wait, and never lock each other."""
    wanted = sorted(name for name in read.resolution.names if name in read.libraries)
    return {name: read.libraries[name] for name in wanted}


def _files_of(libraries: Iterable[LibraryFolder]) -> Iterator[Entry]:
    for library in libraries:
        yield from library.files.values()


@transaction.atomic
def _write(
    report: Report,
    read: H5PPackage,
    by: User | None,
    replaces: Package | None,
    brought: Mapping[LibraryName, LibraryFolder],
) -> Package:
    for folder in brought.values():
        install(folder, by)
    rows = Installed().rows
    used = [rows[name] for name in read.resolution.names]
    package = replaces or Package(uploaded_by=by)
    if replaces:
        package.revision += 1
        package.max_score = None
    package.title = str(read.manifest["title"])[:255]
    package.language = str(read.manifest.get("language") or "und")[:10]
    package.main_library = next(
        row for row in used if row.machine_name == read.manifest["mainLibrary"]
    )
    package.content, package.manifest = read.content, dict(read.manifest)
    package.findings = [told(finding) for finding in _worth_keeping(report)]
    package.needs_eval = any(row.needs_eval for row in used)
    package.can_resume = read.can_resume
    if not replaces and not read.gives_score:
        package.completes_when = Package.CompletesWhen.OPENED
    package.changed_at = timezone.now()
    package.save()
    package.libraries.set(used)
    _write_files(package, read.content_files)
    return package


def _worth_keeping(report: Report) -> list[Finding]:
    return [
        finding
        for finding in report.findings
        if finding.severity != Severity.INFO or finding.code.startswith("library-")
    ]
