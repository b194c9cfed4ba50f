"""Write a message; deliver those that wait."""

from datetime import timedelta

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.notices.models import Message
from courses.people.models import User

TRIES_BEFORE_PARKING = 8
LEASE = timedelta(minutes=2)
BATCH = 50


def send_message(person: User | None, *, kind: str, key: str, subject: str, body: str, address: str = "") -> Message:
    """Keep a message for the person; a second one with the same key is not made."""
    message, _made = Message.objects.get_or_create(
        key=key,
        defaults={
            "person": person,
            "kind": kind,
            "subject": " ".join(subject.split())[:160],
            "body": body,
            "address": address or (person.email if person else ""),
        },
    )
    return message


def deliver_due_messages() -> int:
    """Send the mails whose time has come; return how many went out."""
    return sum(_deliver(message) for message in _claim_due())


def _claim_due() -> list[Message]:
    """Lease due messages, so that two workers do not send the same one."""
    now = timezone.now()
    with transaction.atomic():
        rows = Message.objects.due(now).select_for_update(skip_locked=_skips_locked())[:BATCH]
        claimed = list(rows)
        for message in claimed:
            message.tries += 1
            message.next_try_at = now + LEASE * 2**message.tries
        Message.objects.bulk_update(claimed, ["tries", "next_try_at"])
    return claimed


def _skips_locked() -> bool:
    return transaction.get_connection().features.has_select_for_update_skip_locked


def _deliver(message: Message) -> bool:
    mail = EmailMessage(
        message.subject,
        message.body,
        settings.DEFAULT_FROM_EMAIL,
        [message.address],
        # The same id at every try lets a mail server drop the second copy.
        headers={"Message-ID": f"<literasi-{message.pk}@{settings.SITE_URL.split('//')[-1].split(':')[0]}>"},
    )
    try:
        mail.send()
    except OSError as error:  # smtplib's errors are OSErrors
        if message.tries >= TRIES_BEFORE_PARKING:
            message.parked_reason = _("The mail server did not take it: %(reason)s") % {"reason": str(error)[:120]}
            message.save(update_fields=["parked_reason"])
        return False
    message.sent_at = timezone.now()
    message.save(update_fields=["sent_at"])
    return True
