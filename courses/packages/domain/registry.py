"""The libraries that are installed here, as the H5P library asks for them."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from courses.packages.domain.h5p.versions import LibraryName
from courses.packages.models import Library


@dataclass(frozen=True)
class InstalledLibrary:
    """An installed library with its row."""

    row: Library

    @property
    def name(self) -> LibraryName:
        """Return its name and minor version."""
        return name_of(self.row)

    @property
    def manifest(self) -> Mapping[str, Any]:
        """Return its library.json."""
        return dict(self.row.manifest)

    @property
    def semantics(self) -> list[Any]:
        """Return its semantics.json."""
        return list(self.row.semantics)


class Installed:
    """The registry over the database, read once."""

    @cached_property
    def rows(self) -> dict[LibraryName, Library]:
        """Return every installed library by its name."""
        return {name_of(row): row for row in Library.objects.all()}

    def find(self, name: LibraryName) -> InstalledLibrary | None:
        """Return the library in this minor version."""
        row = self.rows.get(name)
        return InstalledLibrary(row) if row else None

    def versions_of(self, machine: str) -> list[LibraryName]:
        """Return its installed minor versions."""
        return sorted(name for name in self.rows if name.machine == machine)


def name_of(row: Library) -> LibraryName:
    """Return the name and minor version of an installed library."""
    return LibraryName(row.machine_name, row.major, row.minor)
