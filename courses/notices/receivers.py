"""Messages that follow from what happened to a certificate or an account."""

from typing import Any

from django.dispatch import receiver

from certificates.models import Certificate
from certificates.signals import certificate_issued, certificate_replaced
from courses.notices.domain import send_message
from courses.notices.domain.certificate_news import tell_of_award, tell_of_correction
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


@receiver(letter_written, sender=User)
def keep_letter(**letter: Any) -> None:
    """Keep a letter about an account, such as the link to a new passphrase, until a mail server takes it."""
    facts = ("person", "kind", "key", "subject", "body", "address")
    send_message(**{name: letter[name] for name in facts})
