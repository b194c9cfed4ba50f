"""Write course packages into pages: a transaction for each course, and only what has changed."""

import hashlib
from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any
from uuid import UUID, uuid5

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.models import Page

from cms.models import CataloguePage, CoursePage, CourseService, LessonPage, QuizPage, ServiceCard
from cms.publishing import publish_course
from cms.receivers import not_listening
from cms.starter import prose
from cms.starter.banks import bank_spec_of
from cms.starter.documents import (
    BlockValue,
    CardDocument,
    CardRef,
    CourseDocument,
    CoursePackage,
    ExamDocument,
    FileRef,
    LessonDocument,
    Prose,
    QuizDocument,
)
from cms.starter.errors import PackageError
from cms.starter.folders import COURSE, EXAM, QUIZ, Packages
from cms.starter.pages import (
    CARD_FIELDS,
    QUIZ_FIELDS,
    FileNames,
    card_document,
    course_document,
    lesson_document,
    quiz_document,
)
from courses.catalogue.domain.publishing import OutlineError
from courses.quizzes.domain.banks import publish_bank
from courses.quizzes.domain.checking import QuizNotPublishable

# The quiz file of a package names no address.
QUIZ_SLUG = "kuis"
BLOCK_IDS = UUID("5d0c0e5c-7a5e-4a43-9a80-5b6f0f6a9e55")


def import_packages(packages: Packages) -> dict[str, bool]:
    """Write the packages into the site; return for each one's code whether anything changed.

    Each course and each exam is a transaction: PackageError is raised with that one untouched.
    """
    with transaction.atomic():
        for card in packages.cards:
            import_card(card)
    courses = {package.course.code: import_course(package) for package in packages.courses}
    return courses | {exam.code: import_exam(exam) for exam in packages.exams}


def import_exam(exam: ExamDocument) -> bool:
    """Write an exam's bank and rules; tell whether anything changed. Raises PackageError."""
    try:
        return publish_bank(bank_spec_of(exam))
    except QuizNotPublishable as error:
        raise PackageError(f"{exam.code}/{EXAM}", None, str(error)) from error


def import_card(document: CardDocument) -> bool:
    """Write a service card, unless the site's own was checked more recently; tell whether it changed."""
    card = ServiceCard.objects.filter(slug=document.slug).first()
    if (
        card
        and card.checked_on
        and (document.checked_on is None or card.checked_on > document.checked_on)
    ):
        return False
    if card and card_document(card) == document:
        return False
    card = card or ServiceCard(live=False)
    for name in CARD_FIELDS[:-1]:
        setattr(card, name, getattr(document, name))
    card.has_unpublished_changes = not document.live
    card.full_clean()
    card.save()
    revision = card.save_revision()
    if document.live:
        revision.publish()
    elif card.live:
        card.unpublish()
    return True


@transaction.atomic
def import_course(package: CoursePackage) -> bool:
    """Write one course and publish it; tell whether anything changed. Raises PackageError."""
    file = f"{package.course.code}/{COURSE}"
    try:
        with not_listening():
            course, changed = _import_course_page(package)
            changed |= _import_parts(course, package)
        publish_course(course)
    except OutlineError as error:
        raise PackageError(file, None, str(error)) from error
    except QuizNotPublishable as error:
        raise PackageError(f"{package.course.code}/{QUIZ}", None, str(error)) from error
    except ValidationError as error:
        raise PackageError(file, None, " ".join(error.messages)) from error
    return changed


def _import_course_page(package: CoursePackage) -> tuple[CoursePage, bool]:
    document = package.course
    course = CoursePage.objects.filter(code=document.code).first()
    names = FileNames()
    if (
        course
        and course.live
        and course_document(course, names) == document
        and _has_same_files(names, package)
    ):
        return course, False
    course = course or CoursePage(code=document.code, live=False)
    course.title, course.slug = document.title, document.slug
    for name, value in document.fields.items():
        setattr(course, name, value)
    course.introduction = prose.html_of_markdown(document.introduction.markdown)
    course.picture = _image(document.picture, package) if document.picture else None
    course.services = [
        CourseService(card=_card(slug, document), sort_order=place)
        for place, slug in enumerate(document.services)
    ]
    _publish(course, CataloguePage.objects.get())
    return course, True


def _import_parts(course: CoursePage, package: CoursePackage) -> bool:
    """Write lessons and quiz in the order of the package; those it no longer has become drafts."""
    changed = False
    names = FileNames()
    wanted: list[Page] = []
    for lesson in package.lessons:
        page, is_new = _import_lesson(course, lesson, package, names)
        wanted.append(page)
        changed |= is_new
    if package.quiz:
        page, is_new = _import_quiz(course, package.quiz, package, names)
        wanted.append(page)
        changed |= is_new
    for page in course.get_children().live().exclude(pk__in=[page.pk for page in wanted]):
        page.specific.unpublish()
        changed = True
    return _put_in_order(course, wanted) or changed


