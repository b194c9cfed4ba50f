"""BKPSDM looks at training of others, one after the other."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from certificates.domain.training import TrainingRefusedError, accept_training, decline_training
from certificates.models import ExternalTraining
from courses.people.sessions import SignedInRequest
from courses.people.views.administration import open_to
from courses.training.forms import AnswerTrainingForm
from courses.training.rules import can_answer_training

MOST_SHOWN = 100


@require_safe
@open_to(can_answer_training)
def queue(request: SignedInRequest) -> HttpResponse:
    """List what waits, the oldest first."""
    waiting = ExternalTraining.objects.waiting().select_related("holder__civil_servant__unit")
    context = {"trainings": waiting[:MOST_SHOWN], "count": waiting.count(), "may_answer": True}
    return render(request, "courses/training/queue.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(can_answer_training)
def answer(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show what the holder says and the document; agree or say why not."""
    training = get_object_or_404(
        ExternalTraining.objects.select_related("holder__civil_servant__unit"), pk=pk
    )
    form = AnswerTrainingForm(request.POST or None, initial={"jp": training.jp})
    if form.is_valid():
        try:
            _answered(request, training, form)
        except TrainingRefusedError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The answer is kept. The holder reads it."))
            return redirect("training:queue")
    status = 422 if form.is_bound else 200
    context = {"training": training, "form": form, "may_answer": True}
    return render(request, "courses/training/answer.html", context, status=status)


def _answered(
    request: SignedInRequest, training: ExternalTraining, form: AnswerTrainingForm
) -> None:
    if "tolak" in request.POST:
        decline_training(training, form.cleaned_data["words"], request.user)
    else:
        accept_training(training, form.cleaned_data["jp"], request.user)
