"""The log of who did what to whose data (UU 27/2022 article 31)."""

from typing import Any

from courses.people.models import AuditEntry, User


def note(
    actor: User | None, action: str, subject: User | None = None, **details: Any
) -> AuditEntry:
    """Keep that the actor did this; details must hold no secret and no personal number."""
    return AuditEntry.objects.create(actor=actor, action=action, subject=subject, details=details)
