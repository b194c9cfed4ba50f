"""What a proctor sees of a room: who is in, who has answered how many, who dropped off."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

from django.db.models import Count, F, Max, Q
from django.utils import timezone

from courses.quizzes.models import Attempt, ExamSession, Seat

# A device tells of itself twice a minute; after three that failed to come it is called silent.
SILENT_AFTER = timedelta(seconds=100)


class SeatState(Enum):
    """How somebody in a room is doing."""

    WAITING = "waiting"
    ADMITTED = "admitted"
    ANSWERING = "answering"
    SILENT = "silent"
    HANDED_IN = "handed_in"
    DISMISSED = "dismissed"


@dataclass(frozen=True)
class SeatLine:
    """One line of the seat list; `late` counts answers that came after the deadline, within the grace."""

    seat: Seat
    state: SeatState
    answered: int
    total: int
    last_seen: datetime
    late: int
    deadline: datetime | None

    @property
    def attempt(self) -> Attempt | None:
        """Return what the person has begun."""
        return self.seat.attempt


def lines_of(session: ExamSession, now: datetime | None = None) -> list[SeatLine]:
    """Return the seats of a room in their order. Two statements, however many seats."""
    moment = now or timezone.now()
    seats = list(
        session.seats.select_related("learner", "attempt")
        .defer("attempt__paper")
        .annotate(
            answered=Count("attempt__answers"),
            saved_at=Max("attempt__answers__saved_at"),
            late=Count(
                "attempt__answers",
                filter=Q(attempt__answers__saved_at__gt=F("attempt__deadline")),
            ),
        )
        .order_by("number")
    )
    totals = _totals(seats)
    return [_line(seat, totals.get(seat.attempt_id, 0), moment) for seat in seats]


def _totals(seats: list[Seat]) -> dict[object, int]:
    """Return how many questions each attempt has; one version has the same for all."""
    attempts = Attempt.objects.filter(pk__in=[seat.attempt_id for seat in seats if seat.attempt_id])
    blueprints = attempts.values_list("pk", "version__blueprint")
    return {pk: sum(cell["questions"] for cell in cells) for pk, cells in blueprints}


def _line(seat: Seat, total: int, now: datetime) -> SeatLine:
    saved: datetime | None = getattr(seat, "saved_at", None)
    seen = max(seat.seen_at, saved) if saved else seat.seen_at
    attempt = seat.attempt
    return SeatLine(
        seat=seat,
        state=_state(seat, now - seen),
        answered=getattr(seat, "answered", 0),
        total=total,
        last_seen=seen,
        late=getattr(seat, "late", 0),
        deadline=attempt.deadline if attempt else None,
    )


def _state(seat: Seat, silence: timedelta) -> SeatState:
    if seat.dismissed_at is not None:
        return SeatState.DISMISSED
    if seat.attempt is not None and seat.attempt.submitted_at is not None:
        return SeatState.HANDED_IN
    if silence > SILENT_AFTER:
        return SeatState.SILENT
    if seat.attempt is not None:
        return SeatState.ANSWERING
    return SeatState.WAITING if seat.admitted_at is None else SeatState.ADMITTED


def note_presence(seat: Seat) -> None:
    """Keep that the person's device was heard of just now. One statement."""
    Seat.objects.filter(pk=seat.pk).update(seen_at=timezone.now())


def note_presence_in(attempt: Attempt) -> None:
    """Keep that the device on which this attempt is taken was heard of. One statement."""
    if attempt.supervised:
        Seat.objects.filter(attempt=attempt).update(seen_at=timezone.now())
