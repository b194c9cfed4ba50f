"""Read a .h5p archive: everything wrong with it is found, nothing of it is run or written."""

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any

from courses.packages.domain.archives.findings import RefusedError, Report, Severity
from courses.packages.domain.archives.media import extension_of, is_other_inside
from courses.packages.domain.archives.reading import Archive, Entry
from courses.packages.domain.archives.texts import read_json
from courses.packages.domain.h5p import checks, files, semantics
from courses.packages.domain.h5p.bundling import LARGEST_ASSET
from courses.packages.domain.h5p.dependencies import Resolution, resolve
from courses.packages.domain.h5p.libraries import (
    LibraryFolder,
    Registry,
    Shelf,
    assets_of,
    dependencies_of,
)
from courses.packages.domain.h5p.versions import LibraryName

MANIFEST, CONTENT = "h5p.json", "content/content.json"
# What h5p-standalone 3.8.2 carries.
CORE_API = (1, 28)
EVALUATES = re.compile(rb"\bnew Function\s*\(|[^.\w]eval\s*\(|\bFunction\s*\(\s*['\"]return")
REMOTE_SCRIPT = re.compile(
    rb"""(?:\.src\s*=\s*|getScript\(\s*|importScripts\(\s*)["'](?:https?:)?//([\w.-]+)/""",
    re.IGNORECASE,
)
SAVES_STATE = re.compile(rb"\bgetCurrentState\b")
SCORES = re.compile(rb"\bgetMaxScore\b|setScoredResult|triggerXAPIScored|triggerXAPICompleted")


@dataclass
class H5PPackage:
    """What a .h5p archive holds, as far as it could be read."""

    manifest: Mapping[str, Any] = field(default_factory=dict)
    content: Any = None
    main: LibraryName | None = None
    libraries: dict[LibraryName, LibraryFolder] = field(default_factory=dict)
    content_files: dict[str, Entry] = field(default_factory=dict)
    resolution: Resolution = field(default_factory=Resolution)
    can_resume: bool = True
    gives_score: bool = True
    needs_eval: bool = False


def read_h5p(archive: Archive, report: Report, registry: Registry | None = None) -> H5PPackage:
    """Return what the archive holds, adding every finding to the report.

    `registry` holds the libraries installed here. Reads each file of the archive to its end, so that
    checksums, sizes and first bytes are known to be true.
    """
    package = H5PPackage()
    _read_manifest(archive, report, package)
    _read_content(archive, report, package)
    entries = _inspect_all(archive, report)
    _sort_content(entries, report, package)
    _read_libraries(archive, entries, report, package)
    shelf = Shelf(package.libraries.values(), registry)
    _find_main(report, package, shelf)
    if package.main:
        report.main_library = str(package.main)
        _resolve(report, package, shelf)
        _check_content(report, package, shelf)
        _look_into_scripts(archive, report, package)
    return package


# --- h5p.json and content.json ------------------------------------------------------------------


def _read_manifest(archive: Archive, report: Report, package: H5PPackage) -> None:
    stated = _json_at(archive, report, MANIFEST, "h5p-json-missing")
    if stated is None:
        return
    faults = list(checks.faults_of(stated, MANIFEST, checks.MAIN))
    report.extend(faults)
    if isinstance(stated, dict):
        package.manifest = stated
        editors = [
            name.machine
            for name in _safe_dependencies(stated)
            if name.machine.startswith("H5PEditor.")
        ]
        if editors:
            report.inform("editor-libraries-ignored", MANIFEST, libraries=", ".join(editors[:5]))


def _safe_dependencies(stated: Mapping[str, Any]) -> list[LibraryName]:
    listed = stated.get("preloadedDependencies")
    if not checks.is_list_of(checks.is_dependency)(listed):
        return []
    return dependencies_of(stated, "preloaded")


def _read_content(archive: Archive, report: Report, package: H5PPackage) -> None:
    package.content = _json_at(archive, report, CONTENT, "content-json-missing")
    if package.content is not None and not isinstance(package.content, dict):
        report.add("not-an-object", path=CONTENT)


def _json_at(archive: Archive, report: Report, path: str, missing: str) -> Any:  # noqa: ANN401 - any JSON
    if path not in archive:
        others = [one for one in archive.paths if one.lower() == path]
        if not others:
            report.add(missing, path=path)
            return None
        path = others[0]
        report.warn("odd-case", path)
    try:
        return read_json(archive, path)
    except RefusedError as refusal:
        report.extend([refusal.finding])
        return None


