"""Watch over an exam in a room: open it, let people in, stop the clocks, add time, close it.

Every act is a row that is never changed. The clocks are the attempts' own deadlines: stopping them
takes each deadline away and keeps what is left of it; nobody's saved answer is ever refused by it.
"""

import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.people.models import User
from courses.quizzes.domain.housekeeping import hand_in
from courses.quizzes.domain.seats import SILENT_AFTER
from courses.quizzes.domain.submitting import submit_attempt
from courses.quizzes.models import Attempt, Exam, ExamSession, Seat, SessionEvent
from courses.quizzes.querysets import AttemptQuerySet

ROUNDS = 20
LONGEST_EXTENSION = 120
# So many attempts are handed in at once when a room closes; the clock does the others.
AT_ONCE = 25

Kind = SessionEvent.Kind


class RoomRefused(Exception):  # noqa: N818 - it reads as the sentence it carries
    """What was asked of a room cannot be done; the sentence says why, and what to do."""


def open_room(
    exam: Exam, place: str, seat_count: int, by: User, *, admits_at_once: bool
) -> ExamSession:
    """Open the door of a room with a PIN that no other open room has. Raises RoomRefused."""
    if exam.current_id is None:
        raise RoomRefused(_("This exam is not released yet. Release it first."))
    for _round in range(ROUNDS):
        try:
            with transaction.atomic():
                session = ExamSession.objects.create(
                    exam=exam,
                    place=place,
                    seat_count=seat_count,
                    pin=f"{secrets.randbelow(10**6):06d}",
                    admits_at_once=admits_at_once,
                    proctor=by,
                )
                _note(session, Kind.OPENED, by)
                return session
        except IntegrityError:
            continue
    raise RoomRefused(_("No free PIN was found. Try again."))


def take_seat(exam: Exam, pin: str, learner: User) -> Seat:
    """Sit down in the open room with this PIN, or go back to one's seat. Raises RoomRefused.

    Seats are given in the order of coming. Who has a seat already keeps it, also on another device.
    """
    session = ExamSession.objects.open().filter(exam=exam, pin=pin).first()
    if session is None:
        raise RoomRefused(_("No open room has this PIN. Look at the proctor's board again."))
    for _round in range(ROUNDS):
        if seat := _seat_of(session, learner):
            return seat
        try:
            with transaction.atomic():
                return _sit_down(session, learner)
        except IntegrityError:
            continue
    raise RoomRefused(_("Many people are sitting down at this moment. Try again."))


def _seat_of(session: ExamSession, learner: User) -> Seat | None:
    seat = session.seats.select_related("session__exam").filter(learner=learner).first()
    if seat is not None and seat.dismissed_at is not None:
        raise RoomRefused(_("The proctor has sent you out of this room. Talk to the proctor."))
    return seat


def _sit_down(session: ExamSession, learner: User) -> Seat:
    taken = session.seats.count()
    if taken >= session.seat_count:
        raise RoomRefused(_("All seats of this room are taken. Ask the proctor for another one."))
    now = timezone.now()
    return Seat.objects.create(
        session=session,
        learner=learner,
        number=taken + 1,
        entered_at=now,
        seen_at=now,
        admitted_at=now if session.admits_at_once else None,
    )


def seat_in_open_room(exam: Exam, learner: User) -> Seat | None:
    """Return where the learner sits now, if anywhere."""
    seats = Seat.objects.taken().select_related("session__exam", "attempt")
    return seats.filter(
        learner=learner, session__exam=exam, session__closed_at__isnull=True
    ).first()


# --- What a proctor does ----------------------------------------------------------------------------


@transaction.atomic
def admit(session: ExamSession, seats: Iterable[Seat], by: User) -> int:
    """Let people in who wait at the door; return how many."""
    _must_be_open(session)
    waiting = session.seats.waiting().filter(pk__in=[seat.pk for seat in seats])
    admitted = list(waiting)
    waiting.update(admitted_at=timezone.now())
    for seat in admitted:
        _note(session, Kind.ADMITTED, by, seat)
    return len(admitted)


