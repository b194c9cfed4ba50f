"""What the second origin answers: the page that SCORM units play in, and the files of their packages."""

import mimetypes
from html import escape
from http import HTTPStatus
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.templatetags.static import static
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from courses.packages.domain.blobs import open_blob
from courses.packages.domain.content_host import file_at, package_behind
from courses.packages.domain.scorm.manifest import Version
from courses.packages.models import Package
from courses.packages.views.media import part_of, piece
from courses.packages.views.playing import FOR_EVER

RUNTIMES = {Version.V12: "scorm/scorm12.min.js", Version.V2004: "scorm/scorm2004.min.js"}
# A unit is a program of somebody else: it may do as it likes on this origin, and reach no other.
UNIT_POLICY = (
    "default-src 'self' 'unsafe-inline' 'unsafe-eval' data: blob:; connect-src 'self'; "
    "form-action 'self'; base-uri 'self'; object-src 'none'; frame-ancestors 'self' {site}"
)
# Beacons go to the site: the only way for the last words of a page that is being closed.
RELAY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; frame-src 'self'; "
    "connect-src {site}; frame-ancestors {site}"
)
RELAY = (
    '<!doctype html><html lang="id" data-site="{site}"><head><meta charset="utf-8"><title>{title}</title>'
    '<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">'
    '<link rel="stylesheet" href="{style}"><script src="{runtime}"></script><script src="{relay}" defer></script>'
    '</head><body><iframe id="unit" title="{title}" '
    'sandbox="allow-scripts allow-same-origin allow-forms allow-modals allow-popups allow-downloads">'
    "</iframe></body></html>"
)


@require_safe
@xframe_options_exempt
def relay(request: HttpRequest, package: UUID, key: str) -> HttpResponse:
    """Show the page that holds the runtime of SCORM and a frame for the unit."""
    found = _package(package, key)
    site = settings.SITE_URL
    html = RELAY.format(
        site=escape(site),
        title=escape(found.title),
        style=static("scorm/relay.css"),
        runtime=static(RUNTIMES[Version(found.details["version"])]),
        relay=static("scorm/relay.js"),
    )
    response = HttpResponse(html)
    response.headers["Content-Security-Policy"] = RELAY_POLICY.format(site=site)
    response.headers["Cache-Control"] = "public, max-age=300"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


@require_safe
@xframe_options_exempt
def unit_file(request: HttpRequest, package: UUID, key: str, path: str) -> HttpResponseBase:
    """Send a file of the package, whole or the part that is asked for."""
    kept = file_at(_package(package, key), path)
    if kept is None:
        raise Http404
    size = kept.blob.size
    part = part_of(request.headers.get("Range", ""), size)
    if part == ():
        refused = HttpResponse(status=HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE)
        refused.headers["Content-Range"] = f"bytes */{size}"
        return refused
    start, end = part or (0, size - 1)
    kind = mimetypes.guess_type(kept.path)[0] or "application/octet-stream"
    response = StreamingHttpResponse(piece(open_blob(kept.blob_id), start, end), content_type=kind)
    if part:
        response.status_code = HTTPStatus.PARTIAL_CONTENT
        response.headers["Content-Range"] = f"bytes {start}-{end}/{size}"
    response.headers["Content-Length"] = str(end - start + 1)
    response.headers["Accept-Ranges"] = "bytes"
    response.headers["Cache-Control"] = FOR_EVER
    response.headers["Content-Security-Policy"] = UNIT_POLICY.format(site=settings.SITE_URL)
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


def nothing_here(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Say in one line that there is nothing at this address: no page of the site is shown on this origin."""
    return HttpResponse(
        _("There is nothing at this address."), content_type="text/plain; charset=utf-8", status=404
    )


def _package(number: UUID, key: str) -> Package:
    found = package_behind(number, key)
    if found is None:
        raise Http404
    return found
