"""Look at a package of any kind without importing it."""

from collections.abc import Callable
from pathlib import Path
from typing import IO

from courses.packages.domain.archives import Archive, Limits, RefusedError, Report
from courses.packages.domain.archives.detecting import Kind, kind_of, why_unknown
from courses.packages.domain.archives.findings import Finding
from courses.packages.domain.h5p.libraries import Registry
from courses.packages.domain.h5p.reading import H5PPackage, read_h5p
from courses.packages.domain.scorm.reading import ScormPackage, read_scorm

Inspector = Callable[[Archive, Report, Registry | None], object]

# What reads each kind of package; a kind that is not here is refused by its name.
INSPECTORS: dict[Kind, Inspector] = {Kind.H5P: read_h5p, Kind.SCORM: read_scorm}


def inspect_file(path: Path, registry: Registry | None = None) -> Report:
    """Return the report on the file at this path."""
    try:
        with path.open("rb") as file:
            return inspect(file, registry)[0]
    except OSError:
        return Report([Finding("unreadable-file", path=path.name)])


def inspect(
    file: IO[bytes], registry: Registry | None = None, limits: Limits | None = None
) -> tuple[Report, object | None]:
    """Return the report on an open file, and what its inspector read of it."""
    report = Report()
    try:
        with Archive(file, limits) as archive:
            report.extend(archive.findings)
            return report, _inspect_kind(archive, report, registry)
    except RefusedError as refusal:
        report.extend([refusal.finding])
        return report, None


def _inspect_kind(archive: Archive, report: Report, registry: Registry | None) -> object | None:
    kind = kind_of(archive.paths)
    if inspector := INSPECTORS.get(kind):
        return inspector(archive, report, registry)
    if kind == Kind.UNKNOWN:
        report.extend([why_unknown(archive.paths)])
    elif kind == Kind.AICC:
        report.add("aicc")
    else:
        report.add("kind-not-played", kind=kind.value.upper())
    return None


__all__ = ["INSPECTORS", "H5PPackage", "ScormPackage", "inspect", "inspect_file"]
