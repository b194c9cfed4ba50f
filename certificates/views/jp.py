"""The JP of a civil servant's year: "12 of 20 JP", with the certificates that count."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from certificates.domain.dossier import dossier_pdf
from certificates.domain.jp_record import record_pdf
from certificates.domain.ledger import JpOfYear, jp_of_year
from certificates.views.papers import pdf_answer
from certificates.views.people import person_of

YEARS = range(2000, 2100)


@login_required
@never_cache
@require_safe
def jp_of_a_year(request: HttpRequest, year: int) -> HttpResponse:
    """Show what the year has brought."""
    return render(request, "certificates/jp.html", {"record": _record(request, year)})


@login_required
@never_cache
@require_safe
def jp_record(request: HttpRequest, year: int) -> HttpResponse:
    """Give the year's record as a PDF."""
    record = _record(request, year)
    return pdf_answer(record_pdf(person_of(request), record), f"rekap-jp-{year}", to_keep=True)


@login_required
@never_cache
@require_safe
def jp_dossier(request: HttpRequest, year: int) -> HttpResponse:
    """Give the record with every certificate behind it, as one PDF."""
    record = _record(request, year)
    return pdf_answer(dossier_pdf(person_of(request), record), f"berkas-jp-{year}", to_keep=True)


def _record(request: HttpRequest, year: int) -> JpOfYear:
    if year not in YEARS:
        raise Http404
    return jp_of_year(person_of(request), year)
