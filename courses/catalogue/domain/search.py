"""Find courses for what people type: other words, other endings, other spellings."""

from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from courses.catalogue.domain.index import Index, IndexedCourse, IndexedLesson, current_index
from courses.catalogue.domain.synonyms import synonyms
from courses.catalogue.domain.words import stem, words_of
from courses.catalogue.models import Need

LONGEST_QUERY = 120
MOST_WORDS = 12
SHORTEST_FOR_SPELLING = 4
ALIKE = 0.66
# Of the words that say something, this share must be found, so that one common word of a long
# question does not bring up everything.
ENOUGH = 0.5


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
    if len(word) < SHORTEST_FOR_SPELLING:
        return _Part(stems, word)
    if begun := [known for known in index.vocabulary if known.startswith(word)]:
        return _Part(stems | _meant_by(begun), word)
    near = process.extractOne(
        word, index.vocabulary, scorer=DamerauLevenshtein.normalized_similarity, score_cutoff=ALIKE
    )
    return _Part(_meant_by([near[0]]), near[0], is_corrected=True) if near else _Part(stems, word)


def _meant_by(words: Iterable[str]) -> frozenset[str]:
    stems = {stem(word) for word in words}
    for word in words:
        stems |= synonyms().meaning_of([word])[1]
    return frozenset(stems)


# --- What fits --------------------------------------------------------------------------------


def _hits(index: Index, parts: list[_Part], filters: Filters) -> Iterable[Hit]:
    found = [_weights(index, part) for part in parts]
    scores = {
        number: (sum(number in each for each in found), sum(each.get(number, 0) for each in found))
        for number in set().union(*found)
    }
    enough = {number for number, (count, _) in scores.items() if count >= ENOUGH * len(parts)}
    best_first = sorted(enough, key=lambda number: (*(-part for part in scores[number]), number))
    for number in best_first:
        course = index.courses[number]
        if filters.let_through(course):
            yield Hit(course, _fitting_lesson(index, parts, number))


def _weights(index: Index, part: _Part) -> dict[int, float]:
    """Return how well each course fits the part: by its best stem."""
    weights: dict[int, float] = {}
    for each in part.stems & index.in_courses.keys():
        rarity = index.rarity(each)
        for number, weight in index.in_courses[each].items():
            weights[number] = max(weights.get(number, 0), weight * rarity)
    return weights


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
