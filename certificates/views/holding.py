"""A certificate as its holder sees it. Another person's certificate is not found."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from certificates.domain.correcting import CorrectionRefusedError, ask_for_correction
from certificates.domain.handing import pdf_of
from certificates.domain.holding import HolderState, is_ready, page_of, years_with_jp
from certificates.domain.naming import confirm_name
from certificates.domain.rendering import NameNotConfirmedError
from certificates.forms import NameForm, WishForm
from certificates.models import Certificate
from certificates.rules import can_confirm_name
from certificates.views.papers import pdf_answer
from certificates.views.people import person_of


@login_required
@never_cache
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """List what this person holds, and the years with JP."""
    context = {
        "certificates": Certificate.objects.held_by(person_of(request)).newest_versions(),
        "years": years_with_jp(person_of(request)),
        "today": timezone.localdate(),
    }
    return render(request, "certificates/mine.html", context)


@login_required
@never_cache
@require_safe
def detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show the certificate: first the name to check, then the waiting, then the paper."""
    certificate = _own(request, pk)
    page = page_of(certificate)
    form = NameForm(certificate) if page.state is HolderState.NAME_OPEN else None
    return render(request, "certificates/detail.html", {"page": page, "form": form})


@login_required
@require_POST
def name(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Freeze the printed name."""
    certificate = _own(request, pk)
    form = NameForm(certificate, request.POST)
    if not can_confirm_name(certificate):
        messages.info(request, _("The name has been confirmed before. Nothing was changed."))
    elif form.is_valid():
        confirm_name(certificate, form.printed_name(), person_of(request))
    else:
        page = page_of(certificate)
        return render(request, "certificates/detail.html", {"page": page, "form": form}, status=422)
    return redirect("certificates:detail", pk=pk)


@login_required
@never_cache
@require_safe
def readiness(request: HttpRequest, pk: UUID) -> JsonResponse:
    """Tell the waiting page whether the paper is there."""
    return JsonResponse({"ready": is_ready(_own(request, pk))})


@login_required
@never_cache
@require_safe
def pdf(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Give the PDF: to keep, or with ?lihat to look at and print."""
    certificate = _own(request, pk)
    try:
        content = pdf_of(certificate)
    except NameNotConfirmedError:
        messages.info(request, _("Check the printed name first. The PDF is made after that."))
        return redirect("certificates:detail", pk=pk)
    return pdf_answer(content, certificate.number, to_keep="lihat" not in request.GET)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def correction(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Ask for a correction, answered within 3 × 24 hours."""
    certificate = _own(request, pk)
    form = WishForm(request.POST or None)
    if form.is_valid():
        try:
            ask_for_correction(certificate, form.cleaned_data["wish"], person_of(request))
        except CorrectionRefusedError as error:
            messages.error(request, str(error))
        else:
            messages.success(
                request, _("Your request has arrived. The answer comes within 3 days.")
            )
        return redirect("certificates:detail", pk=pk)
    context = {"certificate": certificate, "form": form}
    return render(
        request, "certificates/correction.html", context, status=422 if form.is_bound else 200
    )


def _own(request: HttpRequest, pk: UUID) -> Certificate:
    own = Certificate.objects.held_by(person_of(request)).with_lineage()
    return get_object_or_404(own, pk=pk)
