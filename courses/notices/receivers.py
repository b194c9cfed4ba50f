"""Messages that follow from what happened to a certificate."""

from typing import Any

from django.dispatch import receiver

from certificates.models import Certificate
from certificates.signals import certificate_issued, certificate_replaced
from courses.notices.domain.certificate_news import tell_of_award, tell_of_correction


@receiver(certificate_issued, sender=Certificate)
def tell_holder_of_award(certificate: Certificate, **kwargs: Any) -> None:
    """Ask the holder to look at the name before it is printed."""
    tell_of_award(certificate)


@receiver(certificate_replaced, sender=Certificate)
def tell_holder_of_correction(certificate: Certificate, **kwargs: Any) -> None:
    """Tell the holder that a corrected certificate is there."""
    tell_of_correction(certificate)
