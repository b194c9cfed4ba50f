"""What is kept of packages, of those who play them, and of what they say."""

from courses.packages.models.files import Blob, LibraryPack
from courses.packages.models.libraries import Library, LibraryFile
from courses.packages.models.packages import Package, PackageFile, Placement, Upload
from courses.packages.models.playing import Play, SavedState
from courses.packages.models.statements import Forwarding, Statement, StatementReader

__all__ = [
    "Blob",
    "Forwarding",
    "Library",
    "LibraryFile",
    "LibraryPack",
    "Package",
    "PackageFile",
    "Placement",
    "Play",
    "SavedState",
    "Statement",
    "StatementReader",
    "Upload",
]
