"""The people of a workshop, for those who run it."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from courses.people.domain.audit import note
from courses.people.models import User
from courses.people.sessions import SignedInRequest
from courses.people.views.administration import open_to
from courses.workshops.domain.attendees import (
    link_account,
    merge_attendees,
    suggestions_for,
)
from courses.workshops.domain.cards import issue_card, replace_card
from courses.workshops.domain.printing import cards_pdf
from courses.workshops.domain.registering import DoubleError, Newcomer, register, withdraw
from courses.workshops.forms.people import DetailsForm
from courses.workshops.models import Attendee, LearnerCard, Registration, Workshop
from courses.workshops.rules import can_plan
from courses.workshops.views.finding import attendee_in, pdf_answer, registration_of, run_by


@open_to(can_plan)
def people(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """List who has a place, who waits, and who may be somebody else."""
    workshop = run_by(request, pk)
    note(request.user, "workshop.people_seen", workshop=str(workshop.pk))
    registrations = list(
        workshop.registrations.select_related("attendee__area", "attendee__account")
    )
    context = {
        "workshop": workshop,
        "held": [one for one in registrations if one.state == "held"],
        "offered": [one for one in registrations if one.state == "offered"],
        "waiting": [one for one in registrations if one.state == "waiting"],
        "gone": [one for one in registrations if one.state in ("withdrawn", "lapsed")],
        "suggestions": suggestions_for(workshop, request.user),
    }
    return render(request, "courses/workshops/people.html", context)


@open_to(can_plan)
def add(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Register somebody for them."""
    return _write_down(request, pk, Registration.Source.TRAINER, _("Register somebody"))


@open_to(can_plan)
def walk_in(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Write somebody down who came without registering."""
    return _write_down(request, pk, Registration.Source.WALK_IN, _("Somebody has come"))


@open_to(can_plan)
@require_POST
def withdraw_person(request: SignedInRequest, pk: UUID, registration: UUID) -> HttpResponse:
    """Give somebody's place back."""
    workshop = run_by(request, pk)
    try:
        withdraw(registration_of(workshop, registration))
    except ValidationError as error:
        messages.error(request, error.messages[0])
    else:
        messages.success(request, _("The place is free again. The first in the queue is asked."))
    return redirect("workshops:people", pk)


@open_to(can_plan)
@require_POST
def merge(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Make two rows one person, or a row the owner of an account; only what this trainer can see."""
    workshop = run_by(request, pk)
    attendee = attendee_in(workshop, _uuid(request.POST.get("attendee")))
    try:
        if "account" in request.POST:
            reach = User.objects.visible_to(request.user).distinct()
            account = get_object_or_404(reach, public_id=_uuid(request.POST["account"]))
            link_account(attendee, account, by=request.user)
        else:
            other = get_object_or_404(
                _people_of_my_workshops(request.user), pk=_uuid(request.POST.get("other"))
            )
            merge_attendees(attendee, other, by=request.user)
    except ValidationError as error:
        messages.error(request, error.messages[0])
    else:
        messages.success(request, _("They are one person now."))
    return redirect("workshops:people", pk)


@open_to(can_plan)
def cards(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Print the cards of everybody who has a place."""
    workshop = run_by(request, pk)
    registrations = workshop.registrations.held().select_related("attendee__area")
    printed = [issue_card(one.attendee, by=request.user) for one in registrations]
    if not printed:
        messages.info(request, _("Nobody has a place yet, so there are no cards to print."))
        return redirect("workshops:people", pk)
    note(request.user, "workshop.cards_printed", workshop=str(workshop.pk), cards=len(printed))
    ready = LearnerCard.objects.select_related("attendee__area").in_bulk(
        [card.pk for card in printed]
    )
    ordered = [ready[card.pk] for card in printed]
    return pdf_answer(cards_pdf(ordered, f"Kartu Belajar: {workshop.kit.title}"), "kartu-belajar")


@open_to(can_plan)
@require_POST
def new_card(request: SignedInRequest, pk: UUID, attendee: UUID) -> HttpResponse:
    """Print a new card for somebody who has lost theirs."""
    workshop = run_by(request, pk)
    card = replace_card(attendee_in(workshop, attendee), by=request.user)
    return pdf_answer(cards_pdf([card], "Kartu Belajar"), "kartu-belajar")


def _write_down(request: SignedInRequest, pk: UUID, source: str, title: str) -> HttpResponse:
    workshop = run_by(request, pk)
    form = DetailsForm(workshop, request.POST or None)
    doubles: list[Registration] = []
    if request.method == "POST" and form.is_valid():
        newcomer = Newcomer(
            form.details(), source, by=request.user, is_another=form.cleaned_data["is_another"]
        )
        try:
            registration = register(workshop, newcomer)
        except DoubleError as question:
            doubles = question.doubles
        except ValidationError as error:
            form.add_error(None, error)
        else:
            return _written_down(request, workshop, registration)
    context = {"workshop": workshop, "form": form, "title": title, "doubles": doubles}
    return render(request, "courses/workshops/write_down.html", context)


def _written_down(
    request: SignedInRequest, workshop: Workshop, registration: Registration
) -> HttpResponse:
    is_waiting = registration.state == Registration.State.WAITING
    said = (
        _("%(name)s is on the waiting list, number %(number)d.")
        if is_waiting
        else _("%(name)s has a place.")
    )
    messages.success(
        request, said % {"name": registration.attendee.name, "number": registration.number}
    )
    if registration.source == Registration.Source.WALK_IN:
        return redirect("workshops:attendance", workshop.pk)
    return redirect("workshops:people", workshop.pk)


def _people_of_my_workshops(person: User) -> QuerySet[Attendee]:
    mine = Workshop.objects.run_by(person)
    return Attendee.objects.known().filter(registrations__workshop__in=mine).distinct()


def _uuid(text: str | None) -> UUID | None:
    try:
        return UUID(str(text))
    except ValueError:
        return None
