"""What came of an exam: the score of each domain and what to learn again, and never the key."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import F
from django.utils import timezone

from courses.catalogue.models import Lesson, LessonInVersion
from courses.people.models import User
from courses.quizzes.domain.sitting import exam_tries_of
from courses.quizzes.models import Attempt, Exam, QuestionVersion, QuizVersion
from courses.quizzes.rules import Tries, has_reached, needed_to_pass, percent_of, share_of

# More lessons than this for one domain help nobody.
LESSONS_NAMED = 3


@dataclass(frozen=True)
class LessonToRepeat:
    """A lesson that teaches what was missing."""

    title: str
    course: str
    slug: str


@dataclass(frozen=True)
class Part:
    """One domain of an exam; `needed` is 0 where only the total counts."""

    domain: int
    points: Decimal
    questions: int
    needed: Decimal
    lessons: tuple[LessonToRepeat, ...]

    @property
    def percent(self) -> int:
        """Return the score in whole percent."""
        return percent_of(self.points, self.questions)

    @property
    def is_reached(self) -> bool:
        """Tell whether the domain's own minimum was reached."""
        return has_reached(self.points, self.needed)


@dataclass(frozen=True)
class ExamResult:
    """A handed-in exam as its taker sees it."""

    exam: Exam
    attempt: Attempt
    tries: Tries
    total: int
    needed: Decimal
    parts: tuple[Part, ...]

    @property
    def short_parts(self) -> tuple[Part, ...]:
        """Return the domains below their own minimum."""
        return tuple(part for part in self.parts if not part.is_reached)


def exam_result_of(attempt: Attempt, exam: Exam) -> ExamResult:
    """Return the result of a handed-in exam or placement check. Six statements, however long it was."""
    version, total = attempt.version, len(attempt.paper)
    learner = attempt.learner
    tries = (
        exam_tries_of(exam, version, learner, timezone.now())
        if isinstance(learner, User)
        else Tries(0, 0, passed=False)
    )
    lessons = _lessons_to_repeat(attempt)
    return ExamResult(
        exam=exam,
        attempt=attempt,
        tries=tries,
        total=total,
        needed=needed_to_pass(version, total),
        parts=tuple(
            _part(version, int(domain), score, lessons.get(int(domain), ()))
            for domain, score in sorted(attempt.domains.items())
        ),
    )


def _part(
    version: QuizVersion,
    domain: int,
    score: dict[str, str | int],
    lessons: tuple[LessonToRepeat, ...],
) -> Part:
    percent, questions = version.domain_percents.get(str(domain), 0), int(score["questions"])
    return Part(
        domain=domain,
        points=Decimal(str(score["points"])),
        questions=questions,
        needed=share_of(percent, questions),
        lessons=lessons,
    )


def _lessons_to_repeat(attempt: Attempt) -> dict[int, tuple[LessonToRepeat, ...]]:
    """Return the lessons of each domain whose questions were missed most; it names no question."""
    right = dict(attempt.answers.values_list("position", "correct"))
    tags = dict(
        QuestionVersion.objects.filter(
            pk__in=[stored["question"] for stored in attempt.paper]
        ).values_list("pk", "tags")
    )
    missed: defaultdict[int, Counter[str]] = defaultdict(Counter)
    for position, stored in enumerate(attempt.paper, start=1):
        tag = tags[stored["question"]]
        if "domain" in tag and tag.get("lesson") and not right.get(position):
            missed[tag["domain"]][tag["lesson"]] += 1
    known = _lessons({name for names in missed.values() for name in names})
    return {
        domain: tuple(
            known[name] for name, _times in sorted(names.items(), key=_most_first) if name in known
        )[:LESSONS_NAMED]
        for domain, names in missed.items()
    }


def _most_first(entry: tuple[str, int]) -> tuple[int, str]:
    return -entry[1], entry[0]


def _lessons(names: set[str]) -> dict[str, LessonToRepeat]:
    """Return the published lessons with these names: the course's code, a stroke, the lesson's slug."""
    if not names:
        return {}
    codes = {name.partition("/")[0] for name in names}
    published = LessonInVersion.objects.filter(
        version__course__code__in=codes,
        version__course__current=F("version"),
        lesson__kind=Lesson.Kind.LESSON,
    ).select_related("version__course")
    found = {
        f"{row.version.course.code}/{row.slug}": LessonToRepeat(
            row.title, row.version.course.slug, row.slug
        )
        for row in published
    }
    return {name: lesson for name, lesson in found.items() if name in names}
