"""A SCORM package read out of its archive: its units, and the measures of every file."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from courses.packages.domain.archives import Archive, Entry, Report
from courses.packages.domain.scorm.manifest import MANIFEST, Unit, Version, read_manifest


@dataclass(frozen=True)
class ScormPackage:
    """What can be taken in."""

    version: Version
    title: str
    units: tuple[Unit, ...]
    files: dict[str, Entry]

    @property
    def gives_score(self) -> bool:
        """Tell whether the manifest asks for a score."""
        return any(unit.mastery is not None for unit in self.units)


def read_scorm(archive: Archive, report: Report, _registry: object = None) -> ScormPackage | None:
    """Return the package, or None with the reasons noted. Raises RefusedError for a damaged archive."""
    paths = set(archive.paths)
    manifest = read_manifest(archive.read(_manifest_path(paths)), report)
    if manifest is None:
        return None
    _look_for_units(manifest.units, paths, report)
    if report.errors:
        return None
    files = {path: archive.inspect(path) for path in archive.paths}
    if len(manifest.units) > 1:
        report.inform("scorm-units", MANIFEST, count=len(manifest.units))
    return ScormPackage(manifest.version, manifest.title, manifest.units, files)


def _manifest_path(paths: set[str]) -> str:
    return next(path for path in sorted(paths) if path.lower() == MANIFEST)


def _look_for_units(units: tuple[Unit, ...], paths: set[str], report: Report) -> None:
    for unit in units:
        parts = urlsplit(unit.path)
        if parts.scheme or parts.netloc:
            report.add(
                "scorm-unit-elsewhere", path=MANIFEST, unit=unit.title, address=unit.path[:200]
            )
        elif unit.path not in paths:
            report.add("scorm-unit-missing", path=unit.path, unit=unit.title)
