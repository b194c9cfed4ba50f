"""The cards on paper."""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from courses.classes.domain.printing import cards_as_pdf
from courses.classes.models import SchoolClass
from courses.classes.views.access import for_teachers, pupil_of
from courses.people.sessions import SignedInRequest


@for_teachers
@require_safe
def cards(request: SignedInRequest, school_class: SchoolClass) -> HttpResponse:
    """Send all cards, eight to a sheet."""
    pupils = list(school_class.pupils.present().select_related("person"))
    if not pupils:
        return redirect("classes:class", school_class.code)
    return _pdf(cards_as_pdf(school_class, pupils, settings.SITE_URL), f"kartu-{school_class.code}")


@for_teachers
@require_safe
def card(request: SignedInRequest, school_class: SchoolClass, pupil: int) -> HttpResponse:
    """Send one card."""
    seat = pupil_of(school_class, pupil)
    content = cards_as_pdf(school_class, [seat], settings.SITE_URL)
    return _pdf(content, f"kartu-{school_class.code}-{seat.number}")


def _pdf(content: bytes, name: str) -> HttpResponse:
    return HttpResponse(
        content,
        content_type="application/pdf",
        headers={"Content-Disposition": f'inline; filename="{name}.pdf"'},
    )
