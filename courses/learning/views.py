"""My learning, and the door through which a device's facts arrive."""

from dataclasses import asdict
from typing import cast

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from courses.learning.domain import CourseProgress, record_batch, record_read
from courses.learning.domain.overview import overview_of
from courses.learning.forms import BatchRefusedError, UnderstoodForm, facts_from_json
from courses.notices.domain import mark_seen
from courses.people.models import User


def _person(request: HttpRequest) -> User:
    """Return who is signed in, of a request that has passed login_required."""
    return cast(User, request.user)


@never_cache
@require_GET
@login_required
def home(request: HttpRequest) -> HttpResponse:
    """Show what the person is learning, has completed and has been awarded."""
    person = _person(request)
    overview = overview_of(person)
    essays = import_string(settings.WAITING_ESSAYS)(person) if overview.doors.essays else 0
    context = {
        "overview": overview,
        "has_guest_attempts": import_string(settings.GUEST_ATTEMPTS)(request),
        "waiting_essays": essays,
    }
    return render(request, "courses/learning/home.html", context)


@never_cache
@require_POST
def facts(request: HttpRequest) -> HttpResponse:
    """Take facts as JSON from a script, or one from a form."""
    if request.content_type == "application/json":
        return _facts_of_script(request)
    return _fact_of_form(request)


def _facts_of_script(request: HttpRequest) -> JsonResponse:
    if not request.user.is_authenticated:
        message = _(
            "You have been signed out. Sign in again; your answers are safe on this device."
        )
        return JsonResponse({"message": message}, status=401)
    try:
        batch = facts_from_json(request.body)
    except BatchRefusedError as refusal:
        return JsonResponse({"message": str(refusal)}, status=refusal.status)
    recorded = record_batch(request.user, batch.facts)
    return JsonResponse(
        {
            "results": [_shown(asdict(result)) for result in batch.answers(recorded.results)],
            "progress": _progress(recorded.progress.get(batch.last_course)),
        }
    )


def _shown(result: dict[str, str]) -> dict[str, str]:
    return {name: value for name, value in result.items() if value}


def _progress(progress: CourseProgress | None) -> dict[str, object] | None:
    if progress is None:
        return None
    return {
        "course": progress.outline.code,
        "done": progress.done,
        "total": progress.total,
        "complete": progress.is_complete,
        "missing": progress.missing,
    }


def _fact_of_form(request: HttpRequest) -> HttpResponse:
    form = UnderstoodForm(request.POST)
    if not form.is_valid():
        raise Http404
    address = form.next_address(request.get_host()) or reverse("learning:home")
    if not request.user.is_authenticated:
        return redirect_to_login(address)
    result = record_read(request.user, form.cleaned_data["course"], form.cleaned_data["lesson"])
    if result.message:
        messages.error(request, result.message)
    return HttpResponseRedirect(address)


@require_POST
@login_required
def seen(request: HttpRequest, message: int) -> HttpResponse:
    """Put a message of the person away."""
    if not mark_seen(_person(request), message):
        raise Http404
    return redirect("learning:home")
