"""What the pages of a course state, as documents of a package."""

from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import PurePosixPath
from typing import Any

from django.utils.text import slugify
from wagtail.blocks import (
    Block,
    DecimalBlock,
    IntegerBlock,
    ListBlock,
    RichTextBlock,
    StreamValue,
    StructBlock,
)
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.documents.models import Document
from wagtail.images.blocks import ImageChooserBlock
from wagtail.images.models import Image
from wagtail.models import Page
from wagtail.snippets.blocks import SnippetChooserBlock

from cms.blocks.banked import BankedQuestionBlock
from cms.editors.package_choosing import PackageChooserBlock
from cms.models import CoursePage, GuidePage, LessonPage, QuizPage, ServiceCard
from cms.starter import prose
from cms.starter.documents import (
    BlockValue,
    CardDocument,
    CardRef,
    CourseDocument,
    CoursePackage,
    FileRef,
    GuideDocument,
    LessonDocument,
    Prose,
    QuizDocument,
)
from courses.packages.domain.keeping import export_package
from courses.packages.models import Package

COURSE_FIELDS = (
    "summary",
    "can_do",
    "prepare",
    "audiences",
    "level",
    "needs",
    "pillar_skills",
    "pillar_ethics",
    "pillar_culture",
    "pillar_safety",
    "digcomp",
    "asn_domains",
    "informatika_phase",
    "informatika_elements",
    "kka_elements",
    "graduate_profile",
    "minutes",
    "jp",
    "min_age",
    "award",
    "keywords",
    "picture_alt",
    "author",
    "checked_by",
    "checked_on",
)
QUIZ_FIELDS = (
    "code",
    "instructions",
    "mode",
    "feedback",
    "pass_count",
    "pass_percent",
    "attempts_allowed",
    "wait_hours",
    "minutes_allowed",
    "opens_at",
    "closes_at",
    "draw_easy",
    "draw_medium",
    "draw_hard",
)
CARD_FIELDS = (
    "slug",
    "name",
    "owner",
    "official_address",
    "cost",
    "where",
    "face_to_face",
    "checked_on",
    "source",
    "live",
)


FOLDERS: dict[type, str] = {Image: "gambar", Package: "paket"}


class FileNames:
    """Gives each picture and document of a course, or of the guides, one path in its folder."""

    def __init__(self) -> None:
        self.paths: dict[tuple[type, object], str] = {}
        self.contents: dict[str, bytes] = {}

    def of(self, file: Image | Document | Package) -> FileRef:
        """Return the path of this file, the same one each time."""
        key = (type(file), file.pk)
        if key not in self.paths:
            path = self._free_path(file)
            self.paths[key] = path
            self.contents[path] = _content_of(file)
        return FileRef(self.paths[key])

    def _free_path(self, file: Image | Document | Package) -> str:
        folder = FOLDERS.get(type(file), "berkas")
        stem = slugify(file.title) or f"berkas-{file.pk}"
        name = "x.h5p" if isinstance(file, Package) else file.file.name
        ending = PurePosixPath(name).suffix.lower()
        path, number = f"{folder}/{stem}{ending}", 2
        while path in self.contents:
            path, number = f"{folder}/{stem}-{number}{ending}", number + 1
        return path


def _content_of(file: Image | Document | Package) -> bytes:
    if isinstance(file, Package):
        target = BytesIO()
        export_package(file, target)
        return target.getvalue()
    with file.file.open("rb") as opened:
        content: bytes = opened.read()
    return content


def package_of(course: CoursePage) -> CoursePackage:
    """Return the course with its live lessons and quiz as a package."""
    names = FileNames()
    parts = [page.specific for page in course.get_children().live()]
    document = course_document(course, names)
    lessons = tuple(lesson_document(part, names) for part in parts if isinstance(part, LessonPage))
    quizzes = [quiz_document(part, names) for part in parts if isinstance(part, QuizPage)]
    return CoursePackage(document, lessons, quizzes[0] if quizzes else None, names.contents)


