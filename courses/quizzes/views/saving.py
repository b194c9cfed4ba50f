"""Answers that the page's module sends, and what it asks about the time."""

from http import HTTPStatus
from uuid import UUID

from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from courses.quizzes.domain.answers import save_answer
from courses.quizzes.domain.papers import item_at
from courses.quizzes.domain.responses import AnswerRefused
from courses.quizzes.domain.seats import note_presence_in
from courses.quizzes.forms import answer_from_json, largest_body, milliseconds
from courses.quizzes.models import Attempt
from courses.quizzes.rules import is_overdue
from courses.quizzes.views.finding import SignInFirst, find_attempt

Given = dict[str, object]


def save_for_script(request: HttpRequest, attempt: Attempt, position: int) -> JsonResponse:
    """Keep an answer, and say what is kept and until when there is time: nothing about right and wrong."""
    kind = item_at(attempt, position).kind
    if int(request.headers.get("Content-Length") or 0) > largest_body(kind):
        sentence = _("This answer is too long. Reload the page and try again.")
        return _refused("too_large", sentence, HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    try:
        posted = answer_from_json(request.body)
        saved = save_answer(attempt, position, posted.response, posted.sequence)
    except AnswerRefused as refusal:
        is_over = refusal.code in {"closed", "overdue"}
        status = HTTPStatus.CONFLICT if is_over else HTTPStatus.BAD_REQUEST
        return _refused(refusal.code, str(refusal), status)
    answer: Given = {
        "status": "saved" if saved.is_ours else "kept",
        "sequence": saved.sequence,
        "deadline": _deadline_of(attempt),
    }
    if not saved.is_ours:
        answer["response"] = saved.response
    return JsonResponse(answer)


@never_cache
@require_GET
def state(request: HttpRequest, attempt: UUID, **where: str) -> JsonResponse:
    """Tell how much time is left, and the proctor that this device is there. Three statements."""
    try:
        found = find_attempt(request, where, attempt)
    except SignInFirst:
        return JsonResponse({"state": "signed_out"}, status=HTTPStatus.UNAUTHORIZED)
    note_presence_in(found)
    now = milliseconds(timezone.now())
    return JsonResponse({"state": _state_of(found), "now": now, "deadline": _deadline_of(found)})


def _state_of(attempt: Attempt) -> str:
    if attempt.submitted_at is not None:
        return "handed_in"
    if attempt.left is not None:
        return "stopped"
    return "over" if is_overdue(attempt, timezone.now()) else "open"


def _deadline_of(attempt: Attempt) -> int | None:
    return milliseconds(attempt.deadline) if attempt.deadline else None


def _refused(code: str, sentence: str, status: HTTPStatus) -> JsonResponse:
    return JsonResponse({"status": "refused", "code": code, "message": sentence}, status=status)
