"""The addresses of an attempt, below its course or below its exam."""

from dataclasses import dataclass
from uuid import UUID

from django.http import Http404
from django.urls import reverse

from courses.quizzes.domain.sheets import Sheet
from courses.quizzes.models import Attempt, Quiz
from courses.quizzes.views.finding import outline_of_course


@dataclass(frozen=True)
class Screen:
    """Where one question is, and where its taker goes from there."""

    here: str
    later: str
    next: str
    previous: str


@dataclass(frozen=True)
class Place:
    """Where an attempt is taken; `back` leads to the page before it, named `title`."""

    prefix: str
    slug: str
    attempt: UUID
    title: str
    back: str

    def _at(self, name: str, *more: int) -> str:
        return reverse(f"quizzes:{self.prefix}{name}", args=[self.slug, self.attempt, *more])

    def question(self, position: int) -> str:
        """Return the address of a question."""
        return self._at("question", position)

    @property
    def review(self) -> str:
        """Return the address of the list before handing in."""
        return self._at("review")

    @property
    def submit(self) -> str:
        """Return the address that hands in."""
        return self._at("submit")

    @property
    def result(self) -> str:
        """Return the address of the result."""
        return self._at("result")

    @property
    def sheets(self) -> str:
        """Return the address of the whole paper."""
        return self._at("sheets")

    @property
    def state(self) -> str:
        """Return the address that tells how much time is left."""
        return self._at("state")

    def screen(self, sheet: Sheet) -> Screen:
        """Return the addresses around one question."""
        is_last = sheet.position == sheet.total
        return Screen(
            here=self.question(sheet.position),
            later=self._at("later", sheet.position),
            next=self.review if is_last else self.question(sheet.next),
            previous=self.question(sheet.previous) if sheet.position > 1 else "",
        )


def place_of(attempt: Attempt) -> Place:
    """Return where the attempt is taken."""
    if attempt.exam is not None:
        exam = attempt.exam
        back = reverse("quizzes:exam", args=[exam.slug])
        return Place("exam-", exam.slug, attempt.pk, exam.title, back)
    quiz = quiz_of(attempt)
    outline = outline_of_course(quiz)
    back = reverse("course", args=[outline.slug])
    return Place("", quiz.lesson.course.slug, attempt.pk, outline.title, back)


def quiz_of(attempt: Attempt) -> Quiz:
    """Return the quiz that the attempt is of. Raises Http404 for one of an exam."""
    if attempt.quiz is None:
        raise Http404
    return attempt.quiz
