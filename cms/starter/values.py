"""Write what a package states as the database keeps it: rich text as HTML, files by their number."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePosixPath
from typing import Any
from uuid import UUID, uuid5

from django.core.files.base import ContentFile
from django.utils.translation import gettext as _
from wagtail.documents.models import Document
from wagtail.images.models import Image

from cms.models import ServiceCard
from cms.starter import prose
from cms.starter.documents import BlockValue, CardRef, FileRef, Prose
from cms.starter.errors import PackageError
from courses.packages.domain.importing import import_package
from courses.packages.domain.wording import told
from courses.packages.models import Package
from courses.quizzes.models import Question

BLOCK_IDS = UUID("5d0c0e5c-7a5e-4a43-9a80-5b6f0f6a9e55")


@dataclass(frozen=True)
class Material:
    """What blocks refer to: the contents of files by path; and the file named when one is missing."""

    file: str
    files: Mapping[str, bytes]


def raw_blocks(
    blocks: tuple[BlockValue, ...], key: object, material: Material
) -> list[dict[str, Any]]:
    """Return blocks as StreamField keeps them; ids follow from the page's key and the place."""
    return [
        {
            "type": kind,
            "value": _raw_block(kind, value, material),
            "id": str(uuid5(BLOCK_IDS, f"{key}:{place}")),
        }
        for place, (kind, value) in enumerate(blocks)
    ]


def _raw_block(kind: str, value: Mapping[str, Any], material: Material) -> object:
    if kind == "banked":
        return banked_question(value["bank"], value["ref"], material.file).pk
    return _raw(value["text"] if kind == "text" else value, material)


def banked_question(bank: str, ref: str, file: str) -> Question:
    """Return the question that this file takes from a bank. Raises PackageError."""
    question = Question.objects.filter(bank__code=bank, ref=ref).first()
    if question is None:
        raise PackageError(
            file,
            None,
            _("There is no question %(ref)s in the bank %(bank)s. Import the bank first.")
            % {"ref": ref, "bank": bank},
        )
    return question


def _raw(value: object, material: Material) -> object:
    if isinstance(value, Prose):
        return prose.html_of_markdown(value.markdown)
    if isinstance(value, CardRef):
        return card_of(value.slug, material.file).pk
    if isinstance(value, FileRef):
        return _file(value, material).pk
    if isinstance(value, Mapping):
        return {name: _raw(part, material) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [_raw(part, material) for part in value]
    return value


def card_of(slug: str, file: str) -> ServiceCard:
    """Return the service card that this file names. Raises PackageError."""
    card = ServiceCard.objects.filter(slug=slug).first()
    if card is None:
        raise PackageError(
            file,
            None,
            _("There is no service card “%(slug)s”. Add it as layanan/%(slug)s.md.")
            % {"slug": slug},
        )
    return card


def _file(reference: FileRef, material: Material) -> Image | Document | Package:
    if reference.path.startswith("paket/"):
        return _package(reference, material)
    if reference.path.startswith("gambar/"):
        return image_of(reference, material)
    return _document(reference, material)


def image_of(reference: FileRef, material: Material) -> Image:
    """Return the picture with this content and name, loaded once."""
    content = material.files[reference.path]
    path = PurePosixPath(reference.path)
    found = Image.objects.filter(file_hash=_digest(content), title=path.stem).first()
    if found:
        return found
    image = Image(title=path.stem, file=ContentFile(content, name=path.name))
    image.file_hash, image.file_size = _digest(content), len(content)
    image.save()
    return image


def _document(reference: FileRef, material: Material) -> Document:
    content = material.files[reference.path]
    path = PurePosixPath(reference.path)
    found = Document.objects.filter(file_hash=_digest(content), title=path.stem).first()
    if found:
        return found
    document = Document(title=path.stem, file=ContentFile(content, name=path.name))
    document.file_hash, document.file_size = _digest(content), len(content)
    document.save()
    return document


def _package(reference: FileRef, material: Material) -> Package:
    """Return the package made from this file, taken in once, with the libraries it brings. Raises PackageError."""
    content = material.files[reference.path]
    known = Package.objects.filter(details__made_from=_digest(content)).first()
    if known:
        return known
    imported = import_package(BytesIO(content), None, may_install=True)
    if imported.package is None:
        faults = " ".join(told(fault)["message"] for fault in imported.report.errors)
        raise PackageError(reference.path, None, faults)
    imported.package.details = {"made_from": _digest(content)}
    imported.package.save(update_fields=["details"])
    return imported.package


def _digest(content: bytes) -> str:
    return hashlib.sha1(content, usedforsecurity=False).hexdigest()
