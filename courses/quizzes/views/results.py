"""After a quiz: how it went, and what to do next."""

from dataclasses import dataclass
from datetime import datetime
from typing import cast
from urllib.parse import quote
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from certificates.models import Certificate
from courses.learning.domain import progress_of
from courses.people.models import User
from courses.quizzes.domain.exam_results import ExamResult, exam_result_of
from courses.quizzes.domain.exam_wording import (
    domain_in_words,
    exam_result_in_words,
    needed_in_words,
    part_in_words,
    points_in_words,
    what_next_in_words,
    what_was_needed_in_words,
)
from courses.quizzes.domain.results import Result, result_of
from courses.quizzes.domain.wording import (
    moment_in_words,
    next_try_in_words,
    result_in_words,
    topic_in_words,
    what_to_repeat,
)
from courses.quizzes.models import Attempt, Exam, QuizVersion
from courses.quizzes.views.finding import (
    door_of,
    find_attempt,
    outline_of_course,
    owner_of,
    sign_in_address,
    sign_in_first,
    speak_to_taker,
    taker_of,
)
from courses.quizzes.views.places import place_of, quiz_of


@dataclass(frozen=True)
class Action:
    """A button: the first of them is the one to press."""

    label: str
    url: str


@dataclass(frozen=True)
class NextStep:
    """What to do after a result, in a sentence and in buttons."""

    sentence: str
    actions: tuple[Action, ...]
    more: str = ""

    @property
    def text(self) -> str:
        """Return all that is said in words."""
        return " ".join(filter(None, (self.sentence, self.more)))


@never_cache
@require_GET
@sign_in_first
def result(request: HttpRequest, attempt: UUID, **where: str) -> HttpResponse:
    """Show the result of an attempt that was handed in."""
    found = find_attempt(request, where, attempt)
    speak_to_taker(request, found.quiz)
    if found.submitted_at is None:
        return redirect(place_of(found).review)
    if found.passed is None:
        return render(request, "courses/quizzes/being_marked.html", _receipt(found))
    if found.exam is not None:
        return render(request, "courses/quizzes/exams/result.html", _of_exam(found, found.exam))
    return render(request, "courses/quizzes/result.html", _of_quiz(request, found))


def _receipt(attempt: Attempt) -> dict[str, object]:
    return {
        "attempt": attempt,
        "version": attempt.version,
        "place": place_of(attempt),
        "door": door_of(attempt.quiz),
        "handed_in": moment_in_words(cast(datetime, attempt.submitted_at)),
    }


def _of_exam(attempt: Attempt, exam: Exam) -> dict[str, object]:
    came_of_it = exam_result_of(attempt, exam)
    return _receipt(attempt) | {
        "exam": exam,
        "result": came_of_it,
        "sentence": exam_result_in_words(came_of_it),
        "needed": what_was_needed_in_words(came_of_it),
        "next": what_next_in_words(came_of_it),
        "actions": _actions_of_exam(came_of_it),
        "parts": [
            {
                "name": domain_in_words(part.domain),
                "word": part_in_words(part),
                "points": points_in_words(part.points),
                "needed": needed_in_words(part.needed, part.points),
                "part": part,
            }
            for part in came_of_it.parts
        ],
    }


def _actions_of_exam(result: ExamResult) -> list[Action]:
    back = Action(_("Back to the exam"), reverse("quizzes:exam", args=[result.exam.slug]))
    if result.attempt.version.mode == QuizVersion.Mode.PLACEMENT or not result.attempt.passed:
        return [back]
    return [Action(_("My certificates"), reverse("learning:home")), back]


def _of_quiz(request: HttpRequest, found: Attempt) -> dict[str, object]:
    quiz, course = quiz_of(found), quiz_of(found).lesson.course.slug
    taker, outline = taker_of(request), outline_of_course(quiz)
    came_of_it = result_of(found, owner_of(found, taker), outline)
    return _receipt(found) | {
        "outline": outline,
        "result": came_of_it,
        "sentence": result_in_words(came_of_it),
        "step": _next_step(came_of_it, course, is_signed_in=taker.learner is not None),
        "share": _share(found, request, course),
        "topics": _topics(came_of_it, course),
        "is_guest": taker.learner is None,
        "is_unclaimed": found.learner_id is None and taker.learner is not None,
        "shows_sheets": found.version.feedback != QuizVersion.Feedback.NEVER,
    }


def _topics(result: Result, course: str) -> list[dict[str, object]]:
    return [
        {
            "name": topic.name,
            "word": topic_in_words(topic),
            "correct": topic.correct,
            "total": topic.total,
            "url": "" if topic.is_strong else reverse("lesson", args=[course, topic.slug]),
        }
        for topic in result.topics
    ]


def _certificate_of(attempt: Attempt) -> Certificate | None:
    """Return what the course has awarded to the learner."""
    if attempt.learner is None:
        return None
    held = Certificate.objects.held_by(attempt.learner).standing()
    key = f"course:{quiz_of(attempt).lesson.course.code}"
    return held.filter(achievement_key=key).order_by("-cycle").first()


# --- After a quiz ---------------------------------------------------------------------------------


def _next_step(result: Result, course: str, *, is_signed_in: bool) -> NextStep:
    attempt = result.attempt
    back = Action(_("Back to the course"), reverse("course", args=[course]))
    if not attempt.passed:
        return _after_no_pass(result, course, back)
    if attempt.learner is not None:
        return _after_a_pass(attempt, back)
    if is_signed_in:
        return NextStep("", (back,))
    door = Action(_("Sign in or make an account"), sign_in_address(reverse("learning:home")))
    return NextStep(
        _("The result is kept on this device. With an account you keep it for good."), (back, door)
    )


def _after_a_pass(attempt: Attempt, back: Action) -> NextStep:
    certificate = _certificate_of(attempt)
    if certificate is not None:
        address = reverse("certificates:detail", args=[certificate.pk])
        if certificate.name_confirmed_at is None:
            sentence = _("Check your name on the certificate.")
            return NextStep(sentence, (Action(_("Check your name"), address), back))
        return NextStep(
            _("Your certificate is ready."), (Action(_("See the certificate"), address), back)
        )
    progress = progress_of(cast(User, attempt.learner), quiz_of(attempt).lesson.course)
    if not progress.is_complete:
        return NextStep(progress.missing, (Action(_("Go on with the course"), back.url),))
    more = Action(_("Find another course"), "/katalog/")
    return NextStep(_("You have completed this course."), (more, back))


def _after_no_pass(result: Result, course: str, back: Action) -> NextStep:
    actions = [
        Action(
            _("Learn again: %(lesson)s") % {"lesson": topic.name},
            reverse("lesson", args=[course, topic.slug]),
        )
        for topic in result.to_repeat[:1]
    ]
    if not result.tries.hindrance:
        actions.append(Action(_("Try again"), reverse("quizzes:intro", args=[course])))
    return NextStep(what_to_repeat(result), (*actions, back), more=next_try_in_words(result.tries))


def _share(attempt: Attempt, request: HttpRequest, course: str) -> dict[str, str]:
    """Return what can be shared: that it was done, and never how well."""
    title = attempt.version.title
    text = _("I have finished the quiz “%(title)s” at Literasi. You can learn it too.") % {
        "title": title
    }
    link = request.build_absolute_uri(reverse("course", args=[course]))
    return {"title": title, "text": text, "url": f"https://wa.me/?text={quote(f'{text} {link}')}"}
