"""A published course for pupils, and work in it."""

from courses.catalogue.domain import publish_outline
from courses.classes.models import Pupil
from courses.learning.domain import record_facts
from courses.quizzes.domain.publishing import publish_quiz
from courses.quizzes.domain.takers import Taker
from courses.quizzes.models import Quiz
from tests.courses.catalogue.outlines import a_lesson, a_quiz, an_outline, key_of
from tests.courses.learning.facts import practised, read
from tests.courses.quizzes.answering import taken
from tests.courses.quizzes.making import quiz_spec

CODE = "P9"


def publish_lessons(count: int = 2) -> Quiz:
    """Publish a course of so many lessons (l1 has a practice, the others none) with a quiz of four questions."""
    lessons = [a_lesson("l1", "cari"), *(a_lesson(f"l{n}") for n in range(2, count + 1))]
    publish_outline(an_outline(CODE, *lessons, a_quiz("cek"), audiences=("pelajar",)))
    from courses.catalogue.models import Lesson

    return publish_quiz(quiz_spec(Lesson.objects.get(key=key_of("cek")))).quiz


def lesson(name: str) -> str:
    """Return what the choices of an assignment call this lesson."""
    return f"lesson:{key_of(name)}"


def do_practice(pupil: Pupil, correct: int, total: int = 5) -> None:
    """Let the pupil do the practice of l1."""
    record_facts(pupil.person, [practised(CODE, "l1", "cari", correct, total)])


def do_reading(pupil: Pupil, name: str = "l2") -> None:
    """Let the pupil say that a lesson is understood."""
    record_facts(pupil.person, [read(CODE, name)])


def do_quiz(pupil: Pupil, quiz: Quiz, right: int) -> None:
    """Let the pupil take the quiz with so many of four right answers."""
    taken(quiz, Taker(pupil.person), right=right, wrong=4 - right)
