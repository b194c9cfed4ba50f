"""The packages of a folder as the checks look at them; nothing here touches the database."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from cms.checking.packages.findings import Finding, Severity, TextFile
from cms.starter.documents import (
    BlockValue,
    CardDocument,
    CoursePackage,
    ExamDocument,
    LessonDocument,
)
from cms.starter.errors import PackageError
from cms.starter.folders import (
    BANKS,
    CARDS,
    COURSE,
    EXAM,
    QUIZ,
    lesson_files_in,
    package_folders,
    read_card_file,
    read_exam_folder,
    read_package,
    shown,
)
from cms.starter.questions import BANKED


@dataclass(frozen=True)
class CourseSource:
    """A course, and the files that it was read from; `texts` by their names in the folder."""

    folder: Path
    package: CoursePackage
    texts: dict[str, TextFile]

    @property
    def code(self) -> str:
        """Return the code of the course."""
        return self.package.course.code

    @property
    def course_file(self) -> TextFile:
        """Return course.md."""
        return self.texts[COURSE]

    @property
    def quiz_file(self) -> TextFile:
        """Return quiz.yaml; the course has one."""
        return self.texts[QUIZ]

    @property
    def audiences(self) -> list[str]:
        """Return for whom the course is."""
        return list(self.package.course.fields["audiences"])

    def lessons(self) -> Iterator[tuple[LessonDocument, TextFile]]:
        """Yield each lesson with its file."""
        files = lesson_files_in(self.folder)
        for lesson, file in zip(self.package.lessons, files, strict=True):
            yield lesson, self.texts[file.name]

    def questions(self) -> tuple[BlockValue, ...]:
        """Return the questions that the quiz states, without those it takes from banks."""
        stated = self.package.quiz.questions if self.package.quiz else ()
        return tuple(question for question in stated if question[0] != BANKED)


@dataclass(frozen=True)
class ExamSource:
    """An exam, and the files that it was read from, by their names in the folder."""

    folder: Path
    exam: ExamDocument
    texts: dict[str, TextFile]

    @property
    def exam_file(self) -> TextFile:
        """Return exam.yaml."""
        return self.texts[EXAM]

    def file_of(self, ref: str) -> TextFile:
        """Return the file of the bank that holds this question."""
        banks = [text for name, text in self.texts.items() if name != EXAM]
        return next((text for text in banks if text.line_of(f"id: {ref}")), self.exam_file)


@dataclass(frozen=True)
class Sources:
    """Everything in a folder of packages, and what could not be read."""

    courses: tuple[CourseSource, ...]
    exams: tuple[ExamSource, ...]
    cards: tuple[CardDocument, ...]
    unreadable: tuple[Finding, ...]

    def only(self, folder: str) -> "Sources":
        """Return what is in the folder of this name."""
        return Sources(
            tuple(course for course in self.courses if course.folder.name == folder),
            tuple(exam for exam in self.exams if exam.folder.name == folder),
            self.cards,
            self.unreadable,
        )


def read_sources(path: Path) -> Sources:
    """Read the packages in a folder; one that cannot be read becomes a finding."""
    faults: list[Finding] = []

    def attempt[Part](read: Callable[[Path], Part], places: list[Path]) -> tuple[Part, ...]:
        parts = []
        for place in places:
            try:
                parts.append(read(place))
            except PackageError as error:
                faults.append(
                    Finding(Severity.ERROR, "unreadable", error.file, error.line, error.sentence)
                )
        return tuple(parts)

    return Sources(
        courses=attempt(_course, package_folders(path, COURSE)),
        exams=attempt(_exam, package_folders(path, EXAM)),
        cards=attempt(read_card_file, sorted((path / CARDS).glob("*.md"))),
        unreadable=tuple(faults),
    )


def _course(folder: Path) -> CourseSource:
    names = [COURSE, *(file.name for file in lesson_files_in(folder))]
    names += [QUIZ] if (folder / QUIZ).exists() else []
    return CourseSource(folder, read_package(folder), _texts(folder, names))


def _exam(folder: Path) -> ExamSource:
    names = [EXAM, *(file.name for file in sorted(folder.glob(BANKS)))]
    return ExamSource(folder, read_exam_folder(folder), _texts(folder, names))


def _texts(folder: Path, names: list[str]) -> dict[str, TextFile]:
    return {
        name: TextFile(shown(folder / name), tuple((folder / name).read_text("utf-8").splitlines()))
        for name in names
    }
