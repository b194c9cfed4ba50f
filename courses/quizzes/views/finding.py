"""Who asks, and for which quiz or attempt."""

from collections.abc import Callable, Mapping
from functools import wraps
from http import HTTPStatus
from typing import cast
from urllib.parse import urlencode
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404, resolve_url
from django.utils.translation import gettext as _

from courses.catalogue.domain import PublishedOutline, outline_of
from courses.catalogue.models import Course
from courses.catalogue.voices import speak_to_guest
from courses.quizzes.domain.claiming import claimable_attempts
from courses.quizzes.domain.takers import Taker
from courses.quizzes.models import Attempt, Quiz

GUEST_COOKIE = "tamu"
GUEST_COOKIE_AGE = 30 * 24 * 60 * 60
LONGEST_KEY = 100

# {"course": its slug} or {"exam": its slug}, from the address.
Where = Mapping[str, str]
View = Callable[..., HttpResponse]


class SignInFirst(Exception):  # noqa: N818 - it reads as the reason it carries
    """Nobody is known here, so what was asked for may be theirs after signing in."""


def taker_of(request: HttpRequest) -> Taker:
    """Return who takes the quiz, from the session and the guest's cookie."""
    user = request.user
    key = request.COOKIES.get(GUEST_COOKIE, "")[:LONGEST_KEY]
    return Taker(user if user.is_authenticated else None, key)


def holds_claimable_attempts(request: HttpRequest) -> bool:
    """Tell whether this device holds attempts of a guest for whoever is signed in.

    One query, and none for a device on which no guest has begun a quiz.
    """
    taker = taker_of(request)
    if taker.learner is None or not taker.guest_key:
        return False
    return claimable_attempts(taker.learner, taker.guest_key).exists()


def find_quiz(course: str, quiz: str | None) -> Quiz:
    """Return the quiz at this address; without a name of its own, the last one of the course."""
    published = get_object_or_404(Course.objects.published(), slug=course)
    keys = [
        item.key
        for item in outline_of(cast(int, published.current_id)).items
        if item.is_quiz and quiz in (None, item.slug)
    ]
    if not keys:
        raise Http404
    return get_object_or_404(Quiz.objects.with_course(), pk=keys[-1], current__isnull=False)


def find_attempt(request: HttpRequest, place: Where, attempt: UUID) -> Attempt:
    """Return the taker's own attempt. Raises Http404 for anybody else's, SignInFirst for nobody.

    What is written on paper cannot be opened on a screen.
    """
    taker = taker_of(request)
    if taker.learner is None and not taker.guest_key:
        raise SignInFirst
    within_reach = Attempt.objects.within_reach(taker.learner, taker.digest).on_screen()
    if "exam" in place:
        return get_object_or_404(within_reach.of_exam(place["exam"], attempt).with_exam_rules())
    return get_object_or_404(within_reach.in_course(place["course"], attempt).with_rules())


def owner_of(attempt: Attempt, taker: Taker) -> Taker:
    """Return as whom the attempt is taken: a learner may still finish what they began as a guest."""
    return taker if attempt.learner_id else Taker(guest_key=taker.guest_key)


def outline_of_course(quiz: Quiz) -> PublishedOutline:
    """Return the course as it is published now."""
    current = quiz.lesson.course.current_id
    if current is None:
        raise Http404
    return outline_of(current)


def door_of(quiz: Quiz | None) -> str:
    """Return for whom the course is, which colours the page; an exam is for civil servants."""
    if quiz is None:
        return "asn"
    published = quiz.lesson.course.current
    return next(iter(published.audiences), "") if published else ""


def speak_to_taker(request: HttpRequest, quiz: Quiz | None) -> None:
    """Say "kamu" to a guest in the quiz of a course for pupils."""
    published = quiz and quiz.lesson.course.current
    speak_to_guest(request, published.audiences if published else [])


# --- Signing in ---------------------------------------------------------------------------------


def sign_in_address(path: str) -> str:
    """Return the address of the one door that leads back to this path."""
    return f"{resolve_url(settings.LOGIN_URL)}?{urlencode({'next': path})}"


def to_sign_in(request: HttpRequest) -> HttpResponse:
    """Lead to the door, or tell a script to."""
    address = sign_in_address(request.path)
    if wants_json(request):
        sentence = _(
            "You were signed out to keep you safe. Your answer is on this device. Sign in again."
        )
        answer = {"status": "signed_out", "message": sentence, "sign_in": address}
        return JsonResponse(answer, status=HTTPStatus.UNAUTHORIZED)
    return HttpResponseRedirect(address)


def sign_in_first(view: View) -> View:
    """Lead whoever is not known here to the door, when the view raises SignInFirst."""

    @wraps(view)
    def led(request: HttpRequest, **where: object) -> HttpResponse:
        try:
            return view(request, **where)
        except SignInFirst:
            return to_sign_in(request)

    return led


def wants_json(request: HttpRequest) -> bool:
    """Tell whether the page's module asks, and not the browser itself."""
    return "application/json" in (request.content_type or "")
