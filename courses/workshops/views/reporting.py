"""Afterwards: costs, pictures, the survey from paper, and the report."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from courses.people.domain.audit import note
from courses.people.sessions import SignedInRequest
from courses.people.views.administration import open_to
from courses.workshops.domain.attendance import attendance_of
from courses.workshops.domain.lpj import report_pdf
from courses.workshops.domain.photos import add_photo, content_of, remove_photo
from courses.workshops.domain.progress import progress_of
from courses.workshops.domain.record import record_of
from courses.workshops.domain.reporting import is_report_current, send_report
from courses.workshops.domain.surveys import keep_opinion, next_wishes, satisfaction_of
from courses.workshops.forms.reports import CostForm, PhotoForm, SurveyForm
from courses.workshops.rules import can_plan
from courses.workshops.views.finding import pdf_answer, run_by


@open_to(can_plan)
def report(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Show what the report will say, and send it."""
    workshop = run_by(request, pk)
    attendance = attendance_of(workshop)
    answers = list(workshop.survey_answers.all())
    reports = list(workshop.reports.all())
    costs = list(workshop.costs.all())
    context = {
        "workshop": workshop,
        "attendance": attendance,
        "by_sex": attendance.by_sex(),
        "unstated": attendance.by_sex()["-"],
        "courses": progress_of(workshop, attendance.came),
        "costs": costs,
        "total": sum(line.amount for line in costs),
        "photos": list(workshop.photos.all()),
        "satisfaction": satisfaction_of(answers),
        "wishes": next_wishes(answers)[:5],
        "reports": reports,
        "is_current": bool(reports) and is_report_current(workshop, reports[0]),
        "cost_form": CostForm(),
        "photo_form": PhotoForm(),
    }
    return render(request, "courses/workshops/report.html", context)


@open_to(can_plan)
@require_POST
def send(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Send the report; a second time without a change it is the same one."""
    workshop = run_by(request, pk)
    try:
        sent = send_report(workshop, by=request.user)
    except ValidationError as error:
        messages.error(request, error.messages[0])
    else:
        note(request.user, "workshop.reported", workshop=str(pk), number=sent.number)
        messages.success(request, _("The report is sent. Here is the paper for the LPJ."))
    return redirect("workshops:report", pk)


@open_to(can_plan)
@require_GET
def paper(request: SignedInRequest, pk: UUID, number: int) -> HttpResponse:
    """Return the report as PDF."""
    workshop = run_by(request, pk)
    found = get_object_or_404(
        workshop.reports.select_related("workshop__kit", "workshop__trainer"), number=number
    )
    note(request.user, "workshop.report_printed", workshop=str(pk), number=number)
    return pdf_answer(report_pdf(found), f"laporan-lokakarya-{number}")


@open_to(can_plan)
@require_POST
def add_cost(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Add a cost."""
    workshop = run_by(request, pk)
    form = CostForm(request.POST)
    if form.is_valid():
        form.instance.workshop = workshop
        form.save()
    else:
        _tell_of_faults(request, form)
    return redirect("workshops:report", pk)


@open_to(can_plan)
@require_POST
def remove_cost(request: SignedInRequest, pk: UUID, cost: int) -> HttpResponse:
    """Take a cost away."""
    get_object_or_404(run_by(request, pk).costs, pk=cost).delete()
    return redirect("workshops:report", pk)


@open_to(can_plan)
@require_POST
def upload_photo(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Add a picture."""
    workshop = run_by(request, pk)
    form = PhotoForm(request.POST, request.FILES)
    if not form.is_valid():
        _tell_of_faults(request, form)
        return redirect("workshops:report", pk)
    data = form.cleaned_data
    try:
        add_photo(workshop, data["file"], data["caption"], by=request.user, kind=data["kind"])
    except ValidationError as error:
        messages.error(request, error.messages[0])
    else:
        messages.success(request, _("The photo is kept, without the position where it was taken."))
    return redirect("workshops:report", pk)


@open_to(can_plan)
@require_GET
def photo(request: SignedInRequest, pk: UUID, photo: UUID) -> HttpResponse:
    """Show a picture to those who run the workshop."""
    content = content_of(get_object_or_404(run_by(request, pk).photos, pk=photo))
    if content is None:
        raise Http404
    return HttpResponse(
        content, content_type="image/jpeg", headers={"Cache-Control": "private, max-age=3600"}
    )


@open_to(can_plan)
@require_POST
def delete_photo(request: SignedInRequest, pk: UUID, photo: UUID) -> HttpResponse:
    """Delete a picture."""
    remove_photo(get_object_or_404(run_by(request, pk).photos, pk=photo))
    return redirect("workshops:report", pk)


@open_to(can_plan)
def type_survey(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Type in a survey that was answered on paper, one after another."""
    workshop = run_by(request, pk)
    form = SurveyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        keep_opinion(workshop, form.opinion(on_paper=True), str(request.user.pk))
        messages.success(request, _("Kept. Type in the next sheet."))
        return redirect("workshops:type-survey", pk)
    context = {"workshop": workshop, "form": form, "on_paper": True}
    return render(request, "courses/workshops/survey.html", context)


@open_to(can_plan)
@require_GET
def record(request: SignedInRequest) -> HttpResponse:
    """Show the workshops that this person has led and reported: a facilitator's record."""
    return render(request, "courses/workshops/record.html", {"record": record_of(request.user)})


def _tell_of_faults(request: SignedInRequest, form: CostForm | PhotoForm) -> None:
    for name, errors in form.errors.items():
        label = form.fields[name].label if name in form.fields else ""
        messages.error(request, f"{label}: {' '.join(map(str, errors))}".lstrip(": "))