def _import_lesson(
    course: CoursePage, document: LessonDocument, package: CoursePackage, names: FileNames
) -> tuple[LessonPage, bool]:
    page = LessonPage.objects.filter(key=document.key).first()
    _refuse_foreign(page, course, document.title)
    if (
        page
        and page.live
        and lesson_document(page, names) == document
        and _has_same_files(names, package)
    ):
        return page, False
    page = page or LessonPage(key=document.key, live=False)
    for name in ("title", "slug", "minutes", "goal", "source", "checked_on"):
        setattr(page, name, getattr(document, name))
    page.body = _raw_blocks(document.blocks, document.key, package)
    _publish(page, course)
    return page, True


def _import_quiz(
    course: CoursePage, document: QuizDocument, package: CoursePackage, names: FileNames
) -> tuple[QuizPage, bool]:
    page = QuizPage.objects.filter(key=document.key).first()
    _refuse_foreign(page, course, document.title)
    if (
        page
        and page.live
        and quiz_document(page, names) == document
        and _has_same_files(names, package)
    ):
        return page, False
    page = page or QuizPage(key=document.key, live=False, slug=QUIZ_SLUG)
    page.title = document.title
    for name in QUIZ_FIELDS:
        setattr(page, name, getattr(document, name))
    page.questions = _raw_blocks(document.questions, document.key, package)
    _publish(page, course)
    return page, True


def _refuse_foreign(page: Page | None, course: CoursePage, title: str) -> None:
    if page is not None and not page.is_child_of(course):
        raise PackageError(
            f"{course.code}/{COURSE}",
            None,
            _("The key of “%(title)s” belongs to a page of another course. Give it a new key.")
            % {"title": title},
        )


def _publish(page: Page, parent: Page) -> None:
    page.draft_title = page.title
    if page.pk is None:
        parent.refresh_from_db()
        parent.add_child(instance=page)
    page.save_revision(clean=True).publish()
    page.refresh_from_db()


def _put_in_order(course: CoursePage, wanted: list[Page]) -> bool:
    pks = [page.pk for page in wanted]
    now = [pk for pk in course.get_children().values_list("pk", flat=True) if pk in pks]
    if now == pks:
        return False
    for page in wanted:
        page.refresh_from_db()
        page.move(course, pos="last-child")
    return True


# --- Values ---------------------------------------------------------------------------------------


def _raw_blocks(
    blocks: tuple[BlockValue, ...], key: UUID, package: CoursePackage
) -> list[dict[str, Any]]:
    """Return blocks as StreamField keeps them; ids follow from the lesson and the place."""
    return [
        {
            "type": kind,
            "value": _raw(value["text"] if kind == "text" else value, package),
            "id": str(uuid5(BLOCK_IDS, f"{key}:{place}")),
        }
        for place, (kind, value) in enumerate(blocks)
    ]


def _raw(value: object, package: CoursePackage) -> object:
    if isinstance(value, Prose):
        return prose.html_of_markdown(value.markdown)
    if isinstance(value, CardRef):
        return _card(value.slug, package.course).pk
    if isinstance(value, FileRef):
        return _file(value, package).pk
    if isinstance(value, Mapping):
        return {name: _raw(part, package) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [_raw(part, package) for part in value]
    return value


def _card(slug: str, course: CourseDocument) -> ServiceCard:
    card = ServiceCard.objects.filter(slug=slug).first()
    if card is None:
        raise PackageError(
            f"{course.code}/{COURSE}",
            None,
            _("There is no service card “%(slug)s”. Add it as layanan/%(slug)s.md.")
            % {"slug": slug},
        )
    return card


def _file(reference: FileRef, package: CoursePackage) -> Image | Document:
    if reference.path.startswith("gambar/"):
        return _image(reference, package)
    return _document(reference, package)


def _image(reference: FileRef, package: CoursePackage) -> Image:
    """Return the picture with this content and name, loaded once."""
    content = package.files[reference.path]
    path = PurePosixPath(reference.path)
    found = Image.objects.filter(file_hash=_digest(content), title=path.stem).first()
    if found:
        return found
    image = Image(title=path.stem, file=ContentFile(content, name=path.name))
    image.file_hash, image.file_size = _digest(content), len(content)
    image.save()
    return image


def _document(reference: FileRef, package: CoursePackage) -> Document:
    content = package.files[reference.path]
    path = PurePosixPath(reference.path)
    found = Document.objects.filter(file_hash=_digest(content), title=path.stem).first()
    if found:
        return found
    document = Document(title=path.stem, file=ContentFile(content, name=path.name))
    document.file_hash, document.file_size = _digest(content), len(content)
    document.save()
    return document


def _digest(content: bytes) -> str:
    return hashlib.sha1(content, usedforsecurity=False).hexdigest()


def _has_same_files(names: FileNames, package: CoursePackage) -> bool:
    return all(package.files.get(path) == content for path, content in names.contents.items())
