"""Plan a workshop, change the plan, call it off. Every change leaves what was before."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.people.models import Area, Role, User
from courses.workshops.domain.registering import promote_waiting
from courses.workshops.domain.telling import tell_of_cancellation, tell_of_move
from courses.workshops.models import Kit, LearningPlace, Meeting, Workshop, WorkshopChange

WEEK = timedelta(days=7)
MOST_MEETINGS = 20


@dataclass(frozen=True)
class Plan:
    """The five fields of a workshop, and what has a sensible default."""

    kit: Kit
    area: Area
    starts_at: datetime
    place: str
    funding: str
    meetings: int = 1
    capacity: int = 25
    learning_place: LearningPlace | None = None
    is_listed: bool = True


@transaction.atomic
def plan_workshop(plan: Plan, *, by: User) -> Workshop:
    """Return the new workshop with its meetings, a week apart when there are several."""
    workshop = Workshop.objects.create(
        kit=plan.kit,
        area=plan.area,
        place=plan.place,
        learning_place=plan.learning_place,
        funding=plan.funding,
        capacity=plan.capacity,
        is_listed=plan.is_listed,
        trainer=by,
    )
    Meeting.objects.bulk_create(
        Meeting(
            workshop=workshop, starts_at=plan.starts_at + WEEK * place, minutes=plan.kit.minutes
        )
        for place in range(plan.meetings)
    )
    note_change(workshop, "planned", by, meetings=plan.meetings)
    return workshop


@transaction.atomic
def change_plan(workshop: Workshop, *, by: User, **values: Any) -> None:
    """Change place, source of funds, number of places and so on; more places let the queue move up."""
    before = {name: getattr(workshop, name) for name in values}
    changed = {name: value for name, value in values.items() if before[name] != value}
    if not changed:
        return
    for name, value in changed.items():
        setattr(workshop, name, value)
    workshop.save(update_fields=list(changed))
    note_change(
        workshop,
        "changed",
        by,
        **{name: [_plain(before[name]), _plain(value)] for name, value in changed.items()},
    )
    if "capacity" in changed:
        promote_waiting(workshop)


@transaction.atomic
def add_meeting(workshop: Workshop, starts_at: datetime, *, by: User) -> Meeting:
    """Return one more meeting. Raises ValidationError when there are enough."""
    if workshop.meetings.planned().count() >= MOST_MEETINGS:
        raise ValidationError(
            _("A workshop has at most %(most)d meetings. Plan another workshop.")
            % {"most": MOST_MEETINGS},
            code="too_many_meetings",
        )
    meeting = Meeting.objects.create(
        workshop=workshop, starts_at=starts_at, minutes=workshop.kit.minutes
    )
    note_change(workshop, "meeting-added", by, starts_at=starts_at.isoformat())
    return meeting


@transaction.atomic
def move_meeting(meeting: Meeting, starts_at: datetime, *, by: User) -> None:
    """Move a meeting to another time, and tell those who come."""
    before = meeting.starts_at
    if before == starts_at:
        return
    if meeting.facts.exists():
        raise ValidationError(
            _("People were noted at this meeting already, so it stays where it is."), code="begun"
        )
    meeting.starts_at = starts_at
    meeting.save(update_fields=["starts_at"])
    note_change(meeting.workshop, "moved", by, before=before.isoformat(), to=starts_at.isoformat())
    tell_of_move(meeting, before)


@transaction.atomic
def call_off_meeting(meeting: Meeting, *, by: User) -> None:
    """Call one meeting off; the share of attendance does not count it any more."""
    if meeting.cancelled_at:
        return
    if meeting.workshop.meetings.planned().count() == 1:
        raise ValidationError(
            _("This is the only meeting. Cancel the workshop instead."), code="last_meeting"
        )
    if meeting.facts.counting().exists():
        raise ValidationError(
            _("People were noted at this meeting already, so it counts."), code="begun"
        )
    meeting.cancelled_at = timezone.now()
    meeting.save(update_fields=["cancelled_at"])
    note_change(meeting.workshop, "meeting-called-off", by, was=meeting.starts_at.isoformat())
    tell_of_cancellation(meeting.workshop, meeting)


@transaction.atomic
def cancel_workshop(workshop: Workshop, reason: str, *, by: User) -> None:
    """Cancel the workshop and tell those who have a place or wait for one."""
    if workshop.cancelled_at:
        return
    if workshop.facts.counting().exists():
        raise ValidationError(
            _("People were noted already. Send the report instead of cancelling."), code="begun"
        )
    workshop.cancelled_at, workshop.cancel_reason = timezone.now(), reason
    workshop.save(update_fields=["cancelled_at", "cancel_reason"])
    note_change(workshop, "cancelled", by, reason=reason)
    tell_of_cancellation(workshop)


@transaction.atomic
def set_co_trainers(workshop: Workshop, people: Sequence[User], *, by: User) -> None:
    """Let these trainers, and no others, run the workshop beside its own trainer."""
    trainers = [
        person
        for person in people
        if person.pk != workshop.trainer_id and person.roles.filter(role=Role.TRAINER).exists()
    ]
    before = sorted(workshop.co_trainers.values_list("pk", flat=True))
    workshop.co_trainers.set(trainers)
    after = sorted(person.pk for person in trainers)
    if before != after:
        note_change(workshop, "co-trainers", by, before=before, to=after)


def note_change(workshop: Workshop, kind: str, by: User | None, **details: Any) -> None:
    """Keep what was done to the plan."""
    WorkshopChange.objects.create(workshop=workshop, kind=kind, by=by, details=details)


def _plain(value: Any) -> str | int | bool | None:  # noqa: ANN401 - whatever a column of the plan holds
    return value if isinstance(value, str | int | bool | None) else str(value)
