"""On the day: note who came, the code on the screen, faces, the projector."""

import json
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.csp import CSP, build_policy
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from courses.people.sessions import SignedInRequest
from courses.people.views.administration import open_to
from courses.workshops.domain.attendance import attendance_of
from courses.workshops.domain.cards import public_keys, regency
from courses.workshops.domain.facts import NewFact, Noted, record_facts
from courses.workshops.domain.kits import KitSpec
from courses.workshops.domain.printing import poster_pdf, qr_drawing, sheet_pdf
from courses.workshops.domain.registering import seat_attendee
from courses.workshops.domain.screen_codes import code_of, minute_of, seconds_left
from courses.workshops.domain.uuids import uuid7
from courses.workshops.forms.facts import BatchRefusedError, facts_from_json
from courses.workshops.forms.people import RowCodesForm
from courses.workshops.models import Attendee, Kit, LearnerCard, Meeting, Registration, WorkshopFact
from courses.workshops.rules import can_plan, meeting_at
from courses.workshops.views.finding import meeting_of, pdf_answer, run_by

# The fallback that reads codes where the browser cannot makes its worker from a blob of our own file.
CAMERA_CSP = build_policy(settings.LEARNER_CSP | {"worker-src": [CSP.SELF, "blob:"]})


@open_to(can_plan)
@require_GET
def attendance(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Show the screen on which people are noted: scan, tap, count."""
    workshop = run_by(request, pk)
    found = attendance_of(workshop)
    meeting = _chosen(request, list(found.meetings))
    place = found.meetings.index(meeting) if meeting else 0
    rows = [
        {
            "registration": row.registration,
            "is_present": bool(row.present and row.present[place]),
            "managed": row.managed,
        }
        for row in found.rows
        if row.registration.state in ("held", "offered") or row.was_there
    ]
    context = {
        "workshop": workshop,
        "meetings": found.meetings,
        "meeting": meeting,
        "rows": rows,
        "present": sum(bool(row["is_present"]) for row in rows),
        "counted": found.presence.counted_at(meeting.pk) if meeting else 0,
        "sexes": Attendee.Sex.choices,
        "keys": json.dumps(public_keys()),
        "regency_code": regency(),
    }
    answer = render(request, "courses/workshops/attendance.html", context)
    answer.headers["Content-Security-Policy"] = CAMERA_CSP
    return answer


@never_cache
@require_POST
def facts(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Take what the trainer's device noted, and answer for each fact."""
    if not request.user.is_authenticated:
        message = _(
            "You have been signed out. Sign in again; what you noted is safe on this device."
        )
        return JsonResponse({"message": message}, status=401)
    workshop = run_by(request, pk)
    try:
        batch, shapeless = facts_from_json(request.body)
    except BatchRefusedError as refusal:
        return JsonResponse({"message": str(refusal)}, status=refusal.status)
    noted = record_facts(workshop, batch, by=request.user)
    results = [_shown(one) for one in noted]
    results += [{"id": key, "status": "rejected", "reason": "shape"} for key in shapeless]
    return JsonResponse({"results": results})


@open_to(can_plan)
@require_POST
def note_one(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Note one thing without a script: a tap on a name, a plus, a face."""
    workshop = run_by(request, pk)
    stated = {**request.POST.dict(), "id": str(uuid7()), "occurred": timezone.now().isoformat()}
    body: dict[str, str | int] = {
        name: stated[name] for name in ("method", "how", "sex") if stated.get(name)
    }
    body |= {name: int(stated[name]) for name in ("amount", "face") if _is_whole(stated.get(name))}
    batch, shapeless = facts_from_json(json.dumps({"facts": [{**stated, "body": body}]}).encode())
    noted = record_facts(workshop, batch, by=request.user)
    for one in noted:
        if one.status == "refused":
            messages.error(request, one.sentence)
    if shapeless:
        messages.error(request, _("This cannot be read. Load the page again."))
    address = reverse("workshops:attendance", args=[pk])
    meeting = noted and request.POST.get("meeting")
    return redirect(f"{address}?pertemuan={meeting}" if meeting else address)


@open_to(can_plan)
@require_POST
def seat_card(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Add the owner of a genuine card who is not on the list, and note them as present."""
    workshop = run_by(request, pk)
    meeting = meeting_of(workshop, UUID(request.POST["meeting"]))
    card = get_object_or_404(
        LearnerCard.objects.valid().select_related("attendee"), pk=request.POST.get("card", "")
    )
    # A number typed at random must not add a stranger: the card was scanned here a moment ago.
    get_object_or_404(
        workshop.facts.filter(
            reason__in=("not_registered", "wrong_workshop"), body__card=card.pk
        ).order_by("pk")[:1]
    )
    registration = seat_attendee(workshop, card.attendee, Registration.Source.WALK_IN)
    fact = NewFact(
        uuid7(), "present", timezone.now(), meeting.pk, registration.pk, {"method": "name"}
    )
    noted = record_facts(workshop, [fact], by=request.user)[0]
    return JsonResponse({"result": _shown(noted)})


@open_to(can_plan)
def paper(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Tick in the rows that were signed on paper, by their codes."""
    workshop = run_by(request, pk)
    meetings = list(workshop.meetings.planned().order_by("starts_at"))
    meeting = _chosen(request, meetings)
    form = RowCodesForm(request.POST or None)
    unknown: list[str] = []
    if request.method == "POST" and meeting and form.is_valid():
        codes = form.cleaned_data["codes"]
        found = {one.row_code: one for one in workshop.registrations.filter(row_code__in=codes)}
        unknown = [code for code in codes if code not in found]
        noted = record_facts(workshop, _signed(meeting, list(found.values())), by=request.user)
        _tell_of_paper(request, noted)
        if not unknown:
            return redirect(f"{reverse('workshops:attendance', args=[pk])}?pertemuan={meeting.pk}")
    context = {
        "workshop": workshop,
        "meetings": meetings,
        "meeting": meeting,
        "form": form,
        "unknown": unknown,
    }
    return render(request, "courses/workshops/paper.html", context)


@open_to(can_plan)
@require_GET
def screen(request: SignedInRequest, pk: UUID, meeting: UUID) -> HttpResponse:
    """Show the code that people scan with phones of their own."""
    workshop = run_by(request, pk)
    shown = meeting_of(workshop, meeting)
    context = {"workshop": workshop, "meeting": shown, **_screen_code(request, shown)}
    return render(request, "courses/workshops/screen.html", context)


@open_to(can_plan)
@require_GET
def screen_code(request: SignedInRequest, pk: UUID, meeting: UUID) -> HttpResponse:
    """Return the code of this minute, for the screen that draws itself anew."""
    return JsonResponse(_screen_code(request, meeting_of(run_by(request, pk), meeting)))


@open_to(can_plan)
@require_GET
def faces(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Show three faces to tap, before and after: the tablet goes round, nobody gives a name."""
    workshop = run_by(request, pk)
    meetings = list(workshop.meetings.planned().order_by("starts_at"))
    presence = attendance_of(workshop).presence
    when = "after" if request.GET.get("kapan") == "sesudah" else "before"
    context = {
        "workshop": workshop,
        "meeting": _chosen(request, meetings),
        "when": when,
        "face_choices": _faces_to_tap(),
        "total": sum((presence.after if when == "after" else presence.before).values()),
    }
    return render(request, "courses/workshops/faces.html", context)


@open_to(can_plan)
@require_GET
def projector(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Show the kit's pages, one at a time."""
    workshop = run_by(request, pk)
    back = reverse("workshops:workshop", args=[pk])
    return _projected(request, workshop.kit, back)


@open_to(can_plan)
@require_GET
def kit_projector(request: SignedInRequest, code: str) -> HttpResponse:
    """Show a kit's pages without a workshop, to look at it at home."""
    kit = get_object_or_404(Kit.objects.published(), code=code)
    return _projected(request, kit, reverse("workshops:kits"))


@open_to(can_plan)
@require_GET
def poster(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Print the poster."""
    return pdf_answer(poster_pdf(run_by(request, pk)), "poster")


@open_to(can_plan)
@require_GET
def sheet(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Print the attendance sheet."""
    return pdf_answer(sheet_pdf(run_by(request, pk)), "daftar-hadir")


def _projected(request: SignedInRequest, kit: Kit, back: str) -> HttpResponse:
    spec = KitSpec.from_content(kit)
    context = {"kit": kit, "screens": spec.screens, "total": len(spec.screens), "back": back}
    return render(request, "courses/workshops/projector.html", context)


def _chosen(request: SignedInRequest, meetings: list[Meeting]) -> Meeting | None:
    """Return the meeting that the address names, else the one that is on."""
    wanted = request.GET.get("pertemuan", "")
    named = next((meeting for meeting in meetings if str(meeting.pk) == wanted), None)
    return named or meeting_at(meetings, timezone.now())


def _screen_code(request: SignedInRequest, meeting: Meeting) -> dict[str, Any]:
    now = timezone.now()
    minute = minute_of(now)
    path = reverse("workshops:check-in", args=[meeting.pk, minute, code_of(meeting, minute)])
    return {"drawing": qr_drawing(request.build_absolute_uri(path)), "seconds": seconds_left(now)}


def _signed(meeting: Meeting, registrations: list[Registration]) -> list[NewFact]:
    now = timezone.now()
    return [
        NewFact(uuid7(), WorkshopFact.Kind.PRESENT, now, meeting.pk, one.pk, {"method": "paper"})
        for one in registrations
    ]


def _tell_of_paper(request: SignedInRequest, noted: list[Noted]) -> None:
    ticked = sum(one.status == "ok" for one in noted)
    if ticked:
        messages.success(
            request,
            ngettext("%(count)d person is ticked in.", "%(count)d people are ticked in.", ticked)
            % {"count": ticked},
        )
    for one in noted:
        if one.status == "refused":
            messages.info(request, one.sentence)


def _faces_to_tap() -> list[tuple[int, str, str]]:
    """Return each face with the curve of its mouth and the word below it."""
    return [
        (1, "M16 34Q24 26 32 34", _("Not at all yet")),
        (2, "M16 31L32 31", _("A little")),
        (3, "M16 29Q24 37 32 29", _("Well")),
    ]


def _shown(noted: Noted) -> dict[str, str]:
    return {
        "id": str(noted.id),
        "status": noted.status,
        "reason": noted.reason,
        "registration": str(noted.registration or ""),
        "name": noted.name,
        "sentence": noted.sentence,
    }


def _is_whole(text: str | None) -> bool:
    return bool(text) and str(text).lstrip("-").isdigit()
