"""What a facilitator has led: the workshops whose report was sent."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from courses.people.models import User
from courses.workshops.models import Report, Workshop


@dataclass(frozen=True)
class Led:
    """One reported workshop, as its newest report has it."""

    title: str
    area: str
    day: date
    sessions: int
    minutes: int
    people: int
    was_lead: bool


@dataclass(frozen=True)
class Record:
    """All of them, the newest first."""

    workshops: tuple[Led, ...]

    @property
    def sessions(self) -> int:
        """Return how many meetings were held."""
        return sum(one.sessions for one in self.workshops)

    @property
    def hours(self) -> int:
        """Return how many whole hours they took."""
        return sum(one.minutes for one in self.workshops) // 60

    @property
    def people(self) -> int:
        """Return how many people came."""
        return sum(one.people for one in self.workshops)


def record_of(person: User) -> Record:
    """Return the facilitator's record; two queries."""
    newest: dict[object, Report] = {}
    reports = Report.objects.filter(
        workshop__in=Workshop.objects.led_or_helped_by(person)
    ).select_related("workshop")
    for report in reports.order_by("workshop", "-number"):
        newest.setdefault(report.workshop_id, report)
    led = (_led(report, person) for report in newest.values())
    return Record(tuple(sorted(led, key=lambda one: one.day, reverse=True)))


def _led(report: Report, person: User) -> Led:
    numbers = report.numbers
    moments = [datetime.fromisoformat(one["starts_at"]) for one in numbers["meetings"]]
    return Led(
        title=f"{numbers['kit']} {numbers['title']}",
        area=numbers["area"],
        day=timezone.localtime(max(moments)).date(),
        sessions=len(moments),
        minutes=sum(one["minutes"] for one in numbers["meetings"]),
        people=numbers["people"],
        was_lead=report.workshop.trainer_id == person.pk,
    )
