"""In a quiz or an exam: one question on each screen, a list of what is left, and handing in."""

from http import HTTPStatus
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from courses.people.domain.privacy import refuse_while_paused
from courses.quizzes.domain.answers import save_answer
from courses.quizzes.domain.later import put_off, take_up
from courses.quizzes.domain.papers import item_at
from courses.quizzes.domain.responses import AnswerRefused
from courses.quizzes.domain.sheets import (
    Sheet,
    in_order,
    place_to_resume,
    sheet_to_answer,
    sheets_to_answer,
)
from courses.quizzes.domain.submitting import submit_attempt
from courses.quizzes.domain.wording import left_in_words, moment_in_words, time_left_in_words
from courses.quizzes.forms import answer_from_fields, milliseconds, moved_order
from courses.quizzes.models import Attempt
from courses.quizzes.rules import can_change_answers, is_gone, is_overdue
from courses.quizzes.views.finding import (
    SignInFirst,
    door_of,
    find_attempt,
    sign_in_first,
    speak_to_taker,
    wants_json,
)
from courses.quizzes.views.places import place_of
from courses.quizzes.views.saving import save_for_script

Given = dict[str, object]


@never_cache
@require_GET
@sign_in_first
def resume(request: HttpRequest, attempt: UUID, **where: str) -> HttpResponse:
    """Lead to where the taker left off, on whatever device."""
    found = find_attempt(request, where, attempt)
    return redirect(place_of(found).question(place_to_resume(found)))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_first
def question(request: HttpRequest, attempt: UUID, position: int, **where: str) -> HttpResponse:
    """Show a question, or save its answer."""
    found = find_attempt(request, where, attempt)
    try:
        item = item_at(found, position)
    except LookupError as problem:
        raise Http404 from problem
    speak_to_taker(request, found.quiz)
    if request.method == "POST" and request.user.is_authenticated:
        refuse_while_paused(request.user)
    if wants_json(request):
        return save_for_script(request, found, position)
    if closed := _closed(request, found):
        return closed
    if request.method != "POST":
        return _show(request, found, sheet_to_answer(found, position))
    if "move" in request.POST:
        sheet = in_order(sheet_to_answer(found, position), moved_order(item, request.POST))
        return _show(request, found, sheet)
    return _save_from_form(request, found, position)


@never_cache
@require_http_methods(["POST"])
@sign_in_first
def later(request: HttpRequest, attempt: UUID, position: int, **where: str) -> HttpResponse:
    """Mark a question for later, or take the mark away; an answer that comes along is saved."""
    found = find_attempt(request, where, attempt)
    try:
        item = item_at(found, position)
    except LookupError as problem:
        raise Http404 from problem
    if closed := _closed(request, found):
        return closed
    (put_off if request.POST.get("later") == "1" else take_up)(found, position)
    try:
        posted = answer_from_fields(item, request.POST)
        if can_change_answers(found.version):
            save_answer(found, position, posted.response, posted.sequence)
    except AnswerRefused:
        # Nothing was chosen yet: that is why it is put off.
        pass
    return redirect(place_of(found).question(position))


@never_cache
@require_GET
@sign_in_first
def review(request: HttpRequest, attempt: UUID, **where: str) -> HttpResponse:
    """Show which questions are answered, before handing in."""
    found = find_attempt(request, where, attempt)
    speak_to_taker(request, found.quiz)
    if closed := _closed(request, found):
        return closed
    given, place = sheets_to_answer(found), place_of(found)
    left = [sheet.position for sheet in given if not sheet.is_answered]
    context = _context(found) | {
        "lines": [
            {
                "sheet": sheet,
                "url": place.question(sheet.position),
                "is_later": sheet.position in found.marked,
            }
            for sheet in given
        ],
        "left": left,
        "first_left": place.question(left[0]) if left else "",
        "last": place.question(len(given)),
        "left_in_words": left_in_words(len(left)),
        "answered": len(given) - len(left),
        "later": len(found.marked),
        "total": len(given),
    }
    return render(request, "courses/quizzes/review.html", context)