@transaction.atomic
def pause_room(session: ExamSession, by: User) -> None:
    """Stop the clock of everybody in the room: the same time is left when it runs on."""
    locked = _must_be_open(session)
    if locked.paused_at is not None:
        return
    now = timezone.now()
    for attempt in _running(locked).filter(deadline__gt=now).select_for_update(of=("self",)):
        attempt.left, attempt.deadline = (attempt.deadline or now) - now, None
        attempt.save(update_fields=["left", "deadline"])
    locked.paused_at = now
    locked.save(update_fields=["paused_at"])
    _note(locked, Kind.PAUSED, by)


@transaction.atomic
def resume_room(session: ExamSession, by: User) -> None:
    """Let the clocks run on."""
    locked = _must_be_open(session)
    if locked.paused_at is None:
        return
    _let_run(_running(locked), timezone.now())
    locked.paused_at = None
    locked.save(update_fields=["paused_at"])
    _note(locked, Kind.RESUMED, by)


@transaction.atomic
def extend(session: ExamSession, minutes: int, by: User, seat: Seat | None = None) -> int:
    """Give more minutes to one person, or to all in the room and whoever begins later.

    Return how many running attempts got them. Raises RoomRefused for a number that makes no sense.
    """
    locked = _must_be_open(session)
    if not 1 <= minutes <= LONGEST_EXTENSION:
        raise RoomRefused(
            _("Add between 1 and %(most)d minutes at a time.") % {"most": LONGEST_EXTENSION}
        )
    running = _running(locked)
    if seat is None:
        locked.extra_minutes += minutes
        locked.save(update_fields=["extra_minutes"])
    else:
        running = running.filter(seat=seat)
    more = timedelta(minutes=minutes)
    reached = 0
    for attempt in running.select_for_update(of=("self",)):
        attempt.deadline = attempt.deadline and max(attempt.deadline, timezone.now()) + more
        attempt.left = attempt.left and attempt.left + more
        attempt.extra_minutes += minutes
        attempt.save(update_fields=["deadline", "left", "extra_minutes"])
        reached += 1
    _note(locked, Kind.EXTENDED, by, seat, minutes)
    return reached


@transaction.atomic
def dismiss(seat: Seat, by: User) -> None:
    """Send somebody out: what they saved is handed in, and counts as not supervised."""
    session = _must_be_open(seat.session)
    Seat.objects.filter(pk=seat.pk).update(dismissed_at=timezone.now())
    _note(session, Kind.DISMISSED, by, seat)
    if seat.attempt_id is not None:
        Attempt.objects.open().filter(pk=seat.attempt_id).update(supervised=False)
        submit_attempt(Attempt.objects.get(pk=seat.attempt_id))


def close_room(session: ExamSession, by: User) -> int:
    """Close the room and hand in what is still open; return how many attempts that was.

    From here on the time of everybody is over. Who is without a line keeps the grace for answers
    that were given before; the clock hands them in.
    """
    with transaction.atomic():
        locked = _must_be_open(session)
        now = timezone.now()
        running = _running(locked)
        still_open = running.count()
        heard_of = Q(seat__seen_at__gt=now - SILENT_AFTER)
        heard_of |= Q(answers__saved_at__gt=now - SILENT_AFTER)
        in_reach = set(running.filter(heard_of).values_list("pk", flat=True)[:AT_ONCE])
        running.update(left=None, deadline=now)
        locked.closed_at = now
        locked.paused_at = None
        locked.save(update_fields=["closed_at", "paused_at"])
        _note(locked, Kind.CLOSED, by)
    for attempt in Attempt.objects.filter(pk__in=in_reach):
        hand_in(attempt)
    return still_open


def _running(session: ExamSession) -> AttemptQuerySet:
    return Attempt.objects.open().filter(seat__session=session, seat__dismissed_at__isnull=True)


def _let_run(attempts: AttemptQuerySet, now: datetime) -> None:
    attempts.filter(left__isnull=False).update(deadline=now + F("left"), left=None)


def _must_be_open(session: ExamSession) -> ExamSession:
    locked = ExamSession.objects.select_for_update(of=("self",)).get(pk=session.pk)
    if locked.closed_at is not None:
        raise RoomRefused(_("This room is closed. Open a new one."))
    return locked


def _note(
    session: ExamSession,
    kind: str,
    by: User,
    seat: Seat | None = None,
    minutes: int | None = None,
) -> None:
    SessionEvent.objects.create(session=session, kind=kind, done_by=by, seat=seat, minutes=minutes)
