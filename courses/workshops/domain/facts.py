"""Take what a trainer's device noted: each fact once, each with an honest verdict."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from certificates.domain.insertion import insert_new
from courses.people.models import User
from courses.workshops.domain.judging import Judgement, Scene
from courses.workshops.models import Workshop, WorkshopFact


@dataclass(frozen=True)
class NewFact:
    """One fact as a device states it. `occurred_at` is the device's clock."""

    id: UUID
    kind: str
    occurred_at: datetime
    meeting: UUID | None = None
    registration: UUID | None = None
    body: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Noted:
    """What became of one fact: "ok", "dup" (arrived before), or "refused" with the reason."""

    id: UUID
    status: str
    reason: str = ""
    registration: UUID | None = None
    name: str = ""
    sentence: str = ""


@transaction.atomic
def record_facts(workshop: Workshop, facts: Sequence[NewFact], *, by: User | None) -> list[Noted]:
    """Keep these facts and say what each is worth; facts that are there already change nothing.

    Also what does not count is kept, with its reason. The workshop's row is locked, so that two
    phones that note one person at one moment note one presence and one replay.
    """
    workshop = Workshop.objects.select_for_update().get(pk=workshop.pk)
    scene = Scene.of(workshop)
    noted = []
    for fact in facts:
        known = scene.known_fact(fact.id)
        noted.append(_repeated(known) if known else _note(scene, fact, by))
    return noted


def _note(scene: Scene, fact: NewFact, by: User | None) -> Noted:
    now = timezone.now()
    # A phone whose clock is ahead must not note the future.
    occurred = min(fact.occurred_at, now)
    judgement = scene.judge(fact.kind, fact.meeting, fact.registration, fact.body, occurred)
    row = WorkshopFact(
        id=fact.id,
        workshop=scene.workshop,
        meeting_id=judgement.meeting,
        registration=judgement.registration,
        kind=fact.kind,
        verdict=judgement.verdict,
        reason=judgement.reason,
        corrects_id=judgement.corrects,
        occurred_at=occurred,
        received_at=now,
        recorded_by=by,
        body=judgement.body,
    )
    if not insert_new([row]):
        # The id is taken by a fact of another workshop: nothing of it is told.
        return Noted(fact.id, "refused", "taken")
    scene.remember(row)
    return _answer(row, judgement)


def _answer(row: WorkshopFact, judgement: Judgement) -> Noted:
    status = "refused" if row.verdict == WorkshopFact.Verdict.REFUSED else "ok"
    return Noted(
        row.id,
        status,
        row.reason,
        judgement.registration.pk if judgement.registration else None,
        judgement.name,
        judgement.sentence,
    )


def _repeated(known: WorkshopFact) -> Noted:
    name = known.registration.attendee.name if known.registration else ""
    return Noted(known.id, "dup", known.reason, known.registration_id, name)
