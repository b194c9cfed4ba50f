"""Tell of an award after its commit, and again from a sweep when the process died in between."""

from datetime import timedelta

from django.utils import timezone

from certificates.models import Certificate
from certificates.signals import certificate_issued

# Whoever gave it tells at once; after this pause the sweep takes it that nobody did.
LEFT_ALONE_FOR = timedelta(seconds=20)
MOST_IN_ONE_SWEEP = 500


def announce(certificate: Certificate) -> bool:
    """Send `certificate_issued`, and keep that it was sent; listeners may hear it twice, never not at all.

    A listener that fails is asked again by the sweep.
    """
    answers = certificate_issued.send_robust(sender=Certificate, certificate=certificate)
    if any(isinstance(answer, Exception) for _listener, answer in answers):
        return False
    Certificate.objects.filter(pk=certificate.pk).update(announced_at=timezone.now())
    return True


def sweep_announcements() -> int:
    """Tell of the awards that nobody has told of; return how many."""
    silent = Certificate.objects.filter(
        announced_at=None,
        version=1,
        erased_at=None,
        awarded_at__lt=timezone.now() - LEFT_ALONE_FOR,
    ).select_related("holder")
    return sum(announce(certificate) for certificate in silent[:MOST_IN_ONE_SWEEP])
