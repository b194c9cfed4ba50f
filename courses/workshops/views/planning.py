"""A trainer plans: the list, five fields, changes, calling off."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import Count, Min, Q
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from courses.people.models import User
from courses.people.sessions import SignedInRequest
from courses.people.views.administration import open_to
from courses.workshops.domain import planning
from courses.workshops.forms.planning import (
    CancelForm,
    ChangeForm,
    CoTrainersForm,
    MeetingForm,
    PlanForm,
)
from courses.workshops.models import Kit, Workshop
from courses.workshops.rules import can_plan, can_read_coverage, meeting_at
from courses.workshops.views.finding import meeting_of, run_by

PAGE = 20


@open_to(can_plan)
def mine(request: SignedInRequest) -> HttpResponse:
    """List the workshops that this person leads or helps with, the next one first."""
    page = Paginator(_listed(request.user), PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "now": timezone.now(),
        "may_read_coverage": can_read_coverage(request.user),
    }
    return render(request, "courses/workshops/mine.html", context)


@open_to(can_plan)
def new(request: SignedInRequest) -> HttpResponse:
    """Plan a workshop."""
    form = PlanForm(request.user, request.POST or None, initial=_from_address(request))
    if request.method == "POST" and form.is_valid():
        workshop = planning.plan_workshop(form.plan(), by=request.user)
        messages.success(request, _("The workshop is planned. Share the link or print the poster."))
        return redirect("workshops:workshop", workshop.pk)
    return render(
        request,
        "courses/workshops/plan.html",
        {"form": form, "has_kits": Kit.objects.published().exists()},
    )


@open_to(can_plan)
def workshop(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Show one workshop and what to do next."""
    found = run_by(request, pk)
    now = timezone.now()
    meetings = list(found.meetings.all())
    states = found.registrations.aggregate(
        held=Count("pk", filter=Q(state="held")),
        waiting=Count("pk", filter=Q(state="waiting")),
        offered=Count("pk", filter=Q(state="offered")),
    )
    context = {
        "workshop": found,
        "meetings": meetings,
        "current": meeting_at(meetings, now),
        "states": states,
        "co_trainers": list(found.co_trainers.all()),
        "changes": list(found.changes.select_related("by")),
        "reports": list(found.reports.all()),
        "has_begun": any(m.starts_at <= now for m in meetings if m.cancelled_at is None),
        "register_url": request.build_absolute_uri(f"/lokakarya/d/{found.code}/"),
    }
    return render(request, "courses/workshops/workshop.html", context)


@open_to(can_plan)
def change(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Change place, funds, places and registration."""
    found = run_by(request, pk)
    form = ChangeForm(request.POST or None, instance=Workshop.objects.get(pk=found.pk))
    if request.method == "POST" and form.is_valid():
        planning.change_plan(found, by=request.user, **form.values())
        messages.success(request, _("Kept."))
        return redirect("workshops:workshop", pk)
    return _form_page(request, found, form, _("Change the plan"))


@open_to(can_plan)
def add_meeting(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Add a meeting."""
    found = run_by(request, pk)
    form = MeetingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            planning.add_meeting(found, form.cleaned_data["starts_at"], by=request.user)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("The meeting is planned."))
            return redirect("workshops:workshop", pk)
    return _form_page(request, found, form, _("Add a meeting"))


@open_to(can_plan)
def move_meeting(request: SignedInRequest, pk: UUID, meeting: UUID) -> HttpResponse:
    """Move a meeting to another time."""
    found = run_by(request, pk)
    moved = meeting_of(found, meeting)
    form = MeetingForm(request.POST or None, initial={"starts_at": moved.starts_at})
    if request.method == "POST" and form.is_valid():
        try:
            planning.move_meeting(moved, form.cleaned_data["starts_at"], by=request.user)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(
                request, _("The meeting is moved. Tell those without an account yourself.")
            )
            return redirect("workshops:workshop", pk)
    return _form_page(request, found, form, _("Move the meeting"))


@open_to(can_plan)
@require_POST
def call_off_meeting(request: SignedInRequest, pk: UUID, meeting: UUID) -> HttpResponse:
    """Call one meeting off."""
    found = run_by(request, pk)
    try:
        planning.call_off_meeting(meeting_of(found, meeting), by=request.user)
    except ValidationError as error:
        messages.error(request, error.messages[0])
    else:
        messages.success(request, _("The meeting is called off."))
    return redirect("workshops:workshop", pk)


@open_to(can_plan)
def cancel(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Call the whole workshop off."""
    found = run_by(request, pk)
    form = CancelForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            planning.cancel_workshop(found, form.cleaned_data["reason"], by=request.user)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("The workshop is called off."))
            return redirect("workshops:workshop", pk)
    context = {"workshop": found, "form": form, "title": _("Call the workshop off"), "ends": True}
    return render(request, "courses/workshops/form.html", context)


@open_to(can_plan)
def co_trainers(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Choose who helps; a co-trainer cannot choose others."""
    found = run_by(request, pk)
    form = CoTrainersForm(
        found, request.POST or None, initial={"people": list(found.co_trainers.all())}
    )
    if request.method == "POST" and form.is_valid():
        planning.set_co_trainers(found, list(form.cleaned_data["people"]), by=request.user)
        messages.success(request, _("Kept."))
        return redirect("workshops:workshop", pk)
    return _form_page(request, found, form, _("Co-trainers"))


def _listed(person: User) -> Any:  # noqa: ANN401 - a queryset with annotations
    return (
        Workshop.objects.run_by(person)
        .select_related("kit", "area__parent", "trainer")
        .annotate(
            starts=Min("meetings__starts_at", filter=Q(meetings__cancelled_at=None)),
            seated=Count("registrations", filter=Q(registrations__state="held"), distinct=True),
            report_count=Count("reports", distinct=True),
        )
        .order_by("-starts")
    )


def _from_address(request: SignedInRequest) -> dict[str, Any]:
    kit = Kit.objects.published().filter(code=request.GET.get("kit", "")).first()
    return {"kit": kit} if kit else {}


def _form_page(
    request: SignedInRequest, found: Workshop, form: Form | ChangeForm, title: str
) -> HttpResponse:
    context = {"workshop": found, "form": form, "title": title}
    return render(request, "courses/workshops/form.html", context)