# --- Files ------------------------------------------------------------------------------------


def _inspect_all(archive: Archive, report: Report) -> dict[str, Entry]:
    """Read every file to its end. A file that cannot be read refuses the package, and the others are still read."""
    entries = {}
    for path in archive.paths:
        try:
            entries[path] = archive.inspect(path)
        except RefusedError as refusal:
            report.extend([refusal.finding])
            if refusal.finding.code in ("too-large-unpacked", "compression-bomb"):
                break
    return entries


def _sort_content(entries: Mapping[str, Entry], report: Report, package: H5PPackage) -> None:
    for path, entry in entries.items():
        if not path.startswith("content/") or path.lower() == CONTENT:
            continue
        if not files.may_be_in_content(path):
            report.add("file-type-not-allowed", path=path, extension=extension_of(path) or "–")
            continue
        _check_signature(path, entry, report)
        package.content_files[path.removeprefix("content/")] = entry


def _check_signature(path: str, entry: Entry, report: Report) -> None:
    verdict = is_other_inside(path, entry.head) if entry.size else ""
    if verdict == "other":
        report.add("not-what-it-says", path=path, extension=extension_of(path))
    elif verdict == "kin":
        report.warn("other-extension", path, extension=extension_of(path))


# --- Libraries ----------------------------------------------------------------------------------


def _read_libraries(
    archive: Archive, entries: Mapping[str, Entry], report: Report, package: H5PPackage
) -> None:
    folders: dict[str, dict[str, Entry]] = defaultdict(dict)
    for path, entry in entries.items():
        folder, slash, inner = path.partition("/")
        if slash and folder != "content":
            folders[folder][inner] = entry
        elif not slash and path.lower() != MANIFEST:
            report.inform("file-ignored", path)
    for folder, inside in sorted(folders.items()):
        library = _read_library(archive, folder, inside, report)
        if library is None:
            continue
        if known := package.libraries.get(library.name):
            report.warn("library-twice", folder, library=str(library.name), other=known.folder)
            if known.patch >= library.patch:
                continue
        package.libraries[library.name] = library


def _read_library(
    archive: Archive, folder: str, inside: dict[str, Entry], report: Report
) -> LibraryFolder | None:
    path = f"{folder}/library.json"
    if "library.json" not in inside:
        if LibraryName.from_folder(folder):
            report.add("library-json-missing", path=path)
        else:
            report.warn("folder-ignored", folder)
        return None
    try:
        stated = read_json(archive, path)
    except RefusedError as refusal:
        report.extend([refusal.finding])
        return None
    faults = list(checks.faults_of(stated, path, checks.LIBRARY))
    report.extend(faults)
    if any(one.severity == Severity.ERROR for one in faults):
        return None
    name = LibraryName(
        stated["machineName"], int(stated["majorVersion"]), int(stated["minorVersion"])
    )
    if folder not in (name.machine, name.folder):
        report.add("folder-name-differs", path=path, expected=name.folder)
        return None
    if core := checks.newer_core(stated, CORE_API):
        report.add("core-too-old", path=path, asked=core, ours=".".join(map(str, CORE_API)))
    kept = _library_files(folder, inside, stated, report)
    return LibraryFolder(
        name,
        int(stated["patchVersion"]),
        folder,
        stated,
        _semantics(archive, folder, inside, report),
        kept,
    )


def _library_files(
    folder: str, inside: Mapping[str, Entry], stated: Mapping[str, Any], report: Report
) -> dict[str, Entry]:
    kept = {}
    for path, entry in inside.items():
        whole = f"{folder}/{path}"
        if not PurePosixPath(path).suffix:
            report.inform("file-ignored", whole)
        elif not files.may_be_in_library(path):
            report.add("file-type-not-allowed", path=whole, extension=extension_of(path))
        else:
            _check_signature(whole, entry, report)
            kept[path] = entry
    for path in (*assets_of(stated, "Js"), *assets_of(stated, "Css")):
        if path not in kept:
            report.add("library-file-missing", path=f"{folder}/{path}", library=folder)
        elif kept[path].size > LARGEST_ASSET:
            report.add(
                "file-too-large",
                path=f"{folder}/{path}",
                size=kept[path].size,
                limit=LARGEST_ASSET,
            )
    return kept


