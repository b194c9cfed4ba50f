"""In a quiz: one question on each screen, a list of what is left, and handing in."""

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
from courses.quizzes.forms import (
    answer_from_fields,
    answer_from_json,
    largest_body,
    milliseconds,
    moved_order,
)
from courses.quizzes.models import Attempt
from courses.quizzes.rules import can_change_answers, is_overdue
from courses.quizzes.views.finding import (
    SignInFirst,
    door_of,
    find_attempt,
    outline_of_course,
    to_sign_in,
    wants_json,
)

Given = dict[str, object]


@never_cache
@require_GET
def resume(request: HttpRequest, course: str, attempt: UUID) -> HttpResponse:
    """Lead to where the taker left off, on whatever device."""
    try:
        found = find_attempt(request, course, attempt)
    except SignInFirst:
        return to_sign_in(request)
    return redirect("quizzes:question", course, found.pk, place_to_resume(found))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def question(request: HttpRequest, course: str, attempt: UUID, position: int) -> HttpResponse:
    """Show a question, or save its answer."""
    try:
        found = find_attempt(request, course, attempt)
        item = item_at(found, position)
    except SignInFirst:
        return to_sign_in(request)
    except LookupError as problem:
        raise Http404 from problem
    if request.method == "POST" and request.user.is_authenticated:
        refuse_while_paused(request.user)
    if wants_json(request):
        return _save_for_script(request, found, position)
    if closed := _closed(request, course, found):
        return closed
    if request.method != "POST":
        return _show(request, found, sheet_to_answer(found, position))
    if "move" in request.POST:
        sheet = in_order(sheet_to_answer(found, position), moved_order(item, request.POST))
        return _show(request, found, sheet)
    return _save_from_form(request, course, found, position)


@never_cache
@require_GET
def review(request: HttpRequest, course: str, attempt: UUID) -> HttpResponse:
    """Show which questions are answered, before handing in."""
    try:
        found = find_attempt(request, course, attempt)
    except SignInFirst:
        return to_sign_in(request)
    if closed := _closed(request, course, found):
        return closed
    given = sheets_to_answer(found)
    left = [sheet.position for sheet in given if not sheet.is_answered]
    context = _context(found) | {
        "sheets": given,
        "left": left,
        "left_in_words": left_in_words(len(left)),
        "answered": len(given) - len(left),
        "total": len(given),
    }
    return render(request, "courses/quizzes/review.html", context)


@never_cache
@require_GET
def sheets(request: HttpRequest, course: str, attempt: UUID) -> HttpResponse:
    """Give the whole paper at once, so that a lost line does not stop its taker.

    Nothing about right and wrong is in it, whatever has been answered.
    """
    try:
        found = find_attempt(request, course, attempt)
    except SignInFirst:
        return JsonResponse({"sheets": []}, status=HTTPStatus.UNAUTHORIZED)
    if found.submitted_at is not None:
        return JsonResponse({"sheets": []})
    context = _context(found)
    rendered = [
        render_to_string("courses/quizzes/sheet.html", context | {"sheet": sheet}, request)
        for sheet in sheets_to_answer(found)
    ]
    return JsonResponse({"sheets": rendered})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def submit(request: HttpRequest, course: str, attempt: UUID) -> HttpResponse:
    """Hand in, once; the address itself only leads to the list."""
    try:
        found = find_attempt(request, course, attempt)
    except SignInFirst:
        return to_sign_in(request)
    if request.method != "POST":
        return redirect("quizzes:review", course, found.pk)
    submit_attempt(found)
    return redirect("quizzes:result", course, found.pk)


# --- Showing ------------------------------------------------------------------------------------


def _closed(request: HttpRequest, course: str, attempt: Attempt) -> HttpResponse | None:
    """Lead to the result when the attempt is over; hand it in when only its time is."""
    if attempt.submitted_at is None and not is_overdue(attempt, timezone.now()):
        return None
    if attempt.submitted_at is None:
        submit_attempt(attempt)
        messages.info(request, _("The time is over. We handed in the answers that you had saved."))
    return redirect("quizzes:result", course, attempt.pk)


def _show(request: HttpRequest, attempt: Attempt, sheet: Sheet, problem: str = "") -> HttpResponse:
    context = _context(attempt) | {"sheet": sheet, "problem": problem}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if problem else HTTPStatus.OK
    return render(request, "courses/quizzes/question.html", context, status=status)


def _context(attempt: Attempt) -> Given:
    now = timezone.now()
    return {
        "attempt": attempt,
        "version": attempt.version,
        "outline": outline_of_course(attempt),
        "door": door_of(attempt),
        "can_change": can_change_answers(attempt.version),
        "deadline": moment_in_words(attempt.deadline) if attempt.deadline else "",
        "time_left": time_left_in_words(attempt.deadline, now),
        "now": milliseconds(now),
        "deadline_at": milliseconds(attempt.deadline) if attempt.deadline else "",
    }


# --- Saving -------------------------------------------------------------------------------------


def _save_from_form(
    request: HttpRequest, course: str, attempt: Attempt, position: int
) -> HttpResponse:
    item = item_at(attempt, position)
    try:
        posted = answer_from_fields(item, request.POST)
        saved = save_answer(attempt, position, posted.response, posted.sequence)
    except AnswerRefused as refusal:
        attempt.refresh_from_db(fields=["submitted_at"])
        return _closed(request, course, attempt) or _show(
            request, attempt, sheet_to_answer(attempt, position), str(refusal)
        )
    if not saved.is_ours:
        messages.info(request, _("Another answer to this question was already kept."))
    if not saved.is_ours or not can_change_answers(attempt.version):
        return redirect("quizzes:question", course, attempt.pk, position)
    if position == len(attempt.paper):
        return redirect("quizzes:review", course, attempt.pk)
    return redirect("quizzes:question", course, attempt.pk, position + 1)


def _save_for_script(request: HttpRequest, attempt: Attempt, position: int) -> JsonResponse:
    largest = largest_body(item_at(attempt, position).kind)
    if int(request.headers.get("Content-Length") or 0) > largest:
        sentence = _("This answer is too long. Reload the page and try again.")
        return _refused("too_large", sentence, HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    try:
        posted = answer_from_json(request.body)
        saved = save_answer(attempt, position, posted.response, posted.sequence)
    except AnswerRefused as refusal:
        is_over = refusal.code in {"closed", "overdue"}
        status = HTTPStatus.CONFLICT if is_over else HTTPStatus.BAD_REQUEST
        return _refused(refusal.code, str(refusal), status)
    answer: Given = {"status": "saved" if saved.is_ours else "kept", "sequence": saved.sequence}
    if not saved.is_ours:
        answer["response"] = saved.response
    return JsonResponse(answer)


def _refused(code: str, sentence: str, status: HTTPStatus) -> JsonResponse:
    return JsonResponse({"status": "refused", "code": code, "message": sentence}, status=status)
