"""Where an official signs what waits: the secret lives in this one request and nowhere else."""

from django.contrib import admin, messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods

from certificates.domain.signing.documents import (
    BatchResult,
    count_waiting,
    sign_batch,
    waiting_for_signature,
)
from certificates.domain.signing.interface import SigningError
from certificates.forms import SecretForm
from certificates.models import DocumentSignature


@never_cache
@sensitive_post_parameters("secret")
@sensitive_variables("form", "secret")
@require_http_methods(["GET", "HEAD", "POST"])
@permission_required("certificates.sign_documents", raise_exception=True)
def sign(request: HttpRequest) -> HttpResponse:
    """Sign the next batch with what the official types."""
    form = SecretForm(request.POST or None)
    problems: tuple[str, ...] = ()
    try:
        waiting = waiting_for_signature()
        if form.is_valid():
            result = sign_batch(waiting, form.typed())
            if not result.problems:
                return _done(request, result)
            problems = result.problems
    except SigningError as error:
        waiting, problems = [], (str(error),)
    context = {
        **admin.site.each_context(request),
        "title": _("Sign what waits"),
        # What was typed is never sent back.
        "form": SecretForm(),
        "batch": waiting,
        "count": count_waiting(),
        "problems": problems,
        "opts": DocumentSignature._meta,  # noqa: SLF001 - Django's documented name for a model's options
    }
    status = 422 if problems else 200
    return render(request, "certificates/admin/sign.html", context, status=status)


def _done(request: HttpRequest, result: BatchResult) -> HttpResponse:
    said = ngettext(
        "%(count)d document has been signed.",
        "%(count)d documents have been signed.",
        result.signed,
    )
    messages.success(request, said % {"count": result.signed})
    return redirect("admin:certificates-sign")
