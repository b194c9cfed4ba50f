"""Keep a message for somebody; note that it was seen."""

from django.utils import timezone

from courses.notices.models import Message
from courses.people.models import User


def send_message(
    person: User | None,
    *,
    kind: str,
    key: str,
    subject: str,
    body: str,
    path: str = "",
    address: str = "",
) -> None:
    """Keep a message for the person; a second one with the same key is not made. One statement.

    It is shown in the app, and mailed when there is an address: the person's own unless given.
    `path` is the page of this site that it is about; a button in the app, a link in the mail.
    """
    message = Message(
        person=person,
        kind=kind,
        key=key,
        subject=" ".join(subject.split())[:160],
        body=body,
        path=path,
        address=address or (person.email if person else ""),
    )
    Message.objects.bulk_create([message], ignore_conflicts=True)


def mark_seen(person: User, message_id: int) -> bool:
    """Note that the person has seen their message; False when they have no such message."""
    seen = Message.objects.filter(person=person, pk=message_id)
    return bool(seen.update(seen_at=timezone.now()))


def forget_messages_of(person: User) -> None:
    """Delete the person's messages; those that wait to be mailed do not go out any more."""
    Message.objects.filter(person=person).delete()
