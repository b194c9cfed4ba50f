"""For everybody: what is coming, registration, one's own place, the survey, coverage, kits."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.signing import BadSignature, TimestampSigner
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from certificates.domain.papers import qr_picture
from courses.people.sessions import SignedInRequest
from courses.people.views.administration import open_to
from courses.workshops.domain.attendees import Details, attendee_for, link_account
from courses.workshops.domain.calendar_file import calendar_of
from courses.workshops.domain.cards import issue_card, text_of
from courses.workshops.domain.checking_in import check_in, refuse_code
from courses.workshops.domain.printing import cards_pdf, kit_pdf
from courses.workshops.domain.registering import (
    DoubleError,
    Newcomer,
    accept_offer,
    next_start,
    register,
    withdraw,
)
from courses.workshops.domain.schedule import coming_workshops
from courses.workshops.domain.screen_codes import fresh_for
from courses.workshops.domain.surveys import keep_opinion
from courses.workshops.forms.people import DetailsForm
from courses.workshops.forms.reports import SurveyForm
from courses.workshops.models import Kit, LearnerCard, Meeting, Registration, Workshop
from courses.workshops.rules import can_plan
from courses.workshops.views.finding import pdf_answer
from courses.workshops.views.limits import is_too_often

# A cookie that names one registration: without an account, this is how a phone knows its own place.
TICKET = "lokakarya"
TICKET_DAYS = 60
SURVEY_OPEN = timedelta(days=14)


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """Lead trainers to their workshops, everybody else to what is coming."""
    if request.user.is_authenticated and can_plan(request.user):
        return redirect("workshops:mine")
    return redirect("workshops:schedule")


@require_GET
def schedule(request: HttpRequest) -> HttpResponse:
    """List what is coming, by kecamatan."""
    chosen = request.GET.get("kecamatan", "")
    groups = coming_workshops()
    shown = [group for group in groups if group.district.code == chosen] if chosen else groups
    context = {"groups": shown, "all_groups": groups, "chosen": chosen}
    return render(request, "courses/workshops/schedule.html", context)


@never_cache
def register_by_link(request: HttpRequest, code: str, source: str = "link") -> HttpResponse:
    """Register for a workshop, with or without an account."""
    workshop = _workshop(code)
    person = request.user if request.user.is_authenticated else None
    own = _own_registration(request, workshop)
    if own:
        return redirect("workshops:ticket", own.ticket)
    form = DetailsForm(workshop, request.POST or None, person=person)
    has_double = False
    if request.method == "POST" and is_too_often(request, "register"):
        form.is_valid()
        form.add_error(
            None, _("Too many registrations from this place. Wait ten minutes, then go on.")
        )
    elif request.method == "POST" and form.is_valid():
        newcomer = Newcomer(
            form.details(), source, account=person, is_another=form.cleaned_data["is_another"]
        )
        try:
            registration = register(workshop, newcomer)
        except DoubleError:
            has_double = True
        except ValidationError as error:
            form.add_error(None, error)
        else:
            return _remember(redirect("workshops:ticket", registration.ticket), registration)
    context = {
        **_facts(workshop),
        "form": form,
        "has_double": has_double,
        "free": workshop.capacity - workshop.registrations.seated().count(),
    }
    return render(request, "courses/workshops/register.html", context)


@never_cache
def ticket(request: HttpRequest, ticket: str) -> HttpResponse:
    """Show somebody's place: say yes to an offer, withdraw, take it into an account."""
    registration = get_object_or_404(
        Registration.objects.select_related(
            "workshop__kit", "workshop__area__parent", "workshop__trainer", "attendee"
        ),
        ticket=ticket,
    )
    if request.method == "POST":
        _answer_ticket(request, registration)
        return redirect("workshops:ticket", ticket)
    ahead = registration.workshop.registrations.waiting().filter(number__lt=registration.number)
    may_claim = request.user.is_authenticated and registration.attendee.account_id is None
    context = {
        **_facts(registration.workshop),
        "registration": registration,
        "ahead": ahead.count() if registration.state == "waiting" else 0,
        "may_claim": may_claim,
        "survey_open": registration.state == "held" and _is_survey_open(registration.workshop),
        "calendar": reverse("workshops:calendar", args=[registration.workshop.code]),
    }
    return _remember(render(request, "courses/workshops/ticket.html", context), registration)


@require_GET
def calendar(request: HttpRequest, code: str) -> HttpResponse:
    """Return the meetings as a calendar file."""
    workshop = _workshop(code)
    return HttpResponse(
        calendar_of(workshop),
        content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="lokakarya.ics"'},
    )


@never_cache
def checking_in(request: HttpRequest, meeting: UUID, minute: int, code: str) -> HttpResponse:
    """Note somebody who scanned the trainer's screen; every refusal says what to do."""
    found = get_object_or_404(
        Meeting.objects.select_related("workshop__kit", "workshop__area"), pk=meeting
    )
    context: dict[str, Any] = {**_facts(found.workshop), "meeting": found}
    signer = TimestampSigner(salt="workshops.check-in")
    stated = f"{meeting}:{minute}"
    if request.method == "POST":
        try:
            is_fresh = signer.unsign(request.POST.get("seen", ""), max_age=fresh_for()) == stated
        except BadSignature:
            is_fresh = False
        if not is_fresh:
            context["problem"] = refuse_code(found, 0, code, timezone.now())
            return render(request, "courses/workshops/check_in.html", context)
        own = _who(request, found.workshop)
        if own is None:
            context |= {"is_unknown": True, "seen": request.POST.get("seen", "")}
            return render(request, "courses/workshops/check_in.html", context)
        context["noted"] = check_in(found, own, minute)
        return render(request, "courses/workshops/check_in.html", context)
    context["problem"] = refuse_code(found, minute, code, timezone.now())
    context["seen"] = signer.sign(stated)
    context["own"] = _own_registration(request, found.workshop) or _any_registration(request)
    return render(request, "courses/workshops/check_in.html", context)


