"""Find courses for what people type: other words, other endings, other spellings."""

from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from courses.catalogue.domain.index import (
    OF_LESSON_TITLE,
    Index,
    IndexedCourse,
    IndexedLesson,
    current_index,
)
from courses.catalogue.domain.synonyms import synonyms
from courses.catalogue.domain.words import stem, words_of
from courses.catalogue.models import Need

LONGEST_QUERY = 120
MOST_WORDS = 12
# How many letters may be wrong in a word of at least this length, the longest first: a short word
# with one other letter is usually another word.
WRONG_LETTERS = {8: 2, 5: 1}
SHORTEST_BEGINNING = 4
# Of the words that say something, this share must be found, so that one common word of a long
# question does not bring up everything.
ENOUGH = 0.5
# What fits far worse than the best is noise: a lesson that mentions a queue is not about queueing.
NEAR_THE_BEST = 0.3


@dataclass(frozen=True)
class Filters:
    """What the results are narrowed to; an empty string leaves it open."""

    door: str = ""
    need: str = ""
    level: str = ""

    def let_through(self, course: IndexedCourse) -> bool:
        """Tell whether the course is among what is asked for."""
        return (
            (not self.door or self.door in course.audiences)
            and (not self.need or self.need in course.needs)
            and (not self.level or self.level == course.level)
        )


@dataclass(frozen=True)
class Hit:
    """A course that was found, and its one lesson that fits everything asked, if there is one."""

    course: IndexedCourse
    lesson: IndexedLesson | None = None


@dataclass(frozen=True)
class Answer:
    """What was found; `meant` is the query as we understood a misspelt one, else empty."""

    hits: tuple[Hit, ...]
    meant: str = ""
    suggested_needs: tuple[Need, ...] = ()


@dataclass(frozen=True)
class _Part:
    """One word or phrase of a query, and the stems of which any will do."""

    stems: frozenset[str]
    written: str
    is_corrected: bool = False


def search(query: str, filters: Filters = Filters()) -> Answer:
    """Return the courses for a query, the best first; without a query all that the filters let through.

    One query, and two more after a publication. No query text makes it fail.
    """
    index = current_index()
    words = _telling_words(query)
    if not words:
        hits = tuple(Hit(course) for course in index.courses if filters.let_through(course))
        return Answer(() if query.strip() else hits, suggested_needs=_needs_to_suggest(index))
    parts = list(_parts(index, words))
    corrected = any(part.is_corrected for part in parts)
    return Answer(
        hits=tuple(_hits(index, parts, filters)),
        meant=" ".join(part.written for part in parts) if corrected else "",
        suggested_needs=_needs_to_suggest(index),
    )


def _telling_words(query: str) -> list[str]:
    words = words_of(query[:LONGEST_QUERY])
    telling = [word for word in words if word not in synonyms().ignored]
    return (telling or words)[:MOST_WORDS]


# --- What is meant ----------------------------------------------------------------------------


def _parts(index: Index, words: list[str]) -> Iterable[_Part]:
    """Split the words into phrases that are known and single words."""
    while words:
        length, meanings = synonyms().meaning_of(words)
        if length > 1:
            yield _Part(meanings, " ".join(words[:length]))
        else:
            yield _word(index, words[0], meanings)
        words = words[max(length, 1) :]


def _word(index: Index, word: str, meanings: frozenset[str]) -> _Part:
    stems = meanings | {stem(word)}
    if meanings or stems & index.in_courses.keys():
        return _Part(stems, word)
    begun = [known for known in index.vocabulary if known.startswith(word)]
    if begun and len(word) >= SHORTEST_BEGINNING:
        return _Part(stems | _meant_by(begun), word)
    if near := _nearest(index, word):
        return _Part(_meant_by([near]), near, is_corrected=True)
    return _Part(stems, word)


def _nearest(index: Index, word: str) -> str:
    """Return the known word that this one is a misspelling of, or an empty string."""
    allowed = next((wrong for length, wrong in WRONG_LETTERS.items() if len(word) >= length), 0)
    if not allowed:
        return ""
    near = process.extractOne(
        word, index.vocabulary, scorer=DamerauLevenshtein.distance, score_cutoff=allowed
    )
    return near[0] if near else ""


def _meant_by(words: Iterable[str]) -> frozenset[str]:
    stems = {stem(word) for word in words}
    for word in words:
        stems |= synonyms().meaning_of([word])[1]
    return frozenset(stems)


# --- What fits --------------------------------------------------------------------------------


def _hits(index: Index, parts: list[_Part], filters: Filters) -> Iterable[Hit]:
    found = [_fits(index, part) for part in parts]
    scored = {
        number: score
        for number in set().union(*found)
        if (score := _score([fits[number] for fits in found if number in fits], len(parts)))
    }
    least = NEAR_THE_BEST * max(scored.values(), default=0)
    for number in sorted(scored, key=lambda number: (-scored[number], number)):
        course = index.courses[number]
        if scored[number] >= least and filters.let_through(course):
            yield Hit(course, _fitting_lesson(index, parts, number))


@dataclass(frozen=True)
class _Fit:
    """How well a course fits one part: what the place is worth, and how rare the word is."""

    weight: float
    rarity: float


def _fits(index: Index, part: _Part) -> dict[int, _Fit]:
    """Return how well each course fits the part: by its best stem."""
    fits: dict[int, _Fit] = {}
    for each in part.stems & index.in_courses.keys():
        rarity = index.rarity(each)
        for number, weight in index.in_courses[each].items():
            known = fits.get(number)
            if known is None or weight * rarity > known.weight * known.rarity:
                fits[number] = _Fit(weight, rarity)
    return fits


def _score(fits: list[_Fit], parts: int) -> float:
    """Return a course's score; 0 for one that has too little of what was asked.

    A course that lacks a part must have another where it says what the course is about.
    """
    share = len(fits) / parts
    if share < ENOUGH or (share < 1 and max(fit.weight for fit in fits) < OF_LESSON_TITLE):
        return 0
    return share * sum(fit.weight * fit.rarity for fit in fits)


def _fitting_lesson(index: Index, parts: list[_Part], number: int) -> IndexedLesson | None:
    """Return the lesson of the course that has a stem of every part, the best if there are several."""
    scored = []
    for place, lesson in enumerate(index.courses[number].lessons):
        weights = [
            max(
                (index.in_lessons.get(each, {}).get((number, place), 0) for each in part.stems),
                default=0,
            )
            for part in parts
        ]
        if all(weights) and not lesson.is_quiz:
            scored.append((-sum(weights), place, lesson))
    return min(scored)[2] if scored else None


def _needs_to_suggest(index: Index) -> tuple[Need, ...]:
    """Return the three needs that most courses serve."""
    counts = {need: sum(need in course.needs for course in index.courses) for need in Need}
    served = [need for need in Need if counts[need]]
    return tuple(sorted(served, key=lambda need: -counts[need])[:3])
