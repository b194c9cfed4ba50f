"""Before an exam: which there are, what one needs, the door of a room, and the beginning."""

from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from courses.people.models import User
from courses.quizzes.domain.attempts import StartRefused
from courses.quizzes.domain.exam_wording import (
    exam_rules_in_words,
    why_no_exam_now,
    window_in_words,
)
from courses.quizzes.domain.rooms import RoomRefused, seat_in_open_room, take_seat
from courses.quizzes.domain.seats import note_presence
from courses.quizzes.domain.sheets import place_to_resume
from courses.quizzes.domain.sitting import (
    entry_of,
    exam_tries_of,
    handed_in_by,
    minutes_of,
    open_exam_attempt_of,
    renews_after,
    start_exam,
    start_placement,
    start_refresher,
)
from courses.quizzes.domain.staff import can_proctor
from courses.quizzes.forms import PinForm
from courses.quizzes.models import Attempt, Exam, QuizVersion, Seat
from courses.quizzes.views.limits import may_try_pin
from courses.quizzes.views.places import place_of

Given = dict[str, object]


@never_cache
@require_GET
def exam_list(request: HttpRequest) -> HttpResponse:
    """Show which exams there are, what each proves, and how it is taken."""
    exams = [
        {"exam": exam, "rules": exam_rules_in_words(cast(QuizVersion, exam.current))[:2]}
        for exam in Exam.objects.released().with_rules()
    ]
    person = request.user
    context = {"exams": exams, "proctors": person.is_authenticated and can_proctor(person)}
    return render(request, "courses/quizzes/exams/list.html", context)


@never_cache
@require_GET
def exam(request: HttpRequest, exam: str) -> HttpResponse:
    """Show what an exam needs, how often it may be tried, and the ways to begin."""
    found = _find(exam)
    context: Given = {
        "exam": found,
        "version": found.current,
        "rules": exam_rules_in_words(cast(QuizVersion, found.current)),
        "window": _window(found),
    }
    if request.user.is_authenticated:
        context |= _own(found, request.user)
    return render(request, "courses/quizzes/exams/exam.html", context)


def _own(exam: Exam, learner: User) -> Given:
    version, now = cast(QuizVersion, exam.current), timezone.now()
    entry, tries = entry_of(exam, learner), exam_tries_of(exam, version, learner, now)
    running = open_exam_attempt_of(exam, learner)
    placement = exam_tries_of(exam, exam.placement, learner, now) if exam.placement else None
    return _renewal(exam, learner) | {
        "rules": exam_rules_in_words(version, minutes_of(version, learner)),
        "entry": entry,
        "tries": tries,
        "why_not": why_no_exam_now(tries),
        "running": running,
        "resume": _resume_address(running),
        "placement": placement,
        "why_no_placement": why_no_exam_now(placement) if placement else "",
        "past": handed_in_by(exam, learner),
        "seat": seat_in_open_room(exam, learner),
        "form": PinForm(),
    }


def _renewal(exam: Exam, learner: User) -> Given:
    """Return what there is to say of the refresher: nothing to whom it renews nothing."""
    if exam.refresher is None or renews_after(exam, exam.refresher, learner) is None:
        return {}
    tries = exam_tries_of(exam, exam.refresher, learner, timezone.now())
    return {
        "refresher": exam.refresher,
        "refresher_rules": exam_rules_in_words(exam.refresher, minutes_of(exam.refresher, learner))[
            :2
        ],
        "why_no_refresher": why_no_exam_now(tries),
    }


def _resume_address(running: Attempt | None) -> str:
    if running is None or running.on_paper:
        return ""
    return place_of(running).question(place_to_resume(running))


def _window(exam: Exam) -> str:
    version = cast(QuizVersion, exam.current)
    return window_in_words(version.opens_at, version.closes_at)


def _find(slug: str) -> Exam:
    return get_object_or_404(Exam.objects.released().with_rules(), slug=slug)


# --- Beginning --------------------------------------------------------------------------------------


@never_cache
@login_required
@require_POST
def begin(request: HttpRequest, exam: str) -> HttpResponse:
    """Begin alone, from a seat in a room, the placement check or the refresher; lead to the question."""
    found, learner = _find(exam), cast(User, request.user)
    try:
        attempt = _begun(found, learner, request.POST.get("way", ""))
    except StartRefused as refusal:
        messages.info(request, why_no_exam_now(refusal.tries))
        return redirect("quizzes:exam", found.slug)
    except LookupError:
        messages.info(request, _("This way to begin is not open. Choose one of those below."))
        return redirect("quizzes:exam", found.slug)
    return redirect(place_of(attempt).question(place_to_resume(attempt)))


def _begun(exam: Exam, learner: User, way: str) -> Attempt:
    if way == "placement":
        return start_placement(exam, learner)
    if way == "refresher":
        return start_refresher(exam, learner)
    if way != "room":
        return start_exam(exam, learner)
    seat = seat_in_open_room(exam, learner)
    if seat is None:
        raise LookupError(exam.slug)
    return start_exam(exam, learner, seat)


@never_cache
@login_required
@require_POST
def enter_room(request: HttpRequest, exam: str) -> HttpResponse:
    """Sit down in the room whose PIN was typed."""
    found, form = _find(exam), PinForm(request.POST)
    if not may_try_pin(request):
        messages.error(request, _("Too many PINs in a row. Wait five minutes and try again."))
        return redirect("quizzes:exam", found.slug)
    if form.is_valid():
        try:
            take_seat(found, form.cleaned_data["pin"], cast(User, request.user))
        except RoomRefused as refusal:
            messages.error(request, str(refusal))
        else:
            return redirect("quizzes:waiting-room", found.slug)
    return redirect("quizzes:exam", found.slug)


# --- At the door ------------------------------------------------------------------------------------


@never_cache
@login_required
@require_GET
def waiting_room(request: HttpRequest, exam: str) -> HttpResponse:
    """Wait until the proctor lets one in; then the button that begins one's own time."""
    found = _find(exam)
    seat = seat_in_open_room(found, cast(User, request.user))
    if seat is None:
        return redirect("quizzes:exam", found.slug)
    if seat.attempt is not None:
        return redirect("quizzes:exam-resume", found.slug, seat.attempt.pk)
    note_presence(seat)
    context = {
        "exam": found,
        "seat": seat,
        "state": _door_state(seat),
        "minutes": minutes_of(cast(QuizVersion, found.current), cast(User, request.user)),
    }
    return render(request, "courses/quizzes/exams/waiting.html", context)


@never_cache
@login_required
@require_GET
def waiting_state(request: HttpRequest, exam: str) -> JsonResponse:
    """Tell the waiting page how things stand at the door. Three statements."""
    seat = (
        Seat.objects.taken()
        .select_related("session")
        .filter(learner=cast(User, request.user), session__exam__slug=exam)
        .order_by("-entered_at")
        .first()
    )
    if seat is None:
        return JsonResponse({"state": "gone"})
    note_presence(seat)
    return JsonResponse({"state": _door_state(seat)})


def _door_state(seat: Seat) -> str:
    if seat.session.closed_at is not None:
        return "gone"
    if seat.admitted_at is None:
        return "waiting"
    return "stopped" if seat.session.paused_at is not None else "ready"
