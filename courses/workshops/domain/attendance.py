"""Who was there: one workshop as a table, and as sums."""

from collections import Counter
from dataclasses import dataclass
from uuid import UUID

from courses.workshops.models import Attendee, Meeting, Registration, Workshop
from courses.workshops.rules import Presence, presence_of, share_of


@dataclass(frozen=True)
class Row:
    """One person of the list: at which meetings they were, and their share of all."""

    registration: Registration
    present: tuple[bool, ...]
    share: int
    managed: str

    @property
    def was_there(self) -> bool:
        """Say whether the person was at any meeting."""
        return any(self.present)


@dataclass(frozen=True)
class Attendance:
    """A workshop's people and sums. Counted people have no names; of several meetings the fullest counts."""

    meetings: tuple[Meeting, ...]
    rows: tuple[Row, ...]
    presence: Presence

    @property
    def came(self) -> tuple[Row, ...]:
        """Return those who were at any meeting."""
        return tuple(row for row in self.rows if row.was_there)

    @property
    def counted(self) -> dict[str, int]:
        """Return the people without names, by L, P and -, of the meeting at which they were most."""
        fullest = max(self.meetings, key=lambda meeting: self.presence.counted_at(meeting.pk))
        return dict(self.presence.counted.get(fullest.pk, {}))

    @property
    def people(self) -> int:
        """Return how many people were reached."""
        return len(self.came) + sum(self.counted.values())

    def by_sex(self) -> dict[str, int]:
        """Return the people reached by L, P and not stated."""
        sums = Counter(row.registration.attendee.sex for row in self.came)
        sums.update(self.counted)
        return {sex: sums[sex] for sex in Attendee.Sex.values}

    def by_age(self) -> dict[str, int]:
        """Return the people with names by age band; the counted have said none."""
        sums = Counter(row.registration.attendee.age_band for row in self.came)
        sums[Attendee.AgeBand.UNSTATED] += sum(self.counted.values())
        return {band: sums[band] for band in Attendee.AgeBand.values}


def attendance_of(workshop: Workshop) -> Attendance:
    """Return the workshop's attendance; three queries, however many came."""
    meetings = tuple(workshop.meetings.planned().order_by("starts_at"))
    registrations = workshop.registrations.select_related("attendee__area", "attendee__account")
    presence = presence_of(workshop.facts.counting())
    planned = [meeting.pk for meeting in meetings]
    rows = (_row(one, planned, presence) for one in registrations)
    shown = tuple(row for row in rows if row.was_there or row.registration.state != "withdrawn")
    return Attendance(meetings, shown, presence)


def _row(registration: Registration, planned: list[UUID], presence: Presence) -> Row:
    there = presence.meetings.get(registration.pk, frozenset())
    return Row(
        registration,
        tuple(meeting in there for meeting in planned),
        share_of(there, planned),
        presence.managed.get(registration.pk, ""),
    )
