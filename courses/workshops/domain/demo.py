"""One planned, one running and one reported workshop, to try the product with."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from courses.people.models import Area, Role, User
from courses.workshops.domain.attendees import Details
from courses.workshops.domain.facts import NewFact, record_facts
from courses.workshops.domain.planning import Plan, plan_workshop
from courses.workshops.domain.registering import Newcomer, register, seat_attendee
from courses.workshops.domain.reporting import send_report
from courses.workshops.domain.surveys import Opinion, keep_opinion
from courses.workshops.domain.uuids import uuid7
from courses.workshops.models import (
    Attendee,
    CostLine,
    Kit,
    LearningPlace,
    Registration,
    Workshop,
    WorkshopFact,
)

PEOPLE = (
    ("Siti Rahayu", "P", "35-59"),
    ("Sumarni", "P", "60+"),
    ("Wagiman", "L", "60+"),
    ("Rohani", "P", "35-59"),
    ("Suyatno", "L", "35-59"),
    ("Eka Wulandari", "P", "18-34"),
    ("Hasan Basri", "L", "35-59"),
    ("Yulia", "P", "18-34"),
)
WRITTEN_TWICE = "Suyatno"
HOURS = {str(day): ["08:00", "15:00"] for day in range(1, 6)}


@transaction.atomic
def make_demo_workshops() -> bool:
    """Make them for the trainer of the demonstration accounts, once; False when something is missing."""
    trainer = User.objects.filter(username=Role.TRAINER).first()
    kits = {kit.code: kit for kit in Kit.objects.published()}
    if trainer is None or not {"K1", "K3"} <= kits.keys() or Workshop.objects.exists():
        return False
    village = Area.objects.filter(parent__trainers__person=trainer).order_by("code")[0]
    now = timezone.now().replace(minute=0, second=0, microsecond=0)
    _make_place(village)
    morning = timezone.localtime(now).replace(hour=9)
    planned = _plan(trainer, kits["K1"], village, morning + timedelta(days=6))
    running = _plan(trainer, kits["K3"], village, now - timedelta(hours=1))
    reported = _plan(trainer, kits["K1"], village, morning - timedelta(days=14))
    _come(planned, PEOPLE[:5])
    _note(running, _come(running, PEOPLE)[:3])
    _note(reported, _come(reported, PEOPLE[:7]), method="paper")
    CostLine.objects.create(workshop=reported, what="Fotokopi lembar", amount=84_000)
    CostLine.objects.create(workshop=reported, what="Air minum dan kudapan", amount=140_000)
    for elements in ((4,) * 9, (3, 4, 3, 4, 4, 4, 4, 3, 3)):
        keep_opinion(reported, Opinion(elements, next_kit="K3", on_paper=True), "contoh")
    send_report(reported, by=trainer)
    return True


def _make_place(village: Area) -> None:
    LearningPlace.objects.get_or_create(
        slug="balai-desa-contoh",
        defaults={
            "name": "Balai Desa (contoh)",
            "kind": LearningPlace.Kind.HALL,
            "area": village,
            "hours": HOURS,
            "has_wifi": True,
            "is_open_to_public": True,
        },
    )


def _plan(trainer: User, kit: Kit, village: Area, starts_at: datetime) -> Workshop:
    return plan_workshop(
        Plan(
            kit=kit,
            area=village,
            starts_at=starts_at,
            place="Balai Desa (contoh)",
            funding=Workshop.Funding.VILLAGE,
            capacity=20,
        ),
        by=trainer,
    )


def _come(workshop: Workshop, people: tuple[tuple[str, str, str], ...]) -> list[Registration]:
    return [_seat(workshop, *person) for person in people]


def _seat(workshop: Workshop, name: str, sex: str, age: str) -> Registration:
    """Seat somebody who is known from another workshop, or write them down."""
    source = Registration.Source.TRAINER
    # The trainer wrote one person down a second time, so that there is something to ask about.
    known = Attendee.objects.filter(name=name).first() if name != WRITTEN_TWICE else None
    if known:
        return seat_attendee(workshop, known, source)
    return register(
        workshop, Newcomer(Details(name, workshop.area, sex, age), source, by=workshop.trainer)
    )


def _note(workshop: Workshop, registrations: list[Registration], method: str = "name") -> None:
    meeting = workshop.meetings.get()
    facts = [
        NewFact(
            uuid7(),
            WorkshopFact.Kind.PRESENT,
            timezone.now(),
            meeting.pk,
            registration.pk,
            {"method": method},
        )
        for registration in registrations
    ]
    faces = [
        NewFact(uuid7(), kind, timezone.now(), meeting.pk, None, {"face": face, "amount": 1})
        for kind, face in (("before", 1), ("before", 2), ("after", 3), ("after", 3))
    ]
    record_facts(workshop, [*facts, *faces], by=workshop.trainer)
