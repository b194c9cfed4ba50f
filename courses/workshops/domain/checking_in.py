"""Somebody scans the trainer's screen with a phone of their own."""

from datetime import datetime

from django.utils import timezone

from courses.workshops.domain.facts import NewFact, Noted, record_facts
from courses.workshops.domain.judging import sentence_of
from courses.workshops.domain.screen_codes import CodeStanding, standing_of
from courses.workshops.domain.uuids import uuid7
from courses.workshops.models import Meeting, Registration, WorkshopFact

REASONS = {CodeStanding.OVER: "forwarded", CodeStanding.FORGED: "forged_code"}


def refuse_code(meeting: Meeting, minute: int, code: str, now: datetime) -> str:
    """Return why this code does not count, and keep that it was tried; nothing when it is fresh."""
    standing = standing_of(meeting, minute, code, now)
    if standing == CodeStanding.FRESH:
        return ""
    reason = REASONS[standing]
    WorkshopFact.objects.create(
        id=uuid7(),
        workshop=meeting.workshop,
        meeting=meeting,
        kind=WorkshopFact.Kind.PRESENT,
        verdict=WorkshopFact.Verdict.REFUSED,
        reason=reason,
        occurred_at=now,
        body={"method": "screen", "minute": minute},
    )
    return sentence_of(reason)


def check_in(meeting: Meeting, registration: Registration, minute: int) -> Noted:
    """Note the owner of this registration as present, or why not: too early, again, another workshop."""
    body = {"method": "screen", "minute": minute}
    now = timezone.now()
    if registration.workshop_id != meeting.workshop_id:
        return _wrong_workshop(meeting, registration, body, now)
    fact = NewFact(uuid7(), WorkshopFact.Kind.PRESENT, now, meeting.pk, registration.pk, body)
    return record_facts(meeting.workshop, [fact], by=registration.attendee.account)[0]


def _wrong_workshop(
    meeting: Meeting, registration: Registration, body: dict[str, object], now: datetime
) -> Noted:
    name = registration.attendee.name
    row = WorkshopFact.objects.create(
        id=uuid7(),
        workshop=meeting.workshop,
        meeting=meeting,
        kind=WorkshopFact.Kind.PRESENT,
        verdict=WorkshopFact.Verdict.REFUSED,
        reason="wrong_workshop",
        occurred_at=now,
        recorded_by=registration.attendee.account,
        body=body,
    )
    sentence = sentence_of("wrong_workshop", name)
    return Noted(row.id, "refused", "wrong_workshop", None, name, sentence)
