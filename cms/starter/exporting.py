"""Write the courses, exams and guides of the site as package folders."""

from pathlib import Path

from django.utils.translation import gettext as _

from cms.models import CoursePage, GuidePage, ServiceCard
from cms.starter.banks import exam_document
from cms.starter.courses import write_card, write_course
from cms.starter.documents import CoursePackage, ExamDocument
from cms.starter.errors import PackageError
from cms.starter.exams import write_banks, write_exam
from cms.starter.folders import CARDS, COURSE, EXAM, GUIDES, QUIZ
from cms.starter.guides import write_guide
from cms.starter.lessons import write_lesson
from cms.starter.pages import FileNames, card_document, guide_document, package_of
from cms.starter.quizzes import write_quiz
from courses.quizzes.models import QuestionBank


def export_courses(folder: Path, code: str = "") -> list[str]:
    """Write the live courses and guides, the exams and the service cards; return the codes.

    With a code, only the course or exam that has it, and the cards. Raises PackageError before
    writing anything over a package that is already there.
    """
    packages = _packages(code)
    if not packages:
        raise PackageError(
            str(folder), None, _("There is no published course %(code)s.") % {"code": code}
        )
    for name in packages:
        if (folder / name).exists():
            raise PackageError(
                str(folder / name),
                None,
                _("This folder is already there. Choose another one."),
            )
    for name, files in packages.items():
        _write(folder / name, files)
    cards = {
        f"{card.slug}.md": write_card(card_document(card)) for card in ServiceCard.objects.all()
    }
    _write(folder / CARDS, {name: text.encode() for name, text in cards.items()})
    if not code:
        _write(folder / GUIDES, _guide_files())
    return list(packages)


def _packages(code: str) -> dict[str, dict[str, bytes]]:
    """Return the files of each package by its code."""
    courses = CoursePage.objects.live().order_by("path")
    exams = QuestionBank.objects.exclude(exam={})
    if code:
        courses, exams = courses.filter(code=code), exams.filter(code=code)
    return {course.code: package_files(package_of(course)) for course in courses} | {
        bank.code: exam_files(exam_document(bank)) for bank in exams
    }


def _guide_files() -> dict[str, bytes]:
    """Return the files of the live guides by their path in the folder they share."""
    names = FileNames()
    documents = [guide_document(guide, names) for guide in GuidePage.objects.live()]
    texts = {f"{guide.slug}.md": write_guide(guide).encode() for guide in documents}
    return texts | names.contents


def package_files(package: CoursePackage) -> dict[str, bytes]:
    """Return the files of a package by their path in its folder."""
    files = {COURSE: write_course(package.course).encode()}
    for number, lesson in enumerate(package.lessons, start=1):
        files[f"{number:02d}-{lesson.slug}.md"] = write_lesson(lesson).encode()
    if package.quiz:
        files[QUIZ] = write_quiz(package.quiz).encode()
    return files | dict(package.files)


def exam_files(exam: ExamDocument) -> dict[str, bytes]:
    """Return the files of an exam by their path in its folder."""
    texts = {EXAM: write_exam(exam)} | write_banks(exam)
    return {name: text.encode() for name, text in texts.items()} | dict(exam.files)


def _write(folder: Path, files: dict[str, bytes]) -> None:
    for name, content in files.items():
        place = folder / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)
