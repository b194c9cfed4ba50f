"""Read the folders of course packages; nothing here touches the database."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from django.utils.translation import gettext as _

from cms.starter.courses import read_card, read_course
from cms.starter.documents import (
    CardDocument,
    CourseDocument,
    CoursePackage,
    ExamDocument,
    FileRef,
    GuidePackage,
    LessonDocument,
    QuizDocument,
    parts_in,
)
from cms.starter.drawings import fault_of_file
from cms.starter.errors import PackageError
from cms.starter.exams import read_exam
from cms.starter.guides import read_guide
from cms.starter.lessons import read_lesson
from cms.starter.quizzes import read_quiz

COURSE, QUIZ, CARDS, GUIDES = "course.md", "quiz.yaml", "layanan", "panduan"
EXAM, BANKS = "exam.yaml", "bank-*.yaml"


@dataclass(frozen=True)
class Packages:
    """Everything that was found: courses, the service cards and guides beside them, and exams."""

    courses: tuple[CoursePackage, ...]
    cards: tuple[CardDocument, ...]
    exams: tuple[ExamDocument, ...] = ()
    guides: tuple[GuidePackage, ...] = ()


def read_packages(paths: Iterable[Path]) -> Packages:
    """Return the packages in these folders; each is one, or holds some. Raises PackageError."""
    places = list(paths)
    for path in places:
        _refuse_empty(path)
    folders = [folder for path in places for folder in package_folders(path, COURSE)]
    _refuse_twice(folders)
    return Packages(
        courses=tuple(read_package(folder) for folder in folders),
        cards=tuple(read_card_file(file) for file in files_beside(folders, CARDS)),
        exams=tuple(
            read_exam_folder(folder) for path in places for folder in package_folders(path, EXAM)
        ),
        guides=tuple(read_guide_file(file) for file in files_beside(folders, GUIDES)),
    )


def package_folders(path: Path, name: str) -> list[Path]:
    """Return the folder itself if it has a file of this name, else those in it that have one."""
    if (path / name).is_file():
        return [path.resolve()]
    return [file.parent.resolve() for file in sorted(path.glob(f"*/{name}"))]


def files_beside(courses: Iterable[Path], name: str) -> list[Path]:
    """Return each text file in the folders of this name beside these courses, once."""
    folders = dict.fromkeys(course.parent / name for course in courses)
    return [file for folder in folders for file in sorted(folder.glob("*.md"))]


def lesson_files_in(folder: Path) -> list[Path]:
    """Return the lessons of a course in their order."""
    return [file for file in sorted(folder.glob("*.md")) if file.name != COURSE]


def read_card_file(file: Path) -> CardDocument:
    """Return the service card in this file. Raises PackageError."""
    return read_card(_text(file), shown(file))


def read_guide_file(file: Path) -> GuidePackage:
    """Return the guide in this file, with what it refers to. Raises PackageError."""
    guide = read_guide(_text(file), shown(file))
    paths = _paths_in([value for _kind, value in guide.blocks])
    return GuidePackage(guide, {path: _content(file.parent, path, shown(file)) for path in paths})


def read_exam_folder(folder: Path) -> ExamDocument:
    """Return the exam in this folder, with its bank and the pictures beside it. Raises PackageError."""
    banks = {shown(file): _text(file) for file in sorted(folder.glob(BANKS))}
    exam = read_exam(_text(folder / EXAM), shown(folder / EXAM), banks)
    files = {}
    for path in _paths_in([value for _kind, value in exam.questions]):
        file = next(name for name, text in banks.items() if path in text)
        files[path] = _content(folder, path, file)
    return replace(exam, files=files)


def read_package(folder: Path) -> CoursePackage:
    """Return the course in this folder. Raises PackageError."""
    course = read_course(_text(folder / COURSE), shown(folder / COURSE))
    lessons = {
        shown(file): read_lesson(_text(file), shown(file)) for file in lesson_files_in(folder)
    }
    quiz_file = folder / QUIZ
    quiz = read_quiz(_text(quiz_file), shown(quiz_file)) if quiz_file.exists() else None
    _refuse_mixed_up(lessons, quiz, shown(quiz_file))
    files = {}
    for file, references in _references(course, lessons, quiz, folder).items():
        for path in references:
            files[path] = _content(folder, path, file)
    return CoursePackage(course, tuple(lessons.values()), quiz, files)


def _refuse_empty(path: Path) -> None:
    if not package_folders(path, COURSE) and not package_folders(path, EXAM):
        raise PackageError(
            str(path),
            None,
            _("There is no course here. A course is a folder with a file course.md in it."),
        )


def _refuse_twice(folders: list[Path]) -> None:
    codes: dict[str, Path] = {}
    for folder in folders:
        code = read_course(_text(folder / COURSE), shown(folder / COURSE)).code
        if code in codes:
            raise PackageError(
                shown(folder / COURSE),
                None,
                _("The course %(code)s is given twice; it is also in %(folder)s. Give it once.")
                % {"code": code, "folder": codes[code]},
            )
        codes[code] = folder


def _refuse_mixed_up(
    lessons: dict[str, LessonDocument], quiz: QuizDocument | None, quiz_file: str
) -> None:
    seen: dict[object, str] = {}
    for file, lesson in lessons.items():
        for name, value in (("kunci", lesson.key), ("slug", lesson.slug)):
            if value in seen:
                raise PackageError(
                    file,
                    None,
                    _("“%(name)s” is the same as in %(other)s. Give each lesson its own.")
                    % {"name": name, "other": seen[value]},
                )
            seen[value] = file
    if quiz is None:
        return
    if quiz.key in seen:
        raise PackageError(
            quiz_file,
            None,
            _("The quiz has the key of a lesson (%(other)s).") % {"other": seen[quiz.key]},
        )
    for _kind, question in quiz.questions:
        taught_in = question.get("lesson_slug")
        if taught_in and taught_in not in seen:
            raise PackageError(
                quiz_file,
                None,
                _("Question %(ref)s names the lesson “%(slug)s”, which this course does not have.")
                % {"ref": question["ref"], "slug": taught_in},
            )


def _references(
    course: CourseDocument,
    lessons: dict[str, LessonDocument],
    quiz: QuizDocument | None,
    folder: Path,
) -> dict[str, list[str]]:
    """Return the files that each file of the package refers to."""
    stated: dict[str, object] = {shown(folder / COURSE): [course.picture]}
    stated |= {file: [value for _kind, value in lesson.blocks] for file, lesson in lessons.items()}
    if quiz:
        stated[shown(folder / QUIZ)] = [value for _kind, value in quiz.questions]
    return {file: _paths_in(value) for file, value in stated.items()}


def _paths_in(value: object) -> list[str]:
    return [part.path for part in parts_in(value) if isinstance(part, FileRef)]


def _content(folder: Path, path: str, file: str) -> bytes:
    place = (folder / path).resolve()
    if not place.is_relative_to(folder.resolve()) or not place.is_file():
        raise PackageError(
            file, _line_of(folder, file, path), _("There is no file %(path)s.") % {"path": path}
        )
    content = place.read_bytes()
    if fault := fault_of_file(path, content):
        raise PackageError(shown(place), None, fault)
    return content


def _line_of(folder: Path, file: str, path: str) -> int | None:
    lines = _text(folder / Path(file).name).splitlines()
    return next((number for number, line in enumerate(lines, start=1) if path in line), None)


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8").replace("\r\n", "\n").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        raise PackageError(
            shown(file), None, _("The file is not UTF-8. Save it again as UTF-8.")
        ) from error


def shown(file: Path) -> str:
    """Return how the file is named to a person: its course's folder and its own name."""
    return f"{file.parent.name}/{file.name}"
