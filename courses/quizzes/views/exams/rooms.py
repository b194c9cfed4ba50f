"""A proctor's pages: open a room, watch it, act in it, print its seat list."""

from collections.abc import Callable
from http import HTTPStatus
from typing import cast
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from courses.people.models import User
from courses.quizzes.domain.room_wording import (
    event_in_words,
    seat_lines_in_words,
    summary_in_words,
)
from courses.quizzes.domain.rooms import (
    RoomRefused,
    admit,
    close_room,
    dismiss,
    extend,
    open_room,
    pause_room,
    resume_room,
)
from courses.quizzes.domain.seats import lines_of
from courses.quizzes.domain.staff import can_proctor, can_run_exams
from courses.quizzes.forms import ExtensionForm, OpenRoomForm
from courses.quizzes.models import Exam, ExamSession, Seat

ROOMS_LISTED = 30


def _proctor(request: HttpRequest) -> User:
    person = cast(User, request.user)
    if not can_proctor(person):
        raise PermissionDenied
    return person


def _find(request: HttpRequest, room: UUID) -> ExamSession:
    """Return a room of one's own; who answers for exams may step into any."""
    person = _proctor(request)
    sessions = ExamSession.objects.select_related("exam", "proctor")
    visible = sessions.visible_to(person, everywhere=can_run_exams(person))
    return get_object_or_404(visible, pk=room)


@never_cache
@login_required
@require_GET
def room_list(request: HttpRequest) -> HttpResponse:
    """Show the rooms that are open, those that were, and the form that opens one."""
    return _listed(request, OpenRoomForm())


@never_cache
@login_required
@require_POST
def open_new_room(request: HttpRequest) -> HttpResponse:
    """Open a room."""
    person, form = _proctor(request), OpenRoomForm(request.POST)
    if not form.is_valid():
        return _listed(request, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        session = open_room(by=person, **form.room())
    except RoomRefused as refusal:
        form.add_error(None, str(refusal))
        return _listed(request, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    return redirect("quizzes:room", session.pk)


def _listed(request: HttpRequest, form: OpenRoomForm, status: int = HTTPStatus.OK) -> HttpResponse:
    person = _proctor(request)
    sessions = (
        ExamSession.objects.visible_to(person, everywhere=can_run_exams(person))
        .select_related("exam", "proctor")
        .with_numbers()[:ROOMS_LISTED]
    )
    context = {
        "form": form,
        "open": [one for one in sessions if one.closed_at is None],
        "closed": [one for one in sessions if one.closed_at is not None],
        "can_manage": can_run_exams(person),
        "has_exams": Exam.objects.released().exists(),
    }
    return render(request, "courses/quizzes/exams/rooms.html", context, status=status)


@never_cache
@login_required
@require_GET
def room(request: HttpRequest, room: UUID) -> HttpResponse:
    """Show a room: its PIN, its seats, and what its proctor may do."""
    session = _find(request, room)
    context = _seats(session) | {
        "form": ExtensionForm(),
        "address": request.build_absolute_uri(f"/ujian/{session.exam.slug}/"),
    }
    return render(request, "courses/quizzes/exams/room.html", context)


@never_cache
@login_required
@require_GET
def seat_list(request: HttpRequest, room: UUID) -> HttpResponse:
    """Give the seats alone, for a page that asks again; nothing at all while nothing changed."""
    session = _find(request, room)
    return render(request, "courses/quizzes/exams/seats.html", _seats(session))


@never_cache
@login_required
@require_GET
def seat_sheet(request: HttpRequest, room: UUID) -> HttpResponse:
    """Show the seat list to be printed and signed, with all that was done in the room."""
    session = _find(request, room)
    events = session.events.select_related("seat__learner", "done_by")
    context = _seats(session) | {
        "events": [{"at": event.done_at, "text": event_in_words(event)} for event in events],
        "blanks": range(session.seat_count - session.seats.count()),
    }
    return render(request, "courses/quizzes/exams/seat_sheet.html", context)


def _seats(session: ExamSession) -> dict[str, object]:
    now = timezone.now()
    lines = lines_of(session, now)
    return {
        "session": session,
        "exam": session.exam,
        "lines": seat_lines_in_words(lines, now),
        "summary": summary_in_words(session, lines),
        "waiting": sum(line.seat.admitted_at is None for line in lines),
        "now": now,
    }


# --- Acting -----------------------------------------------------------------------------------------


@never_cache
@login_required
@require_http_methods(["POST"])
def act(request: HttpRequest, room: UUID, verb: str) -> HttpResponse:
    """Do what the proctor asks, in the room or for one seat of it, and say what it did."""
    session = _find(request, room)
    if verb not in ACTS:
        raise Http404
    try:
        said = ACTS[verb](request, session)
    except RoomRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, said)
    return redirect("quizzes:room", session.pk)


def _seat(request: HttpRequest, session: ExamSession) -> Seat:
    number = request.POST.get("seat", "")
    found = session.seats.select_related("session", "learner").filter(
        number=int(number) if number.isdecimal() and len(number) < 5 else 0
    )
    return get_object_or_404(found)


def _admit(request: HttpRequest, session: ExamSession) -> str:
    is_one = "seat" in request.POST
    seats = [_seat(request, session)] if is_one else list(session.seats.waiting())
    count = admit(session, seats, cast(User, request.user))
    return ngettext("%(count)d person may begin.", "%(count)d people may begin.", count) % {
        "count": count
    }


def _pause(request: HttpRequest, session: ExamSession) -> str:
    pause_room(session, cast(User, request.user))
    return _("The clocks stand still. Everybody keeps the time that is left.")


def _resume(request: HttpRequest, session: ExamSession) -> str:
    resume_room(session, cast(User, request.user))
    return _("The clocks run on.")


def _extend(request: HttpRequest, session: ExamSession) -> str:
    form = ExtensionForm(request.POST)
    if not form.is_valid():
        raise RoomRefused(_("Write how many minutes to add: a number from 1 to 120."))
    seat = _seat(request, session) if "seat" in request.POST else None
    minutes = form.cleaned_data["minutes"]
    reached = extend(session, minutes, cast(User, request.user), seat)
    return ngettext(
        "%(minutes)d more minutes for %(count)d person.",
        "%(minutes)d more minutes for %(count)d people.",
        reached,
    ) % {"minutes": minutes, "count": reached}


def _dismiss(request: HttpRequest, session: ExamSession) -> str:
    seat = _seat(request, session)
    dismiss(seat, cast(User, request.user))
    return _("Seat %(number)d is out. What was saved is handed in, as not supervised.") % {
        "number": seat.number
    }


def _close(request: HttpRequest, session: ExamSession) -> str:
    count = close_room(session, cast(User, request.user))
    if not count:
        return _("The room is closed. Everybody had handed in.")
    return ngettext(
        "The room is closed. The answers of %(count)d person are handed in.",
        "The room is closed. The answers of %(count)d people are handed in.",
        count,
    ) % {"count": count}


ACTS: dict[str, Callable[[HttpRequest, ExamSession], str]] = {
    "panggil": _admit,
    "jeda": _pause,
    "lanjut": _resume,
    "tambah": _extend,
    "keluarkan": _dismiss,
    "tutup": _close,
}