@never_cache
@require_GET
def sheets(request: HttpRequest, attempt: UUID, **where: str) -> HttpResponse:
    """Give the whole paper at once, so that a lost line does not stop its taker.

    Nothing about right and wrong is in it, whatever has been answered.
    """
    try:
        found = find_attempt(request, where, attempt)
    except SignInFirst:
        return JsonResponse({"sheets": []}, status=HTTPStatus.UNAUTHORIZED)
    speak_to_taker(request, found.quiz)
    if found.submitted_at is not None or found.left is not None:
        return JsonResponse({"sheets": []})
    context = _context(found)
    rendered = [
        render_to_string("courses/quizzes/sheet.html", context | _screen(found, sheet), request)
        for sheet in sheets_to_answer(found)
    ]
    return JsonResponse({"sheets": rendered})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_first
def submit(request: HttpRequest, attempt: UUID, **where: str) -> HttpResponse:
    """Hand in, once; the address itself only leads to the list."""
    found = find_attempt(request, where, attempt)
    place = place_of(found)
    if request.method != "POST":
        return redirect(place.review)
    was_late = found.submitted_at is None and is_overdue(found, timezone.now())
    submit_attempt(found)
    if was_late:
        _say_that_time_was_over(request)
    return redirect(place.result)


# --- Showing ------------------------------------------------------------------------------------


def _closed(request: HttpRequest, attempt: Attempt) -> HttpResponse | None:
    """Lead to the result when the attempt is over; hand it in when only its time is.

    While answers that were given in time may still arrive, the page waits for those of this device.
    """
    now = timezone.now()
    if attempt.submitted_at is not None:
        return redirect(place_of(attempt).result)
    if attempt.left is not None:
        return _stopped(request, attempt)
    if not is_overdue(attempt, now):
        return None
    if not is_gone(attempt, now):
        return render(request, "courses/quizzes/over.html", _context(attempt))
    submit_attempt(attempt)
    _say_that_time_was_over(request)
    return redirect(place_of(attempt).result)


def _say_that_time_was_over(request: HttpRequest) -> None:
    messages.info(request, _("The time is over. We handed in the answers that you had saved."))


def _stopped(request: HttpRequest, attempt: Attempt) -> HttpResponse:
    return render(request, "courses/quizzes/stopped.html", _context(attempt))


def _show(request: HttpRequest, attempt: Attempt, sheet: Sheet, problem: str = "") -> HttpResponse:
    context = _context(attempt) | _screen(attempt, sheet) | {"problem": problem}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if problem else HTTPStatus.OK
    return render(request, "courses/quizzes/question.html", context, status=status)


def _screen(attempt: Attempt, sheet: Sheet) -> Given:
    return {
        "sheet": sheet,
        "screen": place_of(attempt).screen(sheet),
        "is_later": sheet.position in attempt.marked,
    }


def _context(attempt: Attempt) -> Given:
    now = timezone.now()
    return {
        "attempt": attempt,
        "version": attempt.version,
        "place": place_of(attempt),
        "door": door_of(attempt.quiz),
        "can_change": can_change_answers(attempt.version),
        "deadline": moment_in_words(attempt.deadline) if attempt.deadline else "",
        "grace": attempt.version.grace_minutes,
        "time_left": time_left_in_words(attempt.deadline, now),
        "now": milliseconds(now),
        "deadline_at": milliseconds(attempt.deadline) if attempt.deadline else "",
    }


# --- Saving -------------------------------------------------------------------------------------


def _save_from_form(request: HttpRequest, attempt: Attempt, position: int) -> HttpResponse:
    item, place = item_at(attempt, position), place_of(attempt)
    try:
        posted = answer_from_fields(item, request.POST)
        saved = save_answer(attempt, position, posted.response, posted.sequence)
    except AnswerRefused as refusal:
        attempt.refresh_from_db(fields=["submitted_at"])
        return _closed(request, attempt) or _show(
            request, attempt, sheet_to_answer(attempt, position), str(refusal)
        )
    if not saved.is_ours:
        messages.info(request, _("Another answer to this question was already kept."))
    if not saved.is_ours or not can_change_answers(attempt.version):
        return redirect(place.question(position))
    if position == len(attempt.paper):
        return redirect(place.review)
    return redirect(place.question(position + 1))
