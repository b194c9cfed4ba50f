"""Mail the messages that wait."""

from datetime import timedelta
from smtplib import SMTPRecipientsRefused, SMTPResponseException

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import connection, transaction
from django.utils import timezone

from courses.notices.models import Message

TRIES_BEFORE_PARKING = 8
LEASE = timedelta(minutes=2)
MOST_IN_ONE_RUN = 50


def deliver_due_messages() -> int:
    """Mail the messages whose time has come; return how many went out.

    Messages are claimed one by one, so a mail server that is away costs one try of one message
    and one time-out, not fifty.
    """
    delivered = 0
    for _turn in range(MOST_IN_ONE_RUN):
        message = _claim_next()
        if message is None:
            break
        try:
            _mail(message)
        except OSError as error:  # smtplib's errors are OSErrors
            _put_off(message, error)
            if not _is_about_this_message(error):
                break
        else:
            Message.objects.filter(pk=message.pk).update(sent_at=timezone.now())
            delivered += 1
    return delivered


@transaction.atomic
def _claim_next() -> Message | None:
    """Lease the message that waits longest, so that two workers do not send the same one.

    The try is counted before it is made: a message that kills its worker is given up too.
    """
    now = timezone.now()
    locked = Message.objects.due(now).select_for_update(
        skip_locked=connection.features.has_select_for_update_skip_locked
    )
    message = locked.order_by("next_try_at", "pk").first()
    if message:
        message.tries += 1
        message.next_try_at = now + LEASE * 2**message.tries
        message.save(update_fields=["tries", "next_try_at"])
    return message


def _mail(message: Message) -> None:
    host = settings.SITE_URL.split("//")[-1].split(":")[0]
    EmailMessage(
        message.subject,
        _text(message),
        settings.DEFAULT_FROM_EMAIL,
        [message.address],
        # The same id at every try lets a mail server drop the second copy: mail cannot be
        # sent exactly once, and a second copy is better than none.
        headers={"Message-ID": f"<literasi-{message.pk}@{host}>"},
    ).send()


def _text(message: Message) -> str:
    return f"{message.body}\n\n{settings.SITE_URL}{message.path}" if message.path else message.body


def _put_off(message: Message, error: OSError) -> None:
    """Leave the message for its next try, or give it up after the last or when it is hopeless."""
    if message.tries >= TRIES_BEFORE_PARKING or _is_hopeless(error):
        reason = str(error)[:200] or type(error).__name__
        Message.objects.filter(pk=message.pk).update(parked_reason=reason)


def _codes(error: OSError) -> list[int]:
    """Return the reply codes of the mail server (RFC 5321, 4.2.1), if it replied."""
    if isinstance(error, SMTPRecipientsRefused):
        return [code for code, _text in error.recipients.values()]
    return [error.smtp_code] if isinstance(error, SMTPResponseException) else []


def _is_about_this_message(error: OSError) -> bool:
    """Tell whether the server answered: then it may well take the next message."""
    return bool(_codes(error))


def _is_hopeless(error: OSError) -> bool:
    """Tell whether the server said for good that nobody is at this address (550 to 553)."""
    return isinstance(error, SMTPRecipientsRefused) and min(_codes(error)) >= 500
