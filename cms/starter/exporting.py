"""Write the courses of the site as package folders."""

from pathlib import Path

from django.utils.translation import gettext as _

from cms.models import CoursePage, ServiceCard
from cms.starter.courses import write_card, write_course
from cms.starter.documents import CoursePackage
from cms.starter.errors import PackageError
from cms.starter.folders import CARDS, COURSE, QUIZ
from cms.starter.lessons import write_lesson
from cms.starter.pages import card_document, package_of
from cms.starter.quizzes import write_quiz


def export_courses(folder: Path, code: str = "") -> list[str]:
    """Write the live courses (or the one with this code) and the service cards; return their codes.

    Raises PackageError before writing anything over a course that is already there.
    """
    courses = CoursePage.objects.live().order_by("path")
    if code:
        courses = courses.filter(code=code)
    if not courses:
        raise PackageError(
            str(folder), None, _("There is no published course %(code)s.") % {"code": code}
        )
    for course in courses:
        if (folder / course.code).exists():
            raise PackageError(
                str(folder / course.code),
                None,
                _("This folder is already there. Choose another one."),
            )
    for course in courses:
        _write(folder / course.code, package_files(package_of(course)))
    cards = {
        f"{card.slug}.md": write_card(card_document(card)) for card in ServiceCard.objects.all()
    }
    _write(folder / CARDS, {name: text.encode() for name, text in cards.items()})
    return [course.code for course in courses]


def package_files(package: CoursePackage) -> dict[str, bytes]:
    """Return the files of a package by their path in its folder."""
    files = {COURSE: write_course(package.course).encode()}
    for number, lesson in enumerate(package.lessons, start=1):
        files[f"{number:02d}-{lesson.slug}.md"] = write_lesson(lesson).encode()
    if package.quiz:
        files[QUIZ] = write_quiz(package.quiz).encode()
    return files | dict(package.files)


def _write(folder: Path, files: dict[str, bytes]) -> None:
    for name, content in files.items():
        place = folder / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)
