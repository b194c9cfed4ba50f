"""Names of libraries with their versions. A dependency names a minor version; its newest patch is meant."""

import re
from dataclasses import dataclass
from typing import Self

MACHINE_NAME = re.compile(r"[A-Za-z][\w.$-]{0,254}", re.ASCII)
REFERENCE = re.compile(r"([A-Za-z][\w.$-]*) (\d{1,5})\.(\d{1,5})", re.ASCII)
FOLDER = re.compile(r"([A-Za-z][\w.$-]*?)-(\d{1,5})\.(\d{1,5})", re.ASCII)


@dataclass(frozen=True, order=True)
class LibraryName:
    """A library in one minor version: the unit that is installed, and that content names."""

    machine: str
    major: int
    minor: int

    @classmethod
    def from_reference(cls, text: str) -> Self | None:
        """Return the library that content names as "H5P.MultiChoice 1.16"; None when it is no such name."""
        found = REFERENCE.fullmatch(text)
        return cls(found[1], int(found[2]), int(found[3])) if found else None

    @classmethod
    def from_folder(cls, folder: str) -> Self | None:
        """Return the library that a folder such as H5P.MultiChoice-1.16 is named after; None for old folders."""
        found = FOLDER.fullmatch(folder)
        return cls(found[1], int(found[2]), int(found[3])) if found else None

    @property
    def folder(self) -> str:
        """Return the name of its folder in a package."""
        return f"{self.machine}-{self.major}.{self.minor}"

    def __str__(self) -> str:
        return f"{self.machine} {self.major}.{self.minor}"
