"""The words of everything that is published, kept in this process until something is published."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from math import log

from courses.catalogue.domain.synonyms import synonyms
from courses.catalogue.domain.words import stem, words_of
from courses.catalogue.models import Course, CourseVersion, Lesson, LessonInVersion

# What a word says about a course depends on where it stands.
OF_TITLE, OF_KEYWORD, OF_LESSON_TITLE, OF_SUMMARY, OF_NEED, OF_TEXT = 8.0, 6.0, 5.0, 4.0, 3.0, 1.0


@dataclass(frozen=True)
class IndexedLesson:
    """A lesson that a hit can point at."""

    slug: str
    title: str
    is_quiz: bool


@dataclass(frozen=True)
class IndexedCourse:
    """What a result says of a course, and what filters ask."""

    code: str
    slug: str
    title: str
    summary: str
    picture: str
    level: str
    audiences: tuple[str, ...]
    needs: tuple[str, ...]
    minutes: int
    weight_bytes: int
    lessons: tuple[IndexedLesson, ...]

    @property
    def lesson_count(self) -> int:
        """Return the number of lessons; quizzes are not counted."""
        return sum(not lesson.is_quiz for lesson in self.lessons)


@dataclass(frozen=True)
class Index:
    """Courses, and for each stem its weight in each course and in each lesson (course, lesson)."""

    courses: tuple[IndexedCourse, ...]
    in_courses: dict[str, dict[int, float]]
    in_lessons: dict[str, dict[tuple[int, int], float]]
    # Words that a misspelt one may stand for, those of the courses before those people type.
    vocabulary: tuple[str, ...]

    def rarity(self, stem: str) -> float:
        """Return how much finding this stem says: the fewer courses have it, the more."""
        return log(1 + len(self.courses) / len(self.in_courses[stem]))


def current_index() -> Index:
    """Return the index of what is published now: one query, and two more after a publication."""
    published = Course.objects.published().order_by("code")
    return _index_of(tuple(published.values_list("current_id", "current__digest")))


# The fingerprint makes the key safe: the same key always means the same words.
@lru_cache(maxsize=2)
def _index_of(versions: tuple[tuple[int, str], ...]) -> Index:
    builder = _Builder()
    ids = [version_id for version_id, _digest in versions]
    read = (
        CourseVersion.objects.filter(pk__in=ids).select_related("course").order_by("course__code")
    )
    items: defaultdict[int, list[LessonInVersion]] = defaultdict(list)
    for item in LessonInVersion.objects.filter(version__in=ids).select_related("lesson"):
        items[item.version_id].append(item)
    for version in read:
        builder.add(version, items[version.pk])
    return builder.index()


class _Builder:
    """Collects words course by course."""

    def __init__(self) -> None:
        self.courses: list[IndexedCourse] = []
        self.in_courses: defaultdict[str, dict[int, float]] = defaultdict(dict)
        self.in_lessons: defaultdict[str, dict[tuple[int, int], float]] = defaultdict(dict)
        self.words: set[str] = set()

    def add(self, version: CourseVersion, items: list[LessonInVersion]) -> None:
        """Take in one course with its lessons."""
        number = len(self.courses)
        self.courses.append(_indexed(version, items))
        weights = self._weights(
            (OF_TITLE, [version.title, version.course.code]),
            (OF_KEYWORD, version.details.get("keywords", [])),
            (OF_SUMMARY, [version.summary, *version.details.get("can_do", [])]),
            (OF_NEED, version.needs),
        )
        for place, item in enumerate(items):
            of_lesson = self._weights(
                (OF_LESSON_TITLE, [item.title]),
                (OF_SUMMARY, [item.summary]),
                (OF_TEXT, [item.text]),
            )
            for found, weight in of_lesson.items():
                self.in_lessons[found][number, place] = weight
                weights[found] = max(weights[found], weight)
        for found, weight in weights.items():
            self.in_courses[found][number] = weight

    def _weights(self, *parts: tuple[float, Iterable[str]]) -> defaultdict[str, float]:
        """Return the weight of each stem: where it stands best, and a little for standing often."""
        weights: defaultdict[str, float] = defaultdict(float)
        for worth, texts in parts:
            counted = Counter(word for text in texts for word in words_of(text))
            self.words |= counted.keys()
            for word, count in counted.items():
                found = stem(word)
                weights[found] = max(weights[found], worth * (1 + log(count) / 4))
        return weights

    def index(self) -> Index:
        """Return what was collected."""
        typed = {word for phrase in synonyms().meanings for word in phrase} - self.words
        known = [*sorted(self.words), *sorted(typed)]
        return Index(
            courses=tuple(self.courses),
            in_courses=dict(self.in_courses),
            in_lessons=dict(self.in_lessons),
            vocabulary=tuple(word for word in known if len(word) > 3 and word.isalpha()),
        )


def _indexed(version: CourseVersion, items: list[LessonInVersion]) -> IndexedCourse:
    return IndexedCourse(
        code=version.course.code,
        slug=version.course.slug,
        title=version.title,
        summary=version.summary,
        picture=version.picture,
        level=version.level,
        audiences=tuple(version.audiences),
        needs=tuple(version.needs),
        minutes=version.minutes,
        weight_bytes=version.weight_bytes,
        lessons=tuple(
            IndexedLesson(item.slug, item.title, item.lesson.kind == Lesson.Kind.QUIZ)
            for item in items
        ),
    )
