"""Is this certificate genuine? Asked by anybody who holds its code; plain HTML, no session."""

from collections.abc import Callable

from allauth.account.adapter import get_adapter
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from certificates.domain.badges.issuing import public_badge
from certificates.domain.guessing import PAUSE_SECONDS, must_wait, note_wrong_code
from certificates.domain.sharing import baked_badge
from certificates.domain.verifying import facts_of, find_by_code
from certificates.forms import LONGEST_TYPED, CodeForm
from certificates.models import Certificate
from certificates.rules import Standing

TEMPLATE = "certificates/verification.html"
BADGE_TYPES = ("application/vc+ld+json", "application/vc", "application/ld+json")
TYPES = ("text/html", *BADGE_TYPES, "application/json")

type Answer = Callable[[HttpRequest, str, Certificate | None], HttpResponse]


@never_cache
@require_safe
def verification(request: HttpRequest) -> HttpResponse:
    """Ask for a code, and answer for the one that was typed."""
    typed = request.GET.get("kode", "")
    if typed.strip():
        return _answer(request, typed, _page)
    # An empty field is asked for again; anything else is a code, if perhaps a wrong one.
    form = CodeForm(request.GET if "kode" in request.GET else None)
    return render(request, TEMPLATE, {"form": form})


@never_cache
@require_safe
def verify(request: HttpRequest, code: str) -> HttpResponse:
    """Answer for the code in the address, which is where the QR leads; programs get the badge."""
    wanted = request.get_preferred_type(TYPES)
    response = _answer(request, code, _page if wanted in (None, "text/html") else _badge)
    patch_vary_headers(response, ["Accept"])
    return response


@never_cache
@require_safe
def badge_file(request: HttpRequest, code: str) -> HttpResponse:
    """Give the signed badge as a file."""
    return _answer(request, code, _badge)


@never_cache
@require_safe
def badge_picture(request: HttpRequest, code: str) -> HttpResponse:
    """Give the badge's picture with the signed badge inside."""
    return _answer(request, code, _picture)


@require_safe
def offline_page(request: HttpRequest) -> HttpResponse:
    """Give the page that checks a QR without internet; the worker keeps it on the device."""
    return render(request, "certificates/offline/page.html")


@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """Give the script that keeps the page; it may answer for the addresses that QR codes lead to."""
    response = render(request, "certificates/offline/worker.js", content_type="text/javascript")
    response.headers["Service-Worker-Allowed"] = "/"
    response.headers["Cache-Control"] = "no-cache"
    return response


def _answer(request: HttpRequest, typed: str, answer: Answer) -> HttpResponse:
    """Answer in one way for every wrong text, so that nothing can be learnt from how it is wrong."""
    address = _address_of(request)
    if must_wait(address):
        return _slowed(request, typed)
    certificate = find_by_code(typed)
    if certificate is None:
        note_wrong_code(address)
    response = answer(request, typed, certificate)
    # Pages with a name on them stay out of search engines.
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response


def _page(request: HttpRequest, typed: str, certificate: Certificate | None) -> HttpResponse:
    facts = facts_of(certificate, with_papers=True) if certificate else None
    context = {
        "form": CodeForm(initial={"kode": typed[:LONGEST_TYPED]}),
        "facts": facts,
        "standing": facts.standing if facts else Standing.NOT_FOUND,
    }
    return render(request, TEMPLATE, context, status=200 if facts else 404)


def _badge(request: HttpRequest, _typed: str, certificate: Certificate | None) -> HttpResponse:
    badge = public_badge(certificate) if certificate else None
    if badge is None:
        return HttpResponse(status=404, content_type="text/plain")
    response = HttpResponse(badge.document, content_type=_badge_type(request))
    response.headers["Content-Disposition"] = 'inline; filename="lencana-digital.json"'
    return response


def _picture(_request: HttpRequest, _typed: str, certificate: Certificate | None) -> HttpResponse:
    badge = public_badge(certificate) if certificate else None
    if certificate is None or badge is None:
        return HttpResponse(status=404, content_type="text/plain")
    response = HttpResponse(baked_badge(certificate, badge), content_type="image/png")
    response.headers["Content-Disposition"] = 'inline; filename="lencana-digital.png"'
    return response


def _badge_type(request: HttpRequest) -> str:
    return request.get_preferred_type(BADGE_TYPES) or "application/json"


def _slowed(request: HttpRequest, typed: str) -> HttpResponse:
    form = CodeForm(initial={"kode": typed[:LONGEST_TYPED]})
    context = {"form": form, "seconds": PAUSE_SECONDS}
    response = render(request, "certificates/slowed.html", context, status=429)
    response.headers["Retry-After"] = str(PAUSE_SECONDS)
    return response


def _address_of(request: HttpRequest) -> str:
    try:
        return str(get_adapter(request).get_client_ip(request))
    except PermissionDenied:
        # A server behind a socket without a trusted proxy: everybody shares one count.
        return "unknown"
