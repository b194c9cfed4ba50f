"""A course as values: what a package's files state, and what the pages state, compared as equals."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

# The name of a block and its fields as plain values: texts, numbers, lists, mappings, FileRef, Prose.
BlockValue = tuple[str, Mapping[str, Any]]


@dataclass(frozen=True)
class Prose:
    """Rich text in canonical Markdown."""

    markdown: str


@dataclass(frozen=True)
class FileRef:
    """A picture or document of the package by its path, such as gambar/kunci.svg."""

    path: str


@dataclass(frozen=True)
class CardRef:
    """A service card by its short name."""

    slug: str


@dataclass(frozen=True)
class LessonDocument:
    """One lesson."""

    key: UUID
    title: str
    slug: str
    minutes: int
    goal: str
    source: str
    checked_on: date | None
    blocks: tuple[BlockValue, ...]


@dataclass(frozen=True)
class QuizDocument:
    """The quiz at the end; `questions` in the shape of the blocks of cms.blocks.questions."""

    key: UUID
    code: str
    title: str
    instructions: str
    mode: str
    feedback: str
    pass_count: int | None
    pass_percent: int | None
    attempts_allowed: int | None
    wait_hours: int | None
    questions: tuple[BlockValue, ...]
    minutes_allowed: int | None = None
    opens_at: datetime | None = None
    closes_at: datetime | None = None
    draw_easy: int | None = None
    draw_medium: int | None = None
    draw_hard: int | None = None


@dataclass(frozen=True)
class ExamDomain:
    """One domain in the blueprint of an exam: how many questions of each depth, and who teaches it."""

    domain: int
    counts: Mapping[str, int]
    sources: tuple[str, ...]


@dataclass(frozen=True)
class ExamDocument:
    """An exam: its rules, its blueprint and its bank; `questions` as in QuizDocument.

    The lesson of a question is named with its course, such as A3/phishing. `files` are the pictures
    of its questions, by path.
    """

    code: str
    title: str
    total: int
    minutes: int
    pass_percent: int
    domain_percents: Mapping[int, int]
    attempts_allowed: int | None
    wait_hours: tuple[int, ...]
    needs: tuple[str, ...]
    placement_percent: int | None
    refresher_questions: int | None
    blueprint: tuple[ExamDomain, ...]
    questions: tuple[BlockValue, ...]
    files: Mapping[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True)
class CardDocument:
    """A service card."""

    slug: str
    name: str
    owner: str
    official_address: str
    cost: str
    where: str
    face_to_face: str
    checked_on: date | None
    source: str
    live: bool


@dataclass(frozen=True)
class GuideDocument:
    """A page to read beside the courses."""

    slug: str
    title: str
    lead: str
    source: str
    checked_on: date | None
    blocks: tuple[BlockValue, ...]


@dataclass(frozen=True)
class CourseDocument:
    """The front matter and introduction of a course; `fields` are those of CoursePage by name."""

    code: str
    slug: str
    title: str
    fields: Mapping[str, Any]
    introduction: Prose
    services: tuple[str, ...]
    picture: FileRef | None


@dataclass(frozen=True)
class CoursePackage:
    """A whole course; `files` are the pictures and documents it uses, by path."""

    course: CourseDocument
    lessons: tuple[LessonDocument, ...]
    quiz: QuizDocument | None
    files: Mapping[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True)
class GuidePackage:
    """A guide and the pictures and documents it uses, by path."""

    guide: GuideDocument
    files: Mapping[str, bytes] = field(default_factory=dict)


def parts_in(value: object) -> Iterator[object]:
    """Yield every value inside nested mappings and lists."""
    if isinstance(value, Mapping):
        for part in value.values():
            yield from parts_in(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from parts_in(part)
    else:
        yield value
