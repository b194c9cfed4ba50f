"""What kind of package an archive is, by what it holds and never by its name."""

from collections.abc import Collection
from enum import StrEnum

from courses.packages.domain.archives.findings import Finding, Severity
from courses.packages.domain.archives.media import extension_of


class Kind(StrEnum):
    """The kinds of package we know by name."""

    H5P = "h5p"
    SCORM = "scorm"
    AICC = "aicc"
    UNKNOWN = "unknown"


# AICC CMI001: a course structure file, an assignable unit file, a descriptor file.
AICC_FILES = frozenset({"crs", "au", "des", "cst"})


def kind_of(paths: Collection[str]) -> Kind:
    """Return what kind of package these files make."""
    names = {path.lower() for path in paths}
    if "h5p.json" in names:
        return Kind.H5P
    if "imsmanifest.xml" in names:
        return Kind.SCORM
    if len(AICC_FILES & {extension_of(path) for path in names if "/" not in path}) > 1:
        return Kind.AICC
    return Kind.UNKNOWN


def why_unknown(paths: Collection[str]) -> Finding:
    """Return what to tell about an archive that is no package we know."""
    for path in sorted(paths):
        folder, _slash, name = path.rpartition("/")
        if folder and "/" not in folder and name.lower() in ("h5p.json", "imsmanifest.xml"):
            return Finding("wrapped-in-folder", Severity.ERROR, path, {"folder": folder})
    if any(path.startswith("content/") for path in paths):
        return Finding("h5p-json-missing", Severity.ERROR, "h5p.json")
    return Finding("unknown-kind")
