"""Where the units of SCORM packages begin and report, on the site's own origin."""

import json
from http import HTTPStatus
from uuid import UUID

from django.http import Http404, HttpRequest, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from courses.packages.domain.launching import TokenError, open_token
from courses.packages.domain.states import StateRefusedError
from courses.packages.domain.throttling import is_too_fast
from courses.packages.domain.tracking import launch_scorm, report_from, report_unit
from courses.packages.forms import MOST_BYTES
from courses.packages.models import Package
from courses.packages.views.finding import package_for, person_of, uuid_or_none
from courses.people.domain.privacy import ProcessingPausedError
from courses.people.models import User


@never_cache
@require_safe
def begin_units(request: HttpRequest, package: UUID) -> JsonResponse:
    """Tell the page which units there are, where this learner stopped, and a token to report with."""
    found = package_for(request, package)
    if found.kind != Package.Kind.SCORM:
        raise Http404
    lesson = uuid_or_none(request.GET.get("pelajaran", ""))
    practice = request.GET.get("latihan", "")[:60]
    return JsonResponse(launch_scorm(found, person_of(request), lesson, practice))


@csrf_exempt  # The signed token says whose play it is; a page that is being closed has no other proof.
@never_cache
@require_POST
def report(request: HttpRequest, package: UUID) -> JsonResponse:
    """Take what a unit says: {"token", "unit", "cmi", "sequence"}, also as a beacon of a closing page."""
    if int(request.headers.get("Content-Length") or 0) > MOST_BYTES:
        return _refused(
            _("The activity wants to keep too much."), HTTPStatus.REQUEST_ENTITY_TOO_LARGE
        )
    try:
        sent = json.loads(request.body)
        stated = report_from(sent)
        ticket = open_token(str(sent.get("token", "")))
        learner = User.objects.filter(pk=ticket.learner, is_active=True).first()
        if learner is None or ticket.package != package:
            return _refused(_("This belongs to another activity. Open the lesson again."))
        if is_too_fast(learner):
            message = _("That is too much at once. It is sent again by itself.")
            return _refused(message, HTTPStatus.TOO_MANY_REQUESTS)
        found = Package.objects.filter(pk=package, kind=Package.Kind.SCORM).first()
        if found is None:
            return _refused(_("This activity is not here any more."), HTTPStatus.NOT_FOUND)
        taken = report_unit(learner, found, ticket, stated)
    except TokenError as refusal:
        return _refused(str(refusal))
    except ProcessingPausedError as refusal:
        return _refused(str(refusal), HTTPStatus.FORBIDDEN)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError, StateRefusedError):
        return _refused(_("We could not read this. Open the lesson again."))
    return JsonResponse({"done": taken.is_done})


def _refused(message: str, status: int = HTTPStatus.BAD_REQUEST) -> JsonResponse:
    return JsonResponse({"message": message}, status=status)
