"""Messages that follow from what happened to a certificate or an account."""

from typing import Any

from django.dispatch import receiver

from certificates.models import Certificate
from certificates.signals import (
    certificate_expiring,
    certificate_issued,
    certificate_replaced,
    certificate_revoked,
    correction_declined,
)
from courses.notices.domain import send_message
from courses.notices.domain.certificate_news import (
    tell_of_award,
    tell_of_correction,
    tell_of_expiry,
    tell_of_refusal,
    tell_of_revocation,
)
from courses.people.models import User
from courses.people.signals import letter_written


@receiver(certificate_issued, sender=Certificate)
def tell_holder_of_award(certificate: Certificate, **kwargs: Any) -> None:
    """Ask the holder to look at the name before it is printed."""
    tell_of_award(certificate)


@receiver(certificate_replaced, sender=Certificate)
def tell_holder_of_correction(certificate: Certificate, **kwargs: Any) -> None:
    """Tell the holder that a corrected certificate is there."""
    tell_of_correction(certificate)


@receiver(certificate_expiring, sender=Certificate)
def remind_holder_of_expiry(certificate: Certificate, days: int, **kwargs: Any) -> None:
    """Say in time that a certificate runs out, and how it is renewed."""
    tell_of_expiry(certificate, days)


@receiver(certificate_revoked, sender=Certificate)
def tell_holder_of_revocation(certificate: Certificate, **kwargs: Any) -> None:
    """Tell the holder before somebody else does."""
    tell_of_revocation(certificate)


@receiver(correction_declined, sender=Certificate)
def tell_holder_of_refusal(certificate: Certificate, words: str, **kwargs: Any) -> None:
    """Give the holder the answer to their request."""
    tell_of_refusal(certificate, words)


@receiver(letter_written, sender=User)
def keep_letter(**letter: Any) -> None:
    """Keep a letter about an account, such as the link to a new passphrase, until a mail server takes it."""
    facts = ("person", "kind", "key", "subject", "body", "address")
    send_message(**{name: letter[name] for name in facts})
