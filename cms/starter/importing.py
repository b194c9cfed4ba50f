"""Write packages into pages: a transaction for each course and guide, and only what has changed."""

from collections.abc import Mapping
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Page

from cms.models import (
    CataloguePage,
    CoursePage,
    CourseService,
    GuidePage,
    HomePage,
    LessonPage,
    QuizPage,
    ServiceCard,
)
from cms.publishing import publish_course
from cms.receivers import not_listening
from cms.starter import prose
from cms.starter.banks import bank_spec_of
from cms.starter.documents import (
    CardDocument,
    CoursePackage,
    ExamDocument,
    GuidePackage,
    LessonDocument,
    QuizDocument,
)
from cms.starter.errors import PackageError
from cms.starter.folders import COURSE, EXAM, GUIDES, QUIZ, Packages
from cms.starter.pages import (
    CARD_FIELDS,
    QUIZ_FIELDS,
    FileNames,
    card_document,
    course_document,
    guide_document,
    lesson_document,
    quiz_document,
)
from cms.starter.values import Material, card_of, image_of, raw_blocks
from courses.catalogue.domain.publishing import OutlineError
from courses.quizzes.domain.banks import publish_bank
from courses.quizzes.domain.checking import QuizNotPublishable

# The quiz file of a package names no address.
QUIZ_SLUG = "kuis"


def import_packages(packages: Packages) -> dict[str, bool]:
    """Write the packages into the site; return for each one's name whether anything changed.

    Each course, exam and guide is a transaction: PackageError is raised with that one untouched.
    """
    with transaction.atomic():
        for card in packages.cards:
            import_card(card)
    courses = {package.course.code: import_course(package) for package in packages.courses}
    exams = {exam.code: import_exam(exam) for exam in packages.exams}
    guides = {f"{GUIDES}/{one.guide.slug}": import_guide(one) for one in packages.guides}
    return courses | exams | guides


@transaction.atomic
def import_exam(exam: ExamDocument) -> bool:
    """Write an exam's bank and rules; tell whether anything changed. Raises PackageError."""
    try:
        return publish_bank(bank_spec_of(exam))
    except QuizNotPublishable as error:
        raise PackageError(f"{exam.code}/{EXAM}", None, str(error)) from error


def import_card(document: CardDocument) -> bool:
    """Write a service card, unless the site's own was checked more recently; tell whether it changed."""
    card = ServiceCard.objects.filter(slug=document.slug).first()
    if card and _is_newer(card.checked_on, document.checked_on):
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


def _is_newer(here: date | None, theirs: date | None) -> bool:
    return here is not None and (theirs is None or here > theirs)


@transaction.atomic
def import_guide(package: GuidePackage) -> bool:
    """Write a guide, unless the site's own was checked more recently; tell whether it changed."""
    document, home, names = package.guide, HomePage.objects.get(), FileNames()
    file = f"{GUIDES}/{document.slug}.md"
    page = GuidePage.objects.child_of(home).filter(slug=document.slug).first()
    if page and _is_newer(page.checked_on, document.checked_on):
        return False
    if (
        page
        and page.live
        and guide_document(page, names) == document
        and _has_same_files(names, package.files)
    ):
        return False
    page = page or GuidePage(slug=document.slug, live=False)
    for name in ("title", "lead", "source", "checked_on"):
        setattr(page, name, getattr(document, name))
    page.body = raw_blocks(document.blocks, file, Material(file, package.files))
    try:
        _publish(page, home)
    except ValidationError as error:
        raise PackageError(file, None, " ".join(error.messages)) from error
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
        and _has_same_files(names, package.files)
    ):
        return course, False
    course = course or CoursePage(code=document.code, live=False)
    course.title, course.slug = document.title, document.slug
    for name, value in document.fields.items():
        setattr(course, name, value)
    course.introduction = prose.html_of_markdown(document.introduction.markdown)
    course.picture = image_of(document.picture, _material(package)) if document.picture else None
    course.services = [
        CourseService(card=card_of(slug, _material(package).file), sort_order=place)
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
        and _has_same_files(names, package.files)
    ):
        return page, False
    page = page or LessonPage(key=document.key, live=False)
    for name in ("title", "slug", "minutes", "goal", "source", "checked_on"):
        setattr(page, name, getattr(document, name))
    page.body = raw_blocks(document.blocks, document.key, _material(package))
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
        and _has_same_files(names, package.files)
    ):
        return page, False
    page = page or QuizPage(key=document.key, live=False, slug=QUIZ_SLUG)
    page.title = document.title
    for name in QUIZ_FIELDS:
        setattr(page, name, getattr(document, name))
    page.questions = raw_blocks(document.questions, document.key, _material(package))
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


def _material(package: CoursePackage) -> Material:
    return Material(f"{package.course.code}/{COURSE}", package.files)


def _has_same_files(names: FileNames, files: Mapping[str, bytes]) -> bool:
    return all(files.get(path) == content for path, content in names.contents.items())
