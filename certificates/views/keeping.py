"""What the staff who keep the register do: revoke, replace, answer a request."""

from uuid import UUID

from django.contrib import admin, messages
from django.contrib.auth.decorators import permission_required
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from certificates.domain.achievement import Achievement
from certificates.domain.correcting import decline_correction
from certificates.domain.revoking import replace_certificate, revoke_certificate
from certificates.forms import AnswerForm, CorrectionForm, RevocationForm
from certificates.models import Certificate, CorrectionRequest
from certificates.views.people import person_of

asked_or_sent = require_http_methods(["GET", "HEAD", "POST"])


def printed_name(certificate: Certificate) -> str:
    """Return the name with titles, for lists of staff."""
    return Achievement.from_json(certificate.snapshot).printed_name


@asked_or_sent
@permission_required("certificates.revoke_certificate", raise_exception=True)
def revoke(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take a certificate back with a public reason."""
    certificate = get_object_or_404(Certificate, pk=pk)
    form = RevocationForm(request.POST or None)
    if form.is_valid():
        try:
            revoke_certificate(certificate, form.cleaned_data["reason"], person_of(request))
        except ValueError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The certificate is revoked. The public page says so."))
            return redirect("admin:certificates_certificate_change", pk)
    return _act(request, certificate, form, _("Revoke the certificate"))


@asked_or_sent
@permission_required("certificates.replace_certificate", raise_exception=True)
def replace(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Issue a corrected version under the same number."""
    certificate = get_object_or_404(Certificate, pk=pk)
    form = CorrectionForm(certificate, request.POST or None)
    if form.is_valid():
        try:
            new = replace_certificate(
                certificate, form.correction(), form.cleaned_data["reason"], person_of(request)
            )
        except ValueError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The corrected version has been issued."))
            return redirect("admin:certificates_certificate_change", new.pk)
    return _act(request, certificate, form, _("Replace by a corrected version"))


@asked_or_sent
@permission_required("certificates.replace_certificate", raise_exception=True)
def decline(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer a request without changing anything."""
    asked = get_object_or_404(CorrectionRequest.objects.select_related("certificate"), pk=pk)
    form = AnswerForm(request.POST or None)
    if form.is_valid():
        decline_correction(asked, form.cleaned_data["words"], person_of(request))
        messages.success(request, _("The holder reads your answer on the page of the certificate."))
        return redirect("admin:certificates_correctionrequest_changelist")
    return _act(request, asked.certificate, form, _("Answer without a change"))


def _act(request: HttpRequest, certificate: Certificate, form: Form, heading: str) -> HttpResponse:
    context = {
        **admin.site.each_context(request),
        "title": heading,
        "subtitle": certificate.number,
        "certificate": certificate,
        "name": printed_name(certificate),
        "form": form,
        "opts": Certificate._meta,  # noqa: SLF001 - Django's documented name for a model's options
    }
    return render(request, "certificates/admin/act.html", context)
