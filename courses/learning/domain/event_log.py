"""The append-only log of what learners did."""

import secrets
import time
from collections.abc import Iterable
from datetime import datetime
from uuid import UUID, uuid5

from certificates.domain.insertion import insert_new
from courses.learning.models import Enrolment, LearnerEvent

# Facts that can happen only once get an id made of what they say, so that even two servers
# that record one at the same moment record it once.
ONCE = UUID("6f1c7a52-4c8b-4c53-9c3e-0d5a3b7e2f10")


def append(events: Iterable[LearnerEvent]) -> set[UUID]:
    """Add the events that are not in the log yet; return their ids. One statement.

    Sorted by id, so that two batches with events in common wait for each other in one order.
    """
    by_id: list[LearnerEvent] = sorted(events, key=lambda event: event.id)
    return set(insert_new(by_id))


def in_order(events: Iterable[LearnerEvent]) -> list[LearnerEvent]:
    """Return the events as they reached us; those of one batch as the device says they happened."""
    return sorted(events, key=lambda event: (event.recorded_at, event.occurred_at, event.id))


def new_event_id() -> UUID:
    """Return a UUIDv7 (RFC 9562): milliseconds since 1970, then 74 random bits."""
    milliseconds = time.time_ns() // 1_000_000
    random = secrets.randbits(74)
    number = (
        milliseconds << 80 | 7 << 76 | (random >> 62) << 64 | 0b10 << 62 | random & (1 << 62) - 1
    )
    return UUID(int=number)


def enrolled_event(enrolment: Enrolment, now: datetime) -> LearnerEvent:
    """Return the fact that the learner took up the course, with an id that lets it happen once."""
    return LearnerEvent(
        id=id_of_what_happens_once("enrolled", enrolment.learner_id, enrolment.course_id),
        learner_id=enrolment.learner_id,
        kind=LearnerEvent.Kind.ENROLLED,
        course_id=enrolment.course_id,
        version_id=enrolment.version_id,
        occurred_at=now,
        recorded_at=now,
    )


def id_of_what_happens_once(*parts: object) -> UUID:
    """Return the id of a fact that these parts name completely."""
    return uuid5(ONCE, " ".join(map(str, parts)))
