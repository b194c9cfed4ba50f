"""The meetings of a workshop as an iCalendar file (RFC 5545) for any calendar."""

from datetime import UTC, datetime

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from courses.workshops.models import Meeting, Workshop
from courses.workshops.rules import ends_of

LINE = 75


def calendar_of(workshop: Workshop) -> str:
    """Return the file; a later one with the same ids moves or cancels what a calendar has."""
    sequence = workshop.changes.count()
    meetings = workshop.meetings.order_by("starts_at")
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Literasi//Lokakarya//ID",
        "METHOD:PUBLISH",
        *(line for meeting in meetings for line in _event(workshop, meeting, sequence)),
        "END:VCALENDAR",
    ]
    return "".join(f"{_folded(line)}\r\n" for line in lines)


def _event(workshop: Workshop, meeting: Meeting, sequence: int) -> list[str]:
    host = settings.SITE_URL.split("//")[-1].split(":")[0]
    is_off = bool(meeting.cancelled_at or workshop.cancelled_at)
    address = f"{settings.SITE_URL}{reverse('workshops:register', args=[workshop.code])}"
    return [
        "BEGIN:VEVENT",
        f"UID:{meeting.pk}@{host}",
        f"DTSTAMP:{_utc(timezone.now())}",
        f"SEQUENCE:{sequence}",
        f"DTSTART:{_utc(meeting.starts_at)}",
        f"DTEND:{_utc(ends_of(meeting))}",
        f"SUMMARY:{_escaped(workshop.kit.title)}",
        f"LOCATION:{_escaped(f'{workshop.place}, {workshop.area}')}",
        f"URL:{address}",
        f"STATUS:{'CANCELLED' if is_off else 'CONFIRMED'}",
        "END:VEVENT",
    ]


def _utc(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _escaped(text: str) -> str:
    for sign in ("\\", ";", ","):
        text = text.replace(sign, f"\\{sign}")
    return " ".join(text.splitlines()).strip()


def _folded(line: str) -> str:
    """Break a line before its 76th byte, never inside a letter (RFC 5545, 3.1)."""
    parts: list[str] = []
    part = ""
    for sign in line:
        if len((part + sign).encode()) > LINE - (1 if parts else 0):
            parts.append(part)
            part = ""
        part += sign
    return "\r\n ".join([*parts, part])
