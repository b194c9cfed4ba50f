"""Begin a play: what the player is told, and a token that binds what it reports to this person and package."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.core import signing
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.packages.domain.packs import content_print, library_pack
from courses.packages.domain.states import states_of
from courses.packages.models import Package, Placement
from courses.packages.rules import CHANGE
from courses.people.models import User

SALT = "packages.play"
# A phone that was without a signal for a whole month still gets its answers in.
TOKEN_HOLDS = timedelta(days=45)


class TokenError(ValueError):
    """What was sent belongs to no play that this person began; the message says what to do."""


@dataclass(frozen=True)
class Ticket:
    """What a token says: a play of a package by a learner, for a practice of a lesson or for none."""

    play: UUID
    package: UUID
    learner: int
    lesson: UUID | None
    practice: str
    begun_at: datetime


def launch(
    package: Package, learner: User | None, lesson: UUID | None, practice: str
) -> dict[str, Any]:
    """Return what the player needs to begin; for a guest, without a token: nothing of theirs is kept here."""
    pack = library_pack(package)
    placement = _placement(package, lesson, practice)
    told: dict[str, Any] = {
        "package": str(package.pk),
        "address": package.address,
        "title": package.title,
        "revision": package.revision,
        "libraries": f"/paket/pustaka/{pack.key}.json",
        "content": f"/paket/isi/{package.pk}/{content_print(package)}.json",
        "needsEval": package.needs_eval,
        "completes": {"when": package.completes_when, "percent": package.pass_percent},
        "learner": "",
        "token": "",
        "states": [],
    }
    if learner is None:
        return told
    return told | {
        "learner": str(learner.public_id),
        "token": _token(package, learner, placement),
        "states": states_of(learner, package),
    }


def may_play(package: Package, person: User | None) -> bool:
    """Tell whether this person may play: what stands in a lesson everybody, the rest those who keep packages."""
    if package.placements.exists():
        return True
    return person is not None and person.has_perm(CHANGE)


def ticket_for(package: Package, learner: User, lesson: UUID | None, practice: str) -> str:
    """Return a token for a play of this package at this place."""
    return _token(package, learner, _placement(package, lesson, practice))


def read_token(token: str, learner: User) -> Ticket:
    """Return what the token says. Raises TokenError for a forged, old or foreign one."""
    ticket = open_token(token)
    if ticket.learner != learner.pk:
        raise TokenError(_("This was begun by another account. Open the lesson again."))
    return ticket


def open_token(token: str) -> Ticket:
    """Return what the token says, whoever brings it. Raises TokenError for a forged or old one."""
    try:
        stated = signing.loads(token, salt=SALT, max_age=TOKEN_HOLDS)
    except signing.SignatureExpired as error:
        raise TokenError(_("This was begun too long ago. Open the lesson again.")) from error
    except signing.BadSignature as error:
        raise TokenError(_("We could not read this. Open the lesson again.")) from error
    return Ticket(
        play=UUID(stated["play"]),
        package=UUID(stated["package"]),
        learner=stated["learner"],
        lesson=UUID(stated["lesson"]) if stated["lesson"] else None,
        practice=stated["practice"],
        begun_at=datetime.fromisoformat(stated["begun"]),
    )


def _token(package: Package, learner: User, placement: Placement | None) -> str:
    return signing.dumps(
        {
            "play": str(UUID(bytes=secrets.token_bytes(16), version=4)),
            "package": str(package.pk),
            "learner": learner.pk,
            "lesson": str(placement.lesson_id) if placement else "",
            "practice": placement.practice if placement else "",
            "begun": timezone.now().isoformat(),
        },
        salt=SALT,
        compress=True,
    )


def _placement(package: Package, lesson: UUID | None, practice: str) -> Placement | None:
    """Return the place in a published lesson that is being played; a made-up one counts for nothing."""
    if lesson is None:
        return None
    return Placement.objects.filter(package=package, lesson=lesson, practice=practice).first()
