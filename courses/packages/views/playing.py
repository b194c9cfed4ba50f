"""The player, what it fetches, and where it reports."""

import hashlib
import json
from http import HTTPStatus
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, render
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from courses.packages.domain.blobs import read_blob
from courses.packages.domain.launching import TokenError, launch, read_token
from courses.packages.domain.packs import as_json, content_pack, content_print, weight_of
from courses.packages.domain.player import CORE, SCRIPT, STYLE, asset, player_page
from courses.packages.domain.recording import record
from courses.packages.domain.throttling import is_too_fast
from courses.packages.forms import BatchRefusedError, batch_from_json
from courses.packages.models import LibraryPack
from courses.packages.views.finding import package_for, person_of, uuid_or_none

FOR_EVER = "public, max-age=31536000, immutable"
# Opened in a tab of its own, nothing of a package runs: not even in an origin of its own.
INERT = "sandbox; default-src 'none'; frame-ancestors 'none'"
WORKER = "courses/packages/worker.js"


@require_safe
def player(request: HttpRequest, *, evaluating: bool = False) -> HttpResponse:
    """Show the player, which is the same for everybody: what it plays stands behind the # of its address."""
    page = player_page(evaluating=evaluating)
    etag = f'"{hashlib.sha256(page.html.encode()).hexdigest()[:32]}"'
    whole = HttpResponse(page.html, headers={"ETag": etag})
    response = get_conditional_response(request, etag=etag, response=whole) or whole
    # A browser keeps the headers of "not modified" for the page it has: this one's policy, not the site's.
    response.headers["Content-Security-Policy"] = page.policy
    response.headers["Cache-Control"] = "public, max-age=0, s-maxage=60"
    return response


@require_safe
def alone(request: HttpRequest, package: UUID) -> HttpResponse:
    """Show a package on a page of its own."""
    found = package_for(request, package)
    # The shell that is the same for everybody: a phone that several people use keeps this page.
    context = {"package": found, "bytes": weight_of(found)}
    return render(request, "courses/packages/alone.html", context)


@never_cache
@require_safe
def begin(request: HttpRequest, package: UUID) -> JsonResponse:
    """Tell the player how to begin: where its packs are, where this learner stopped, and a token."""
    found = package_for(request, package)
    lesson = uuid_or_none(request.GET.get("pelajaran", ""))
    told = launch(found, person_of(request), lesson, request.GET.get("latihan", "")[:60])
    # The player reports with the cookie's token, also when it was opened from a page without a form.
    get_token(request)
    return JsonResponse(told)


@require_safe
def contents(request: HttpRequest, package: UUID, state: str) -> HttpResponse:
    """Send the content pack; its print stands in the address, so it may be kept for ever."""
    found = package_for(request, package)
    if content_print(found) != state:
        raise Http404
    return _for_ever(HttpResponse(as_json(content_pack(found)), content_type="application/json"))


@require_safe
def libraries(request: HttpRequest, key: str) -> HttpResponse:
    """Send a library pack as it is kept: packed."""
    pack = get_object_or_404(LibraryPack, key=key)
    response = HttpResponse(read_blob(pack.blob_id), content_type="application/json")
    response.headers["Content-Encoding"] = "gzip"
    return _for_ever(response)


@never_cache
@require_POST
def report(request: HttpRequest, package: UUID) -> JsonResponse:
    """Take statements and states of a learner's play."""
    learner = person_of(request)
    if learner is None:
        message = _(
            "You have been signed out. Sign in again; your answers are safe on this device."
        )
        return JsonResponse({"message": message}, status=HTTPStatus.UNAUTHORIZED)
    if is_too_fast(learner):
        message = _("That is too much at once. It is sent again by itself.")
        return JsonResponse({"message": message}, status=HTTPStatus.TOO_MANY_REQUESTS)
    try:
        batch = batch_from_json(request)
        ticket = read_token(batch.token, learner)
    except BatchRefusedError as refusal:
        return JsonResponse({"message": str(refusal)}, status=refusal.status)
    except TokenError as refusal:
        return JsonResponse({"message": str(refusal)}, status=HTTPStatus.BAD_REQUEST)
    if ticket.package != package:
        message = _("This belongs to another activity. Open the lesson again.")
        return JsonResponse({"message": message}, status=HTTPStatus.BAD_REQUEST)
    found = package_for(request, package)
    taken = record(learner, found, ticket, batch.said, batch.states)
    return JsonResponse({"settled": taken.settled, "refused": taken.refused, "done": taken.is_done})


@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """Send the service worker of the player: it opens again without a signal."""
    kept = ["/paket/pemutar/", "/paket/pemutar/eval/", asset(SCRIPT), asset(CORE), asset(STYLE)]
    script = render(request, WORKER, {"kept": json.dumps(kept)}).content
    response = HttpResponse(script, content_type="text/javascript")
    response.headers["Cache-Control"] = "no-cache"
    # It also serves the lesson that holds a package; the player registers it for that one page.
    response.headers["Service-Worker-Allowed"] = "/"
    return response


def _for_ever(response: HttpResponse) -> HttpResponse:
    response.headers["Cache-Control"] = FOR_EVER
    response.headers["Content-Security-Policy"] = INERT
    return response
