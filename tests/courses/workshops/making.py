"""Workshops for tests: a kit, a trainer, a workshop that begins when the test wants it."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone

from courses.people.models import Area, Role, User
from courses.workshops.domain.attendees import Details
from courses.workshops.domain.facts import NewFact, Noted, record_facts
from courses.workshops.domain.kits import (
    KitSpec,
    Part,
    Purchase,
    RunStep,
    Screen,
    Sheet,
    publish_kit,
)
from courses.workshops.domain.planning import Plan, plan_workshop
from courses.workshops.domain.registering import Newcomer, register
from courses.workshops.domain.uuids import uuid7
from courses.workshops.models import Kit, Meeting, Registration, Workshop
from tests.people import make_person

VILLAGE = "18.03.08.2005"


def a_kit_spec(**changes: Any) -> KitSpec:
    values: dict[str, Any] = {
        "code": "K3",
        "title": "Awas Penipuan",
        "summary": "Mengenali penipuan sebelum uang hilang.",
        "minutes": 90,
        "for_whom": "Warga yang memakai HP",
        "courses": ("W6",),
        "goals": ("mengenali tanda penipuan",),
        "prepare": ("Cetak lembar",),
        "run": (RunStep(0, "Salam", "Sapa peserta."), RunStep(5, "Cerita", "Ceritakan.", "Dengar")),
        "screens": (Screen("Selamat datang", ("Gratis",), "Halo"), Screen("Lima tanda", ("Satu",))),
        "handout": (
            Part("Lima tanda", "points", ("Mendesak",)),
            Part("Langkah", "steps", ("Diam",)),
        ),
        "poster": ("Belajar bersama",),
        "sheets": (Sheet("Lembar kerja", (Part("Centang", "boxes", ("Ya",)),)),),
        "unplugged": ("Bacakan ceritanya.",),
        "shopping": (Purchase("Kertas A4", "1 rim"),),
        "announcement": "Assalamualaikum.",
        "whatsapp": "Ayo belajar.",
    }
    return KitSpec(**values | changes)


def make_kit(**changes: Any) -> Kit:
    spec = a_kit_spec(**changes)
    publish_kit(spec)
    return Kit.objects.get(code=spec.code)


def make_trainer(name: str = "Bambang Setiawan") -> User:
    return make_person(name, Role.TRAINER)


def make_workshop(
    trainer: User | None = None,
    *,
    starts_at: datetime | None = None,
    kit: Kit | None = None,
    area: str = VILLAGE,
    **changes: Any,
) -> Workshop:
    """Return a workshop; without a time it begins in two days."""
    plan = Plan(
        kit=kit or Kit.objects.filter(code="K3").first() or make_kit(),
        area=Area.objects.get(pk=area),
        starts_at=starts_at or timezone.now() + timedelta(days=2),
        place="Balai Desa",
        funding=Workshop.Funding.VILLAGE,
        **changes,
    )
    return plan_workshop(plan, by=trainer or make_trainer())


def make_running_workshop(trainer: User | None = None, **changes: Any) -> Workshop:
    """Return a workshop whose first meeting began ten minutes ago."""
    return make_workshop(trainer, starts_at=timezone.now() - timedelta(minutes=10), **changes)


def first_meeting(workshop: Workshop) -> Meeting:
    return workshop.meetings.order_by("starts_at")[0]


def come(workshop: Workshop, name: str = "Siti Aminah", **details: Any) -> Registration:
    """Return the seat of somebody whom the trainer writes down."""
    account = details.pop("account", None)
    stated = {"area": workshop.area, **details}
    newcomer = Newcomer(
        Details(name, **stated), Registration.Source.TRAINER, account=account, is_another=True
    )
    return register(workshop, newcomer)


def note(
    workshop: Workshop,
    kind: str = "present",
    registration: Registration | None = None,
    *,
    meeting: Meeting | None = None,
    key: UUID | None = None,
    at: datetime | None = None,
    by: User | None = None,
    **body: Any,
) -> Noted:
    """Send one fact, as a trainer's phone does, and return the answer."""
    if kind == "present":
        body = {"method": "name", **body}
    fact = NewFact(
        key or uuid7(),
        kind,
        at or timezone.now(),
        (meeting or first_meeting(workshop)).pk,
        registration.pk if registration else None,
        body,
    )
    return record_facts(workshop, [fact], by=by or workshop.trainer)[0]
