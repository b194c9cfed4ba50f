"""What came of an attempt, and which lessons are worth repeating."""

from collections import Counter
from dataclasses import dataclass, replace

from django.utils import timezone

from courses.catalogue.domain import PublishedOutline
from courses.quizzes.domain.attempts import tries_of
from courses.quizzes.domain.essay_marks import marked_essays_of
from courses.quizzes.domain.sheets import Disclosure, Sheet, make_sheet
from courses.quizzes.domain.takers import Taker
from courses.quizzes.models import Attempt, Question, QuestionVersion
from courses.quizzes.rules import Tries, shows_all_at_the_end


@dataclass(frozen=True)
class Topic:
    """The questions of one lesson: how many were answered rightly."""

    slug: str
    name: str
    correct: int
    total: int

    @property
    def is_strong(self) -> bool:
        """Tell whether nothing was missing."""
        return self.correct == self.total

    @property
    def is_fair(self) -> bool:
        """Tell whether at least half was right, but not all."""
        return not self.is_strong and 2 * self.correct >= self.total


@dataclass(frozen=True)
class Result:
    """A handed-in attempt as its taker sees it."""

    attempt: Attempt
    tries: Tries
    total: int
    topics: tuple[Topic, ...]
    sheets: tuple[Sheet, ...]

    @property
    def to_repeat(self) -> tuple[Topic, ...]:
        """Return the lessons with something missing, the weakest first."""
        missing = [topic for topic in self.topics if not topic.is_strong]
        return tuple(sorted(missing, key=lambda topic: topic.correct / topic.total))


def result_of(attempt: Attempt, taker: Taker, outline: PublishedOutline) -> Result:
    """Return the result of a handed-in attempt. Three statements.

    What was right is told only when that can no longer help with the same questions.
    """
    tries = tries_of(attempt.version, taker, timezone.now())
    ids = [stored["question"] for stored in attempt.paper]
    questions = QuestionVersion.objects.in_bulk(ids)
    answers = {answer.position: answer for answer in attempt.answers.all()}
    shows_all = shows_all_at_the_end(attempt.version, tries)
    disclosure = Disclosure.EVERYTHING if shows_all else Disclosure.OWN
    sheets = tuple(
        make_sheet(attempt, at, questions[pk], answers.get(at), disclosure)
        for at, pk in enumerate(ids, start=1)
    )
    sheets = with_essay_marks(attempt, sheets)
    topics = _topics([questions[pk].lesson_slug for pk in ids], sheets, outline)
    return Result(attempt, tries, len(ids), topics, sheets)


def with_essay_marks(attempt: Attempt, sheets: tuple[Sheet, ...]) -> tuple[Sheet, ...]:
    """Return the sheets with what was said about essays. One statement if there are any."""
    if not any(sheet.kind == Question.Kind.ESSAY for sheet in sheets):
        return sheets
    marks = marked_essays_of(attempt)
    return tuple(replace(sheet, essay=marks.get(sheet.position)) for sheet in sheets)


def _topics(
    slugs: list[str], sheets: tuple[Sheet, ...], outline: PublishedOutline
) -> tuple[Topic, ...]:
    """Return the topics in the order of the course, without lessons that it no longer has."""
    totals = Counter(slugs)
    right = Counter(slug for slug, sheet in zip(slugs, sheets, strict=True) if sheet.is_right)
    return tuple(
        Topic(item.slug, item.title, right[item.slug], totals[item.slug])
        for item in outline.items
        if totals[item.slug]
    )
