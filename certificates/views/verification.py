"""Is this certificate genuine? Asked by anybody who holds its code; plain HTML, no session."""

from allauth.account.adapter import get_adapter
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from certificates.domain.guessing import PAUSE_SECONDS, must_wait, note_wrong_code
from certificates.domain.verifying import verify_code
from certificates.forms import LONGEST_TYPED, CodeForm
from certificates.rules import Standing

TEMPLATE = "certificates/verification.html"


@never_cache
@require_safe
def verification(request: HttpRequest) -> HttpResponse:
    """Ask for a code, and answer for the one that was typed."""
    typed = request.GET.get("kode", "")
    if typed.strip():
        return _answer(request, typed)
    # An empty field is asked for again; anything else is a code, if perhaps a wrong one.
    form = CodeForm(request.GET if "kode" in request.GET else None)
    return render(request, TEMPLATE, {"form": form})


@never_cache
@require_safe
def verify(request: HttpRequest, code: str) -> HttpResponse:
    """Answer for the code in the address, which is where the QR leads."""
    return _answer(request, code)


def _answer(request: HttpRequest, typed: str) -> HttpResponse:
    """Answer in one way for every wrong text, so that nothing can be learnt from how it is wrong."""
    address = _address_of(request)
    form = CodeForm(initial={"kode": typed[:LONGEST_TYPED]})
    if must_wait(address):
        return _slowed(request, form)
    facts = verify_code(typed)
    if facts is None:
        note_wrong_code(address)
    context = {
        "form": form,
        "facts": facts,
        "standing": facts.standing if facts else Standing.NOT_FOUND,
    }
    response = render(request, TEMPLATE, context, status=200 if facts else 404)
    # Pages with a name on them stay out of search engines.
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response


def _slowed(request: HttpRequest, form: CodeForm) -> HttpResponse:
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
