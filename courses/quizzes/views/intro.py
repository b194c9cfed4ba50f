"""Before a quiz: its rules in words, and the button that begins or goes on."""

from typing import cast

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from courses.quizzes.domain.attempts import (
    AccountNeeded,
    StartRefused,
    last_attempt_of,
    open_attempt_of,
    start_attempt,
    tries_of,
)
from courses.quizzes.domain.sheets import place_to_resume
from courses.quizzes.domain.takers import Taker, new_guest_key
from courses.quizzes.domain.wording import rules_in_words, why_not_now
from courses.quizzes.models import Quiz, QuizVersion
from courses.quizzes.rules import needs_an_account, questions_in
from courses.quizzes.views.finding import (
    GUEST_COOKIE,
    GUEST_COOKIE_AGE,
    door_of,
    find_quiz,
    outline_of_course,
    sign_in_address,
    speak_to_taker,
    taker_of,
)
from courses.quizzes.views.limits import may_begin_as_guest
from courses.quizzes.views.places import place_of


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def intro(request: HttpRequest, course: str, quiz: str | None = None) -> HttpResponse:
    """Show the rules, or begin and lead to the question."""
    found, taker = find_quiz(course, quiz), taker_of(request)
    speak_to_taker(request, found)
    if request.method == "POST":
        return _begin(request, found, taker)
    return render(request, "courses/quizzes/intro.html", _context(request, found, taker))


def _begin(request: HttpRequest, quiz: Quiz, taker: Taker) -> HttpResponse:
    if taker.learner is None and not may_begin_as_guest(request):
        messages.info(
            request,
            _("Many quizzes were begun here just now. Wait a few minutes, or sign in to begin."),
        )
        return redirect(request.path)
    is_new_guest = taker.learner is None and not taker.guest_key
    if is_new_guest:
        taker = Taker(guest_key=new_guest_key())
    try:
        attempt = start_attempt(quiz, taker)
    except (AccountNeeded, StartRefused):
        return redirect(request.path)
    response = redirect(place_of(attempt).question(place_to_resume(attempt)))
    if taker.learner is None:
        _remember_guest(response, taker)
    return response


def _remember_guest(response: HttpResponse, taker: Taker) -> None:
    response.set_cookie(
        GUEST_COOKIE,
        taker.guest_key,
        max_age=GUEST_COOKIE_AGE,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )


def _context(request: HttpRequest, quiz: Quiz, taker: Taker) -> dict[str, object]:
    version, outline = cast(QuizVersion, quiz.current), outline_of_course(quiz)
    needs_account = taker.learner is None and needs_an_account(version.mode, outline.award)
    tries = tries_of(version, taker, timezone.now())
    attempt = None if needs_account else open_attempt_of(quiz, taker)
    resume_at = place_to_resume(attempt) if attempt else None
    return {
        "door": door_of(quiz),
        "quiz": version,
        "outline": outline,
        "rules": rules_in_words(version, questions_in(version, version.items.count())),
        "needs_account": needs_account,
        "sign_in": sign_in_address(request.path),
        "is_guest": taker.learner is None,
        "tries": tries,
        "why_not": why_not_now(tries),
        "attempt": attempt,
        "begin": _label(resume_at, tries.used),
        "last": last_attempt_of(quiz, taker),
    }


def _label(resume_at: int | None, used: int) -> str:
    if resume_at:
        return _("Go on at question %(position)d") % {"position": resume_at}
    return _("Try again") if used else _("Begin")
