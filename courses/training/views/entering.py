"""Training of other organisers, as its holder enters it."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from certificates.domain.training import (
    TrainingRefusedError,
    document_of,
    enter_training,
    withdraw_training,
)
from certificates.models import ExternalTraining
from courses.people.domain.audit import note
from courses.people.sessions import SignedInRequest
from courses.people.views.administration import open_to
from courses.training.forms import TrainingForm
from courses.training.rules import can_answer_training, is_civil_servant


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(is_civil_servant)
def own(request: SignedInRequest) -> HttpResponse:
    """List what this person has entered, and take one more."""
    form = TrainingForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        try:
            enter_training(request.user, form.stated(), form.cleaned_data["document"])
        except TrainingRefusedError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("It has arrived. BKPSDM looks at the document."))
            return redirect("training:own")
    context = {"form": form, "trainings": request.user.external_trainings.order_by("-pk")}
    status = 422 if form.is_bound else 200
    return render(request, "courses/training/own.html", context, status=status)


@require_POST
@open_to(is_civil_servant)
def withdraw(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take back what nobody has answered yet."""
    training = get_object_or_404(request.user.external_trainings, pk=pk)
    withdraw_training(training)
    messages.success(request, _("The entry and its document are deleted."))
    return redirect("training:own")


@require_safe
@open_to(lambda _person: True)
def document(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show the document to its holder and to BKPSDM, whose looking is logged; to nobody else."""
    training = get_object_or_404(ExternalTraining.objects.select_related("holder"), pk=pk)
    if training.holder_id != request.user.pk:
        if not can_answer_training(request.user):
            raise Http404
        note(request.user, "training.document_read", training.holder, training=training.pk)
    found = document_of(training)
    if found is None:
        raise Http404
    content, kind = found
    headers = {
        "Content-Disposition": f'inline; filename="bukti-{training.pk}"',
        "Content-Security-Policy": "sandbox; default-src 'none'",
        "X-Content-Type-Options": "nosniff",
    }
    return HttpResponse(content, content_type=kind, headers=headers)
