"""Whether the right answer gives itself away: always the same letter, the longest, the shortest."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from cms.checking.packages.findings import Finding, TextFile
from cms.checking.packages.sources import Sources
from cms.starter.documents import BlockValue

# Fewer questions than this show no habit.
FEWEST = 5
# Of four options, a quarter of the keys is expected anywhere; small quizzes stray further.
TOO_MANY = 0.6
MANY = 0.4
FEWEST_FOR_ADVICE = 10
LETTERS = "ABCDEFGHIJ"


@dataclass(frozen=True)
class _Habits:
    """How often the right option of a set of questions stands where, and how long it is."""

    total: int
    positions: Counter[int]
    longest: int
    shortest: int


def check_keys(sources: Sources) -> Iterator[Finding]:
    """Yield the quizzes and banks in which a guesser does well."""
    for course in sources.courses:
        if course.package.quiz:
            yield from _of_questions(course.questions(), course.quiz_file)
    for exam in sources.exams:
        for domain in exam.exam.blueprint:
            rows = tuple(
                (kind, value)
                for kind, value in exam.exam.questions
                if value["domain"] == str(domain.domain)
            )
            if rows:
                yield from _of_questions(rows, exam.file_of(rows[0][1]["ref"]))


def _of_questions(questions: tuple[BlockValue, ...], file: TextFile) -> Iterator[Finding]:
    habits = _habits(questions)
    if habits.total < FEWEST:
        return
    position, times = habits.positions.most_common(1)[0]
    for code, count, message in (
        (
            "key.position",
            times,
            _("In %(count)d of %(total)d questions the right option is %(letter)s."),
        ),
        (
            "key.longest",
            habits.longest,
            _("In %(count)d of %(total)d questions the right option is the longest."),
        ),
        (
            "key.shortest",
            habits.shortest,
            _("In %(count)d of %(total)d questions the right option is the shortest."),
        ),
    ):
        words = message % {
            "count": count,
            "total": habits.total,
            "letter": LETTERS[position],
        }
        if count > TOO_MANY * habits.total:
            yield file.error(code, words)
        elif count > MANY * habits.total and habits.total >= FEWEST_FOR_ADVICE:
            yield file.advice(code, words)


def _habits(questions: tuple[BlockValue, ...]) -> _Habits:
    positions: Counter[int] = Counter()
    total = longest = shortest = 0
    for kind, value in questions:
        right = [
            place for place, option in enumerate(value.get("options", ())) if option["correct"]
        ]
        if kind != "single" or len(right) != 1:
            continue
        total += 1
        positions[right[0]] += 1
        lengths = [len(option["text"]) for option in value["options"]]
        key = lengths.pop(right[0])
        longest += key > max(lengths)
        shortest += key < min(lengths)
    return _Habits(total, positions, longest, shortest)
