"""Seats and the queue for them: nobody gets a seat twice, and who came first sits first.

Every verb locks the workshop's row, so fifty people at the same second are fifty turns.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.people.models import User
from courses.workshops.domain.attendees import Details, attendee_for, doubles_of
from courses.workshops.domain.telling import tell_of_lapse, tell_of_offer
from courses.workshops.models import Attendee, Registration, Workshop
from courses.workshops.models.planning import CODE_LETTERS

# Somebody who is offered a place the evening before still has until an hour before the start.
LAST_CALL = timedelta(hours=1)
ROW_CODE_LENGTH = 3


class DoubleError(Exception):
    """Somebody of this name and desa is registered; the people to be asked about are in `doubles`."""

    def __init__(self, doubles: list[Registration]) -> None:
        self.doubles = doubles
        super().__init__(f"{len(doubles)} of the same name")


@dataclass(frozen=True)
class Newcomer:
    """Who registers and how; `is_another` answers the question about the same name."""

    details: Details
    source: str
    account: User | None = None
    by: User | None = None
    is_another: bool = False


@transaction.atomic
def register(workshop: Workshop, newcomer: Newcomer) -> Registration:
    """Return the newcomer's seat, or their place in the queue; somebody who has one keeps it.

    Raises ValidationError when registration is closed, DoubleError when somebody of this name and
    desa is registered and nobody has said yet that this is another person.
    """
    locked = _locked(workshop)
    by_trainer = newcomer.source in (Registration.Source.TRAINER, Registration.Source.WALK_IN)
    _refuse_closed(locked, by_trainer=by_trainer)
    may_be_double = newcomer.account is None and not newcomer.is_another
    if may_be_double and (doubles := doubles_of(locked, newcomer.details)):
        raise DoubleError(doubles)
    attendee = attendee_for(newcomer.details, account=newcomer.account, by=newcomer.by)
    return seat(locked, attendee, newcomer.source)


@transaction.atomic
def seat_attendee(workshop: Workshop, attendee: Attendee, source: str) -> Registration:
    """Return the seat of somebody who is known, such as by their card."""
    locked = _locked(workshop)
    _refuse_closed(locked, by_trainer=True)
    return seat(locked, attendee, source)


def seat(locked: Workshop, attendee: Attendee, source: str) -> Registration:
    """Return the attendee's registration in a workshop whose row the caller has locked.

    Who stands in the hall has a seat: a walk-in never waits.
    """
    existing = locked.registrations.filter(attendee=attendee).first()
    is_walk_in = source == Registration.Source.WALK_IN
    State = Registration.State  # noqa: N806 - the name of a class
    has_seat = is_walk_in or _free_seats(locked) > 0
    if existing:
        if existing.state in (State.HELD, State.OFFERED) or (
            existing.state == State.WAITING and not is_walk_in
        ):
            return _come(existing) if is_walk_in else existing
        existing.state = State.HELD if has_seat else State.WAITING
        if not has_seat:
            existing.number = _next_number(locked)
        existing.settled_at = timezone.now() if has_seat else None
        existing.save(update_fields=["state", "number", "settled_at"])
        return existing
    return Registration.objects.create(
        workshop=locked,
        attendee=attendee,
        state=State.HELD if has_seat else State.WAITING,
        source=source,
        number=_next_number(locked),
        row_code=_free_row_code(locked),
        settled_at=timezone.now() if has_seat else None,
    )


@transaction.atomic
def withdraw(registration: Registration) -> None:
    """Give the seat back; the first in the queue is offered it."""
    workshop = _locked(registration.workshop)
    registration.refresh_from_db()
    if registration.facts.counting().exists():
        raise ValidationError(
            _("You were noted as present, so your registration stays."), code="present"
        )
    registration.state = Registration.State.WITHDRAWN
    registration.settled_at = timezone.now()
    registration.save(update_fields=["state", "settled_at"])
    promote_waiting(workshop)


@transaction.atomic
def accept_offer(registration: Registration) -> None:
    """Take the seat that was offered. Raises ValidationError when the deadline has passed."""
    _locked(registration.workshop)
    registration.refresh_from_db()
    if registration.state == Registration.State.HELD:
        return
    deadline = registration.offered_until
    if (
        registration.state != Registration.State.OFFERED
        or deadline is None
        or deadline <= timezone.now()
    ):
        raise ValidationError(
            _("The time to say yes is over. You may register again; then you wait in the queue."),
            code="lapsed",
        )
    _come(registration)


@transaction.atomic
def promote_waiting(workshop: Workshop) -> list[Registration]:
    """Offer the free seats to the queue, who came first first; return whom."""
    locked = _locked(workshop)
    now = timezone.now()
    begins = next_start(locked, now)
    if begins is None or locked.cancelled_at:
        return []
    offered = []
    for registration in locked.registrations.waiting()[: max(0, _free_seats(locked))]:
        registration.state = Registration.State.OFFERED
        registration.offered_until = _deadline(locked, begins, now)
        registration.save(update_fields=["state", "offered_until"])
        tell_of_offer(registration)
        offered.append(registration)
    return offered


def settle_overdue_offers() -> int:
    """End the offers that nobody answered and pass the seats on; return how many ended."""
    overdue = Registration.objects.overdue().values_list("workshop", flat=True)
    return sum(_settle_offers_of(pk) for pk in sorted(set(overdue), key=str))


def next_start(workshop: Workshop, now: datetime) -> datetime | None:
    """Return when the next meeting begins; None when all of them have begun."""
    coming = workshop.meetings.planned().filter(starts_at__gt=now).order_by("starts_at")
    return coming.values_list("starts_at", flat=True).first()


@transaction.atomic
def _settle_offers_of(workshop_id: UUID) -> int:
    workshop = Workshop.objects.select_for_update().get(pk=workshop_id)
    lapsed = list(workshop.registrations.overdue().select_related("attendee__account", "workshop"))
    for registration in lapsed:
        registration.state = Registration.State.LAPSED
        registration.settled_at = timezone.now()
        registration.save(update_fields=["state", "settled_at"])
        tell_of_lapse(registration)
    promote_waiting(workshop)
    return len(lapsed)


def _deadline(workshop: Workshop, begins: datetime, now: datetime) -> datetime:
    usual = now + timedelta(hours=workshop.offer_hours)
    last = begins - LAST_CALL
    return min(usual, last) if last > now else begins


def _come(registration: Registration) -> Registration:
    registration.state = Registration.State.HELD
    registration.settled_at = timezone.now()
    registration.save(update_fields=["state", "settled_at"])
    return registration


def _locked(workshop: Workshop) -> Workshop:
    return Workshop.objects.select_for_update().get(pk=workshop.pk)


def _free_seats(workshop: Workshop) -> int:
    return workshop.capacity - workshop.registrations.seated().count()


def _next_number(workshop: Workshop) -> int:
    highest = workshop.registrations.aggregate(highest=Max("number"))["highest"]
    return (highest or 0) + 1


def _free_row_code(workshop: Workshop) -> str:
    taken = set(workshop.registrations.values_list("row_code", flat=True))
    while True:
        code = "".join(secrets.choice(CODE_LETTERS) for _place in range(ROW_CODE_LENGTH))
        if code not in taken:
            return code


def _refuse_closed(workshop: Workshop, *, by_trainer: bool) -> None:
    if workshop.cancelled_at:
        raise ValidationError(_("This workshop has been cancelled."), code="cancelled")
    if by_trainer:
        return
    if not workshop.registration_open:
        raise ValidationError(
            _("Registration is closed. Ask the trainer; some places may be left."), code="closed"
        )
    if next_start(workshop, timezone.now()) is None:
        raise ValidationError(
            _("This workshop has begun. If you are there, the trainer writes you down."),
            code="begun",
        )
