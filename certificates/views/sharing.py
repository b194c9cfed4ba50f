"""The picture that a holder shows to others."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from certificates.domain.files import read_file
from certificates.domain.sharing import make_share_picture, share_picture
from certificates.models import Certificate
from certificates.views.people import person_of


@login_required
@never_cache
@require_safe
def picture(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Give the picture for sharing; another person's is not found."""
    certificate = get_object_or_404(Certificate.objects.held_by(person_of(request)), pk=pk)
    if certificate.name_confirmed_at is None:
        messages.info(request, _("Check the printed name first. The PDF is made after that."))
        return redirect("certificates:detail", pk=pk)
    kept = read_file(make_share_picture(certificate).path)
    response = HttpResponse(kept or share_picture(certificate), content_type="image/png")
    response.headers["Content-Disposition"] = 'attachment; filename="sertifikat.png"'
    return response
