"""Take what a player reports: statements once each, the result if it can be true, the practice when it is done."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from certificates.domain.insertion import insert_new
from courses.catalogue.models import Lesson
from courses.learning.domain import record_practice
from courses.packages.domain.forwarding import queue_forwarding
from courses.packages.domain.h5p import statements as xapi
from courses.packages.domain.launching import Ticket
from courses.packages.domain.states import NewState, save_states
from courses.packages.models import Package, Play, Statement
from courses.packages.rules import CHANGE, is_done
from courses.people.domain.privacy import refuse_while_paused
from courses.people.models import User

MOST_STATEMENTS = 50
# A course of 200 questions says some 600 things; whoever says more is a program.
MOST_OF_A_PLAY = 2000
STATEMENTS = UUID("0b6f8f5e-0a43-4c5a-9a37-2f1f7d0c9b11")


@dataclass(frozen=True)
class Said:
    """A statement as a device sent it: `key` is the device's own, so that sending twice stores once."""

    key: UUID
    at: datetime
    stated: object


@dataclass
class Taken:
    """What became of a batch: the keys that need not be sent again, and whether the practice is done."""

    settled: list[str] = field(default_factory=list)
    refused: dict[str, str] = field(default_factory=dict)
    is_done: bool = False


@transaction.atomic
def record(
    learner: User,
    package: Package,
    ticket: Ticket,
    said: Sequence[Said],
    states: Sequence[NewState] = (),
) -> Taken:
    """Store what is new of a batch, keep the states, and complete the practice by the package's rule.

    Raises ProcessingPausedError while the learner has paused.
    """
    refuse_while_paused(learner)
    play = _play(learner, package, ticket)
    taken, believed = Taken(), []
    for one in said:
        taken.settled.append(str(one.key))
        try:
            statement = _believed(one, package)
        except xapi.ImplausibleError as refusal:
            taken.refused[str(one.key)] = str(refusal)
            continue
        if statement:
            believed.append((one, statement))
    new = _store(learner, package, play, ticket, believed[: MOST_OF_A_PLAY - play.said])
    _apply(play, package, learner, new)
    save_states(learner, package, states)
    _complete(learner, package, play)
    play.active_at = timezone.now()
    play.save()
    taken.is_done = play.completed_at is not None
    return taken


def _play(learner: User, package: Package, ticket: Ticket) -> Play:
    """Return the play of the ticket, held until the commit; it begins with the first thing that is reported."""
    insert_new(
        [
            Play(
                id=ticket.play,
                learner=learner,
                package=package,
                lesson_id=ticket.lesson,
                practice=ticket.practice,
                opened_at=ticket.begun_at,
            )
        ]
    )
    # The row may be another learner's only if a token was forged, and tokens are signed.
    return Play.objects.select_for_update().get(pk=ticket.play, learner=learner, package=package)


def _believed(said: Said, package: Package) -> xapi.Statement | None:
    statement = xapi.normalise(said.stated)
    if statement is None:
        return None
    most = package.max_score
    if statement.is_result and statement.score and most and statement.score.maximum > most:
        raise xapi.ImplausibleError("more-points-than-there-are")
    return statement


def _store(
    learner: User,
    package: Package,
    play: Play,
    ticket: Ticket,
    believed: Sequence[tuple[Said, xapi.Statement]],
) -> list[xapi.Statement]:
    """Store the statements that are new; return them in their order. One statement to the database."""
    rows = [_row(learner, package, play, ticket, one, statement) for one, statement in believed]
    by_id = {row.pk: row for row in reversed(rows)}
    new = set(insert_new(sorted(by_id.values(), key=lambda row: row.pk)))
    queue_forwarding(sorted(new))
    play.said += len(new)
    return [
        statement for row, (_one, statement) in zip(rows, believed, strict=True) if row.pk in new
    ]


def _row(
    learner: User,
    package: Package,
    play: Play,
    ticket: Ticket,
    said: Said,
    statement: xapi.Statement,
) -> Statement:
    now = timezone.now()
    # A device's clock is believed only between the beginning of the play and now.
    happened = said.at if ticket.begun_at <= said.at <= now else now
    number = uuid5(STATEMENTS, f"{play.pk} {said.key}")
    document = _document(learner, package, play, statement, number, happened, now)
    return Statement(
        id=number,
        learner=learner,
        package=package,
        play=play,
        verb=document["verb"]["id"],
        activity=document["object"]["id"][:400],
        is_root=statement.is_root,
        document=document,
        happened_at=happened,
        stored_at=now,
    )


def _document(
    learner: User,
    package: Package,
    play: Play,
    statement: xapi.Statement,
    number: UUID,
    happened: datetime,
    now: datetime,
) -> dict[str, Any]:
    language = package.language if package.language != "und" else "id"
    activities = xapi.activities_of(statement, package.address)
    if play.lesson_id:
        lesson = f"{settings.SITE_URL}/belajar/pelajaran/{play.lesson_id}"
        activities["grouping"] = [{"objectType": "Activity", "id": lesson}]
    return {
        "id": str(number),
        "actor": actor_of(learner),
        **xapi.as_xapi(statement, package.address, package.title, language),
        "context": {
            "registration": str(play.pk),
            "platform": "Literasi",
            "language": language,
            **({"contextActivities": activities} if activities else {}),
        },
        "timestamp": happened.isoformat(),
        "stored": now.isoformat(),
        "authority": {
            "objectType": "Agent",
            "account": {"homePage": settings.SITE_URL, "name": "literasi"},
        },
        "version": "1.0.3",
    }


def actor_of(learner: User) -> dict[str, Any]:
    """Return the learner as statements name them: an account of this site, no name and no address."""
    return {
        "objectType": "Agent",
        "account": {"homePage": settings.SITE_URL, "name": str(learner.public_id)},
    }


def _apply(
    play: Play, package: Package, learner: User, statements: Sequence[xapi.Statement]
) -> None:
    """Keep the best result of the play: only what is said about the whole content counts."""
    for statement in statements:
        if not statement.is_result:
            continue
        play.finished_at = play.finished_at or timezone.now()
        score = statement.score
        if score is None:
            continue
        known = play.raw / play.maximum if play.raw is not None and play.maximum else -1.0
        if score.share >= known:
            play.raw, play.maximum = score.raw, score.maximum
        if package.max_score is None and learner.has_perm(CHANGE):
            # Whoever keeps packages has played it once: from now on nobody gets more points than that.
            Package.objects.filter(pk=package.pk, max_score=None).update(max_score=score.maximum)


def _complete(learner: User, package: Package, play: Play) -> None:
    if play.completed_at or not is_done(package, play):
        return
    play.completed_at = timezone.now()
    if play.lesson_id is None:
        return
    lesson = Lesson.objects.select_related("course").get(pk=play.lesson_id)
    correct, total = round(play.raw or 0), round(play.maximum or 0)
    record_practice(learner, lesson, play.practice, min(correct, total), total)