def course_document(course: CoursePage, names: FileNames) -> CourseDocument:
    """Return the course page as a document."""
    return CourseDocument(
        code=course.code,
        slug=course.slug,
        title=course.title,
        fields={name: getattr(course, name) for name in COURSE_FIELDS},
        introduction=_prose(course.introduction),
        services=tuple(service.card.slug for service in course.services.select_related("card")),
        picture=names.of(course.picture) if course.picture else None,
    )


def lesson_document(lesson: LessonPage, names: FileNames) -> LessonDocument:
    """Return the lesson page as a document."""
    return LessonDocument(
        key=lesson.key,
        title=lesson.title,
        slug=lesson.slug,
        minutes=lesson.minutes,
        goal=lesson.goal,
        source=lesson.source,
        checked_on=lesson.checked_on,
        blocks=tuple(_joined(_blocks(lesson.body, names))),
    )


def guide_document(guide: GuidePage, names: FileNames) -> GuideDocument:
    """Return the guide page as a document."""
    return GuideDocument(
        slug=guide.slug,
        title=guide.title,
        lead=guide.lead,
        source=guide.source,
        checked_on=guide.checked_on,
        blocks=tuple(_joined(_blocks(guide.body, names))),
    )


def quiz_document(quiz: QuizPage, names: FileNames) -> QuizDocument:
    """Return the quiz page as a document."""
    return QuizDocument(
        key=quiz.key,
        title=quiz.title,
        questions=tuple(_blocks(quiz.questions, names)),
        **{name: getattr(quiz, name) for name in QUIZ_FIELDS},
    )


def card_document(card: ServiceCard) -> CardDocument:
    """Return the service card as a document."""
    return CardDocument(**{name: getattr(card, name) for name in CARD_FIELDS})


def _blocks(stream: StreamValue, names: FileNames) -> Iterator[BlockValue]:
    for child in stream:
        plain = _plain(child.block, child.value, names)
        if isinstance(plain, Prose):
            plain = {"text": plain}
        if plain is not None:
            yield child.block_type, plain


def _joined(blocks: Iterator[BlockValue]) -> Iterator[BlockValue]:
    """Join neighbouring text blocks: a file has no seam between them."""
    words: list[str] = []
    for kind, value in blocks:
        if kind == "text":
            words += [value["text"].markdown] if value["text"].markdown else []
            continue
        yield from _text(words)
        words = []
        yield kind, value
    yield from _text(words)


def _text(words: list[str]) -> Iterator[BlockValue]:
    if words:
        yield "text", {"text": Prose("\n\n".join(words))}


def _plain(block: Block, value: Any, names: FileNames) -> Any:  # noqa: ANN401 - as many kinds as there are blocks
    if isinstance(block, StructBlock):
        return _plain_struct(block, value, names)
    if isinstance(block, ListBlock):
        return [_plain(block.child_block, part, names) for part in value]
    if isinstance(block, RichTextBlock):
        return _prose(value.source)
    if isinstance(block, SnippetChooserBlock):
        return CardRef(value.slug if value else "")
    if isinstance(block, ImageChooserBlock | DocumentChooserBlock | PackageChooserBlock):
        return names.of(value) if value else None
    if isinstance(block, BankedQuestionBlock):
        return {"bank": value.bank.code, "ref": value.ref} if value else None
    return "" if value is None and not isinstance(block, IntegerBlock | DecimalBlock) else value


def _plain_struct(block: StructBlock, value: Mapping[str, Any], names: FileNames) -> dict[str, Any]:
    return {
        name: _plain(child, value.get(name), names) for name, child in block.child_blocks.items()
    }


def _prose(html: str) -> Prose:
    return Prose(prose.markdown_of_html(html, _address))


def _address(kind: str, number: str) -> str:
    """Return the address of what an editor linked by choosing it."""
    found: Page | Document | None = None
    if kind == "page":
        found = Page.objects.filter(pk=number).first()
    elif kind == "document":
        found = Document.objects.filter(pk=number).first()
    return str(found.url or "") if found else ""
