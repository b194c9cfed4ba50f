"""What notices hold about a person."""

from typing import Any

from courses.notices.domain import forget_messages_of
from courses.notices.models import Message
from courses.people.models import User


def export_for(user: User) -> dict[str, Any]:
    """Return every message, the oldest first."""
    return {
        "messages": [
            {
                "subject": message.subject,
                "body": message.body,
                "created_at": message.created_at.isoformat(),
                "email": message.address,
                "sent_at": message.sent_at and message.sent_at.isoformat(),
                "seen_at": message.seen_at and message.seen_at.isoformat(),
            }
            for message in Message.objects.filter(person=user).order_by("created_at", "pk")
        ]
    }


def erase_for(user: User) -> None:
    """Delete every message, sent or not."""
    forget_messages_of(user)
