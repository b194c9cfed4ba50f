"""What a player is fed: one file for the libraries, shared by every package that plays on them, one for the content."""

import gzip
import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Sum

from courses.packages.domain.archives.media import extension_of, type_of
from courses.packages.domain.blobs import keep, read_blob
from courses.packages.domain.h5p.bundling import LARGEST_ASSET, bundle
from courses.packages.domain.h5p.dependencies import resolve
from courses.packages.domain.h5p.libraries import KnownLibrary
from courses.packages.domain.player import player_weight
from courses.packages.domain.registry import Installed, InstalledLibrary, name_of
from courses.packages.models import Library, LibraryPack, Package

# Grows when packs are made in another way, so that none of the old ones is served.
MAKE = "4"
# A file larger than this is not fetched before playing, but streamed while it plays.
LARGEST_FETCHED = 1024 * 1024


@dataclass(frozen=True)
class MediaFile:
    """A file of the content as the player finds it."""

    path: str
    address: str
    size: int
    type: str

    @property
    def is_streamed(self) -> bool:
        """Tell whether it is too large to be fetched before playing."""
        return self.size > LARGEST_FETCHED and self.type.startswith(("video/", "audio/"))


def library_pack(package: Package) -> LibraryPack:
    """Return the pack of the libraries that the package plays on, made now if nobody has made it."""
    ordered = ordered_libraries(package)
    key = _key(ordered)
    known = LibraryPack.objects.filter(key=key).first()
    return known or _make(key, ordered)


def pack_keys() -> set[str]:
    """Return the keys of the packs that the packages of today play on. Two queries for each package."""
    packages = Package.objects.with_main_library().exclude(main_library=None)
    return {_key(ordered_libraries(package)) for package in packages.iterator()}


def ordered_libraries(package: Package) -> list[InstalledLibrary]:
    """Return the libraries that the package plays on, in the order in which they load. Two queries."""
    main = package.main_library
    if main is None:
        return []
    found = resolve(name_of(main), package.content, Installed())
    return [library for library in found.libraries if isinstance(library, InstalledLibrary)]


def _key(libraries: Iterable[InstalledLibrary]) -> str:
    lines = [MAKE, *(f"{library.name} {library.row.tree_hash}" for library in libraries)]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _make(key: str, ordered: list[InstalledLibrary]) -> LibraryPack:
    # What is larger than any script or style is not even opened.
    files = {
        library.row.pk: dict(
            library.row.files.filter(blob__size__lte=LARGEST_ASSET).values_list("path", "blob_id")
        )
        for library in ordered
    }

    def row_of(library: KnownLibrary) -> Library:
        return next(one.row for one in ordered if one.name == library.name)

    def read(library: KnownLibrary, path: str) -> bytes | None:
        sha256 = files[row_of(library).pk].get(path)
        return read_blob(sha256) if sha256 else None

    made = bundle(ordered, read, lambda library: sorted(files[row_of(library).pk]))
    text = as_json({"script": made.script, "style": made.style, "files": made.files})
    packed = gzip.compress(text, 9, mtime=0)
    sha256 = hashlib.sha256(packed).hexdigest()
    keep(sha256, len(packed), [packed])
    pack, _is_new = LibraryPack.objects.get_or_create(
        key=key, defaults={"blob_id": sha256, "size": len(packed)}
    )
    return pack


def media_of(package: Package) -> list[MediaFile]:
    """Return the files of the content. One query."""
    return [
        MediaFile(
            file.path, media_address(file.blob_id, file.path), file.blob.size, type_of(file.path)
        )
        for file in package.files.select_related("blob").order_by("path")
    ]


def media_address(sha256: str, path: str) -> str:
    """Return the address of a file: its print, which nobody can guess, and its extension."""
    return f"/paket/berkas/{sha256}.{extension_of(path) or 'bin'}"


def content_pack(package: Package) -> dict[str, Any]:
    """Return what a player needs to know about the content. The same for everybody."""
    main = package.main_library
    return {
        "library": str(name_of(main)) if main else "",
        "content": json.dumps(package.content, ensure_ascii=False),
        "title": package.title,
        "language": package.language,
        "media": [
            {
                "path": media.path,
                "address": media.address,
                "type": media.type,
                "streamed": media.is_streamed,
            }
            for media in media_of(package)
        ],
    }


def content_print(package: Package) -> str:
    """Return a short print of the content: its pack may be kept for ever under it."""
    stated = [MAKE, package.title, package.language, package.content, package.revision]
    return hashlib.sha256(as_json(stated)).hexdigest()[:24]


def weight_of(package: Package) -> int:
    """Return how many bytes a phone fetches before its first package plays, the player among them.

    Films are streamed, and not counted. A phone that knows the player already fetches less.
    """
    if package.kind == Package.Kind.SCORM:
        total = package.files.aggregate(total=Sum("blob__size"))["total"]
        return int(total or 0)
    fetched = sum(media.size for media in media_of(package) if not media.is_streamed)
    content = len(gzip.compress(as_json(package.content)))
    return player_weight() + library_pack(package).size + content + fetched


def as_json(value: object) -> bytes:
    """Return JSON without blanks."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
