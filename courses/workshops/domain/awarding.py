"""What a reported workshop means for certificates: who has attended, and who has led."""

from datetime import date
from uuid import UUID

from django.utils import timezone

from certificates.domain.programmes import Met
from courses.learning.domain.awards import record_met
from courses.workshops.domain.attendance import Attendance, Row
from courses.workshops.models import Workshop

WORKSHOP_LED = "workshop-led"
# One neighbour at a table is help, not a workshop.
LEAST_PEOPLE = 5


def award_attendance(workshop: Workshop, attendance: Attendance) -> None:
    """Tell the register of everybody with an account who came, and at what share of all meetings."""
    for row in attendance.came:
        account = row.registration.attendee.account
        if account is not None:
            record_met(account, attended(workshop, attendance, row))


def award_trainer(workshop: Workshop, attendance: Attendance) -> None:
    """Tell the register that the trainer has led a workshop, when enough people came."""
    if attendance.people < LEAST_PEOPLE:
        return
    first, last = _days(attendance)
    record_met(
        workshop.trainer,
        Met(
            key=WORKSHOP_LED,
            title=f"{workshop.kit.title}, {workshop.area}",
            reference=_reference(workshop.pk),
            started_on=first,
            met_on=last,
            minutes=sum(meeting.minutes for meeting in attendance.meetings),
        ),
    )


def attended(workshop: Workshop, attendance: Attendance, row: Row) -> Met:
    """Return the fact that somebody attended this workshop."""
    first, last = _days(attendance)
    there = zip(attendance.meetings, row.present, strict=True)
    return Met(
        key=f"attendance:{workshop.kit.code}",
        title=workshop.kit.title,
        reference=_reference(row.registration.pk),
        started_on=first,
        met_on=last,
        minutes=sum(meeting.minutes for meeting, was_there in there if was_there),
        share=row.share,
    )


def _days(attendance: Attendance) -> tuple[date, date]:
    days = [timezone.localtime(meeting.starts_at).date() for meeting in attendance.meetings]
    return min(days), max(days)


def _reference(key: UUID) -> str:
    return f"workshop:{key}"
