"""Where learners stopped: kept as the package wrote it, never looked into."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Sum
from django.db.models.functions import Length
from django.utils import timezone

from certificates.domain.insertion import insert_new
from courses.packages.models import Package, SavedState
from courses.people.models import User

LARGEST = 256 * 1024
MOST_PARTS = 40
MOST_OF_A_LEARNER = 2 * 1024 * 1024
NAME = re.compile(r"[A-Za-z0-9_.-]{1,64}")
# What H5P reads as "the content has changed, begin again".
RESET = "RESET"


class StateRefusedError(ValueError):
    """A state that is too large or has no proper name."""


@dataclass(frozen=True)
class NewState:
    """What a player wants kept; `value` None forgets it. A higher sequence number was written later."""

    sub_content: str
    data_id: str
    value: str | None
    sequence: int


def state_from(stated: object) -> NewState:
    """Return the state that a player sent. Raises StateRefusedError."""
    if not isinstance(stated, dict):
        raise StateRefusedError("not-a-state")
    names = str(stated.get("sub", "0")), str(stated.get("data", "state"))
    value, sequence = stated.get("value"), stated.get("sequence")
    if not all(map(NAME.fullmatch, names)):
        raise StateRefusedError("odd-name")
    if value is not None and (not isinstance(value, str) or len(value.encode()) > LARGEST):
        raise StateRefusedError("too-large")
    if not isinstance(sequence, int) or isinstance(sequence, bool) or not 0 <= sequence < 2**53:
        raise StateRefusedError("no-sequence")
    return NewState(names[0], names[1], value, sequence)


def states_of(learner: User, package: Package) -> list[dict[str, Any]]:
    """Return what is kept for the learner; what an earlier make of the package wrote is told to begin again."""
    return [
        {
            "sub": state.sub_content,
            "data": state.data_id,
            "value": state.data if state.revision == package.revision else RESET,
            "sequence": state.sequence,
        }
        for state in SavedState.objects.filter(learner=learner, package=package)
    ]


def save_states(learner: User, package: Package, states: Sequence[NewState]) -> None:
    """Keep the newest of each; one that was written earlier than what is kept changes nothing."""
    if not states:
        return
    mine = SavedState.objects.filter(learner=learner, package=package)
    known = {(state.sub_content, state.data_id): state for state in mine}
    size = mine.aggregate(size=Sum(Length("data")))["size"] or 0
    for state in sorted(states, key=lambda one: one.sequence):
        size += len(state.value or "")
        if size <= MOST_OF_A_LEARNER:
            _save(learner, package, state, known)


def _save(
    learner: User,
    package: Package,
    state: NewState,
    known: dict[tuple[str, str], SavedState],
) -> None:
    place = (state.sub_content, state.data_id)
    values: dict[str, Any] = {
        "data": state.value or "",
        "sequence": state.sequence,
        "revision": package.revision,
        "saved_at": timezone.now(),
    }
    if place not in known and len(known) >= MOST_PARTS:
        return
    fresh = SavedState(
        learner=learner, package=package, sub_content=place[0], data_id=place[1], **values
    )
    if place not in known and insert_new([fresh]):
        known[place] = fresh
    else:
        rows = SavedState.objects.filter(
            learner=learner, package=package, sub_content=place[0], data_id=place[1]
        )
        rows.filter(sequence__lt=state.sequence).update(**values)
    if state.value is None:
        SavedState.objects.filter(
            learner=learner,
            package=package,
            sub_content=place[0],
            data_id=place[1],
            sequence=state.sequence,
        ).delete()
        known.pop(place, None)
