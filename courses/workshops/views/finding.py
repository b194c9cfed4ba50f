"""The workshop of an address, or a page that says there is none: the first line of every view."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from courses.people.sessions import SignedInRequest
from courses.workshops.models import Attendee, Meeting, Registration, Workshop

PDF = "application/pdf"


def run_by(request: SignedInRequest, pk: UUID) -> Workshop:
    """Return a workshop that this person runs; another trainer's is answered as if it were not there."""
    workshops = Workshop.objects.run_by(request.user).select_related(
        "kit", "area__parent", "trainer"
    )
    return get_object_or_404(workshops, pk=pk)


def meeting_of(workshop: Workshop, pk: UUID) -> Meeting:
    """Return a meeting of this workshop."""
    return get_object_or_404(workshop.meetings.select_related("workshop__kit"), pk=pk)


def registration_of(workshop: Workshop, pk: UUID) -> Registration:
    """Return a registration of this workshop."""
    registrations = workshop.registrations.select_related("attendee__account", "workshop__kit")
    return get_object_or_404(registrations, pk=pk)


def attendee_in(workshop: Workshop, pk: UUID | None) -> Attendee:
    """Return somebody who is registered in this workshop."""
    return get_object_or_404(Attendee.objects.filter(registrations__workshop=workshop), pk=pk)


def pdf_answer(content: bytes, name: str) -> HttpResponse:
    """Answer with a PDF that opens in the browser and is saved under this name."""
    return HttpResponse(
        content,
        content_type=PDF,
        headers={
            "Content-Disposition": f'inline; filename="{name}.pdf"',
            "Cache-Control": "private, no-store",
        },
    )