def _semantics(
    archive: Archive, folder: str, inside: Mapping[str, Entry], report: Report
) -> list[Any]:
    path = f"{folder}/semantics.json"
    if "semantics.json" not in inside:
        return []
    try:
        stated = read_json(archive, path)
    except RefusedError as refusal:
        report.extend([refusal.finding])
        return []
    if not isinstance(stated, list):
        report.add("not-a-list", path=path)
        return []
    return stated


# --- What plays, and on what ------------------------------------------------------------------------


def _find_main(report: Report, package: H5PPackage, shelf: Shelf) -> None:
    """Find the version of the main library: h5p.json names it without one, and lists it among the others."""
    machine = package.manifest.get("mainLibrary")
    if not isinstance(machine, str):
        return
    listed = [name for name in _safe_dependencies(package.manifest) if name.machine == machine]
    if listed:
        package.main = max(listed)
        return
    known = shelf.versions_of(machine)
    if known:
        package.main = max(known)
        report.warn("main-library-not-listed", MANIFEST, library=str(package.main))
    else:
        report.add("main-library-not-listed", path=MANIFEST, library=machine)


def _resolve(report: Report, package: H5PPackage, shelf: Shelf) -> None:
    if package.main is None:
        return
    package.resolution = resolve(package.main, package.content, shelf)
    for name, asked_by in package.resolution.missing.items():
        report.add("missing-library", path=asked_by, library=str(name))
    for wanted, used in package.resolution.stand_ins.items():
        report.warn("other-version-used", wanted=str(wanted), used=str(used))
    main = shelf.find(package.main)
    if main and str(main.manifest.get("runnable")) not in ("1", "True"):
        report.add("not-runnable", path=MANIFEST, library=str(package.main))
    needed = set(package.resolution.names)
    idle = sorted(str(name) for name in package.libraries if name not in needed)
    if idle:
        report.inform("libraries-not-used", libraries=", ".join(idle[:8]), count=len(idle))
    for library in package.libraries.values():
        for name in dependencies_of(library.manifest, "editor"):
            if not shelf.find(name):
                report.inform("editor-library-missing", library.folder, library=str(name))


def _check_content(report: Report, package: H5PPackage, shelf: Shelf) -> None:
    for media in semantics.media_in(package.content):
        if media.is_remote:
            report.warn("external-media", CONTENT, address=media.source[:200])
        elif media.source not in package.content_files:
            report.warn("media-missing", f"content/{media.source}"[:250])
    main = shelf.find(package.main) if package.main else None
    if main is None or not isinstance(package.content, dict):
        return
    for found in semantics.walk(main.semantics, package.content, shelf.find):
        if isinstance(found, semantics.Problem) and found.code != "sub-content-unknown":
            report.warn(
                found.code, CONTENT, place="/".join(map(str, found.path)), value=found.value
            )


def _look_into_scripts(archive: Archive, report: Report, package: H5PPackage) -> None:
    """Read the scripts that will run, for what this player does not allow or cannot do."""
    package.can_resume = package.gives_score = False
    for name in package.resolution.names:
        library = package.libraries.get(name)
        if library is None:
            continue
        for path in assets_of(library.manifest, "Js"):
            if path in library.files:
                _look_into(archive, library, path, report, package)
    main = package.libraries.get(package.main) if package.main else None
    if main is None:
        package.can_resume = package.gives_score = True
        return
    if not package.can_resume:
        report.warn("cannot-resume", main.folder, library=str(main.name))
    if not package.gives_score:
        report.inform("gives-no-score", main.folder, library=str(main.name))


def _look_into(
    archive: Archive, library: LibraryFolder, path: str, report: Report, package: H5PPackage
) -> None:
    whole = f"{library.folder}/{path}"
    try:
        script = archive.read(whole)
    except RefusedError as refusal:
        report.extend([refusal.finding])
        return
    if EVALUATES.search(script):
        package.needs_eval = library.needs_eval = True
        report.warn("needs-eval", whole, library=str(library.name))
    for host in sorted(set(REMOTE_SCRIPT.findall(script))):
        report.warn("remote-script", whole, host=host.decode())
    if library.name == package.main:
        package.can_resume = bool(SAVES_STATE.search(script)) or package.can_resume
    package.gives_score = bool(SCORES.search(script)) or package.gives_score
