"""Which libraries a piece of content needs: those it names, and everything they build on.

h5p.json's own list is never followed: tools write editor libraries into it that cannot run here.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from courses.packages.domain.h5p.libraries import KnownLibrary, Registry, dependencies_of
from courses.packages.domain.h5p.versions import LibraryName


@dataclass
class Resolution:
    """The libraries in the order in which they load, what is missing, and what stands in for what."""

    libraries: list[KnownLibrary] = field(default_factory=list)
    missing: dict[LibraryName, str] = field(default_factory=dict)
    stand_ins: dict[LibraryName, LibraryName] = field(default_factory=dict)

    @property
    def names(self) -> list[LibraryName]:
        """Return the names in the order of loading."""
        return [library.name for library in self.libraries]


def resolve(main: LibraryName, content: object, registry: Registry) -> Resolution:
    """Return what has to be loaded for this content, each library after all that it needs.

    Cycles are walked once. A minor version that nobody has is replaced by another of the same major
    version where there is one: H5P's own player looks libraries up by name alone.
    """
    found = Resolution()
    seen: set[LibraryName] = set()
    for name, asked_by in ((main, "h5p.json"), *references_in(content)):
        _visit(name, asked_by, registry, found, seen)
    return found


def references_in(content: object) -> Iterator[tuple[LibraryName, str]]:
    """Yield each library that content names as sub-content, and where, once each."""
    seen: set[LibraryName] = set()
    waiting: list[object] = [content]
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            stated = value.get("library")
            name = LibraryName.from_reference(stated) if isinstance(stated, str) else None
            if name and name not in seen and "params" in value:
                seen.add(name)
                yield name, "content/content.json"
            waiting.extend(reversed(value.values()))
        elif isinstance(value, list):
            waiting.extend(reversed(value))


def _visit(
    name: LibraryName,
    asked_by: str,
    registry: Registry,
    found: Resolution,
    seen: set[LibraryName],
) -> None:
    """Walk depth first without recursion: a chain of thousands must not exhaust the stack."""
    path: list[tuple[LibraryName, str, bool]] = [(name, asked_by, False)]
    while path:
        wanted, by, is_left = path.pop()
        library = _library(wanted, by, registry, found)
        if library is None:
            continue
        if is_left:
            found.libraries.append(library)
            continue
        if library.name in seen:
            continue
        seen.add(library.name)
        path.append((library.name, by, True))
        path.extend(
            (needed, str(library.name), False)
            for needed in reversed(dependencies_of(library.manifest, "preloaded", "dynamic"))
        )


def _library(
    wanted: LibraryName, asked_by: str, registry: Registry, found: Resolution
) -> KnownLibrary | None:
    library = registry.find(wanted)
    if library:
        return library
    others = [name for name in registry.versions_of(wanted.machine) if name.major == wanted.major]
    if others:
        found.stand_ins[wanted] = max(others)
        return registry.find(max(others))
    found.missing.setdefault(wanted, asked_by)
    return None
