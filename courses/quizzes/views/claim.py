"""Move into the account what this device remembers of a guest."""

from dataclasses import asdict

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from courses.learning.domain import claim_progress
from courses.learning.forms import BatchRefusedError, facts_from_json
from courses.people.models import User
from courses.quizzes.domain.claiming import claim_attempts
from courses.quizzes.views.finding import taker_of, to_sign_in, wants_json


@never_cache
@require_POST
def claim(request: HttpRequest) -> HttpResponse:
    """Give the account the facts that the device sends, and the guest's attempts.

    JSON {"facts": [...]} as for /belajar/fakta/; a plain form moves the attempts alone. Only when
    the person asks for it: on a shared phone the guest may have been somebody else.
    """
    taker = taker_of(request)
    if taker.learner is None:
        return to_sign_in(request)
    if wants_json(request):
        return _claim_batch(request.body, taker.learner, taker.guest_key)
    messages.success(request, _in_words(claim_attempts(taker.learner, taker.guest_key)))
    return redirect("learning:home")


def _claim_batch(body: bytes, learner: User, guest_key: str) -> JsonResponse:
    try:
        batch = facts_from_json(body)
    except BatchRefusedError as refusal:
        return JsonResponse({"message": str(refusal)}, status=refusal.status)
    results = batch.answers(claim_progress(learner, batch.facts))
    moved = claim_attempts(learner, guest_key)
    return JsonResponse({"results": [asdict(each) for each in results], "attempts": moved})


def _in_words(moved: int) -> str:
    if not moved:
        return _("There was nothing left to move: your account already has it all.")
    return ngettext(
        "%(moved)d quiz attempt is now in your account.",
        "%(moved)d quiz attempts are now in your account.",
        moved,
    ) % {"moved": moved}
