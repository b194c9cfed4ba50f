"""A library as its folder states it, and where installed ones are asked for."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from courses.packages.domain.archives.reading import Entry
from courses.packages.domain.h5p.versions import LibraryName


@dataclass
class LibraryFolder:
    """One library of a package: what library.json states, and its files by their path in the library.

    `needs_eval` is known once its scripts have been looked into.
    """

    name: LibraryName
    patch: int
    folder: str
    manifest: Mapping[str, Any]
    semantics: list[Any] = field(default_factory=list)
    files: Mapping[str, Entry] = field(default_factory=dict)
    needs_eval: bool = False

    @property
    def title(self) -> str:
        """Return its title."""
        return str(self.manifest["title"])

    @property
    def tree_hash(self) -> str:
        """Return a print of all of its files: two libraries with the same one have the same bytes."""
        return tree_hash((path, entry.sha256) for path, entry in self.files.items())


def tree_hash(prints: Iterable[tuple[str, str]]) -> str:
    """Return one print of the prints of files by path."""
    lines = "".join(f"{sha256} {path}\n" for path, sha256 in sorted(prints))
    return hashlib.sha256(lines.encode()).hexdigest()


class KnownLibrary(Protocol):
    """What dependency resolution asks of a library, be it installed or still in a package."""

    @property
    def name(self) -> LibraryName:
        """Return its name and minor version."""
        ...

    @property
    def manifest(self) -> Mapping[str, Any]:
        """Return its library.json."""
        ...

    @property
    def semantics(self) -> list[Any]:
        """Return its semantics.json, an empty list when it has none."""
        ...


class Registry(Protocol):
    """Where installed libraries are asked for."""

    def find(self, name: LibraryName) -> KnownLibrary | None:
        """Return the library in this minor version."""
        ...

    def versions_of(self, machine: str) -> list[LibraryName]:
        """Return the installed minor versions of a library."""
        ...


class Shelf:
    """A registry in memory: the libraries of a package, and behind them those that are installed."""

    def __init__(
        self, libraries: Iterable[KnownLibrary] = (), behind: "Registry | None" = None
    ) -> None:
        self._libraries = {library.name: library for library in libraries}
        self._behind = behind

    def find(self, name: LibraryName) -> KnownLibrary | None:
        """Return the library of the package, else the installed one."""
        found = self._libraries.get(name)
        return found or (self._behind.find(name) if self._behind else None)

    def versions_of(self, machine: str) -> list[LibraryName]:
        """Return every minor version that is known."""
        own = [name for name in self._libraries if name.machine == machine]
        return sorted({*own, *(self._behind.versions_of(machine) if self._behind else [])})


def dependencies_of(manifest: Mapping[str, Any], *kinds: str) -> list[LibraryName]:
    """Return the libraries that a manifest names under these kinds ("preloaded", "dynamic", "editor")."""
    return [
        LibraryName(str(one["machineName"]), int(one["majorVersion"]), int(one["minorVersion"]))
        for kind in kinds
        for one in manifest.get(f"{kind}Dependencies") or []
    ]


def assets_of(manifest: Mapping[str, Any], kind: str) -> list[str]:
    """Return the paths of the scripts ("Js") or styles ("Css") of a library, in order."""
    return [str(one["path"]).removeprefix("./") for one in manifest.get(f"preloaded{kind}") or []]
