"""What a PDF shows and carries, as fingerprints: equal for two files that differ in how they were written."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.reader import PdfFileReader

# Where a page hangs and how its stream is packed says nothing about what it shows.
NOT_SHOWN = {"/Parent", "/Annots", "/Length", "/Filter", "/DecodeParms", "/StructParents"}


@dataclass(frozen=True, slots=True)
class Content:
    """Fingerprints of the pages in their order, of what is laid over them, and of the attachments."""

    pages: tuple[str, ...]
    annotations: tuple[str, ...]
    attachments: tuple[str, ...]


def content_of(reader: PdfFileReader) -> Content:
    """Return the fingerprints; KeyError or PdfError where the file is not sound."""
    pages = list(_leaves(reader.root["/Pages"]))
    names = reader.root.get("/Names", {}).get("/EmbeddedFiles")
    return Content(
        pages=tuple(map(_fingerprint, pages)),
        annotations=tuple(
            _fingerprint(one) for page in pages for one in _annotations(page) if _is_seen(one)
        ),
        attachments=tuple(sorted(_fingerprint(file["/EF"]["/F"]) for file in _files(names)))
        if names
        else (),
    )


def _leaves(node: generic.DictionaryObject) -> Iterator[generic.DictionaryObject]:
    """Yield the pages below a node of the page tree."""
    if "/Kids" not in node:
        yield node
    for kid in node.get("/Kids", ()):
        yield from _leaves(kid.get_object())


def _files(node: generic.DictionaryObject) -> Iterator[generic.DictionaryObject]:
    for kid in node.get("/Kids", ()):
        yield from _files(kid.get_object())
    yield from (file.get_object() for file in list(node.get("/Names", ()))[1::2])


def _annotations(page: generic.DictionaryObject) -> Iterator[generic.DictionaryObject]:
    yield from (one.get_object() for one in page.get("/Annots", ()))


def _is_seen(annotation: generic.DictionaryObject) -> bool:
    """Tell whether it is laid over the page; the field of an invisible signature has no size."""
    left, bottom, right, top = map(float, annotation["/Rect"])
    return annotation.get("/FT") != "/Sig" or (right != left and top != bottom)


def _fingerprint(root: generic.PdfObject) -> str:
    """Return the SHA-256 of an object with all that it points to."""
    digest = hashlib.sha256()
    met: dict[object, int] = {}

    def walk(part: generic.PdfObject) -> None:
        if isinstance(part, generic.IndirectObject):
            # The numbers of objects may differ; the order in which they are met may not.
            is_known = part.reference in met
            digest.update(f"ref {met.setdefault(part.reference, len(met))};".encode())
            if not is_known:
                walk(part.get_object())
        elif isinstance(part, generic.DictionaryObject):
            for name in sorted(set(part) - NOT_SHOWN):
                digest.update(f"{name}:".encode())
                walk(part.raw_get(name))
            if isinstance(part, generic.StreamObject):
                digest.update(hashlib.sha256(part.data).digest())
        elif isinstance(part, generic.ArrayObject):
            digest.update(f"[{len(part)}".encode())
            for index in range(len(part)):
                walk(part.raw_get(index))
        else:
            digest.update(f"{part!r};".encode())

    walk(root)
    return digest.hexdigest()