@never_cache
def survey(request: HttpRequest, code: str) -> HttpResponse:
    """Ask the nine questions; nobody's name is kept."""
    workshop = _workshop(code)
    is_open = _is_survey_open(workshop)
    form = SurveyForm(request.POST or None)
    if request.method == "POST" and is_open and form.is_valid():
        if not is_too_often(request, "survey"):
            address = str(get_adapter(request).get_client_ip(request))
            keep_opinion(workshop, form.opinion(on_paper=False), address)
        return render(request, "courses/workshops/survey_thanks.html", _facts(workshop))
    context = {**_facts(workshop), "form": form, "is_open": is_open}
    return render(request, "courses/workshops/survey.html", context)


@open_to(can_plan)
@require_GET
def kits(request: SignedInRequest) -> HttpResponse:
    """List the kits."""
    return render(request, "courses/workshops/kits.html", {"kits": Kit.objects.published()})


@open_to(can_plan)
@require_GET
def kit_paper(request: SignedInRequest, code: str) -> HttpResponse:
    """Return one kit as PDF."""
    kit = get_object_or_404(Kit.objects.published(), code=code)
    return pdf_answer(kit_pdf(kit), f"kit-{kit.code.lower()}")


@open_to(lambda _person: True)
@require_GET
def my_card(request: SignedInRequest) -> HttpResponse:
    """Show somebody their card, to be scanned from the phone or printed."""
    cards = LearnerCard.objects.valid().filter(attendee__account=request.user)
    card = cards.select_related("attendee").first()
    context = {"card": card, "qr": qr_picture(text_of(card)) if card else ""}
    return render(request, "courses/workshops/my_card.html", context)


@open_to(lambda _person: True)
@require_POST
def print_my_card(request: SignedInRequest) -> HttpResponse:
    """Print one's own card."""
    profile = getattr(request.user, "citizen", None)
    details = Details(request.user.display_name, profile and profile.area)
    attendee = attendee_for(details, account=request.user)
    card = issue_card(attendee, by=request.user)
    return pdf_answer(cards_pdf([card], "Kartu Belajar"), "kartu-belajar")


def _workshop(code: str) -> Workshop:
    workshops = Workshop.objects.select_related("kit", "area__parent", "trainer", "learning_place")
    return get_object_or_404(workshops, code=code.upper())


def _facts(workshop: Workshop) -> dict[str, Any]:
    return {
        "workshop": workshop,
        "meetings": list(workshop.meetings.order_by("starts_at")),
        "is_open": workshop.registration_open
        and workshop.cancelled_at is None
        and next_start(workshop, timezone.now()) is not None,
    }


def _is_survey_open(workshop: Workshop) -> bool:
    """Say whether the workshop has begun, and not long ago."""
    now = timezone.now()
    meetings = list(workshop.meetings.planned().order_by("starts_at"))
    return bool(meetings) and meetings[0].starts_at <= now <= meetings[-1].starts_at + SURVEY_OPEN


def _own_registration(request: HttpRequest, workshop: Workshop) -> Registration | None:
    """Return the place of whoever asks: by their account, or by the cookie of this phone."""
    known = workshop.registrations.select_related("attendee__account").exclude(
        state__in=("withdrawn", "lapsed")
    )
    if request.user.is_authenticated:
        return known.filter(attendee__account=request.user).first()
    return known.filter(ticket=request.COOKIES.get(TICKET, ""), attendee__account=None).first()


def _any_registration(request: HttpRequest) -> Registration | None:
    """Return a place elsewhere, so that a wrong workshop can be named."""
    registrations = Registration.objects.held().select_related("attendee__account", "workshop__kit")
    if request.user.is_authenticated:
        return registrations.filter(attendee__account=request.user).order_by("-number").first()
    ticket = request.COOKIES.get(TICKET, "")
    return registrations.filter(ticket=ticket, attendee__account=None).first()


def _who(request: HttpRequest, workshop: Workshop) -> Registration | None:
    """Return who says to be present: account, cookie, or the code of a row on the sheet."""
    typed = request.POST.get("row_code", "").strip().upper()
    if typed and not is_too_often(request, "row-code"):
        return (
            workshop.registrations.select_related("attendee__account")
            .filter(row_code=typed)
            .first()
        )
    return _own_registration(request, workshop) or _any_registration(request)


def _answer_ticket(request: HttpRequest, registration: Registration) -> None:
    """Do what the button of the ticket's page asks."""
    action = request.POST.get("action")
    try:
        if action == "accept":
            accept_offer(registration)
            messages.success(request, _("You have a place. See you there."))
        elif action == "withdraw":
            withdraw(registration)
            messages.success(
                request, _("Your place goes to the next one. Thank you for telling us.")
            )
        elif action == "claim" and request.user.is_authenticated:
            link_account(registration.attendee, request.user, by=request.user)
            messages.success(request, _("This workshop is in your account now."))
        else:
            raise PermissionDenied
    except ValidationError as error:
        messages.error(request, error.messages[0])


def _remember(answer: HttpResponse, registration: Registration) -> HttpResponse:
    """Let this phone find its place again, without an account."""
    answer.set_cookie(
        TICKET,
        registration.ticket,
        max_age=TICKET_DAYS * 24 * 3600,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
        path="/lokakarya/",
    )
    return answer
