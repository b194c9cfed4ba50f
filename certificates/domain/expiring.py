"""Certificates that run out: their holders are reminded in time, once for each of the programme's days."""

from datetime import date, timedelta
from functools import partial
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from certificates.domain.local_days import local_day
from certificates.models import Certificate, CertificateEvent
from certificates.rules import standing_of
from certificates.signals import certificate_expiring

# The earliest that a programme may remind.
LONGEST_BEFORE = timedelta(days=731)


def remind_of_expiry() -> int:
    """Remind whoever is due; return how many. Safe to call at any time, from any process."""
    today = timezone.localdate()
    running_out = (
        Certificate.objects.standing()
        .filter(
            valid_until__range=(today - timedelta(days=1), today + LONGEST_BEFORE),
            holder__isnull=False,
            programme__isnull=False,
            renewals__isnull=True,
        )
        .values_list("pk", flat=True)
    )
    return sum(_remind(key) for key in running_out)


@transaction.atomic
def _remind(key: UUID) -> bool:
    """Send the nearest reminder that is due, unless it, or a nearer one, was sent."""
    certificate = (
        Certificate.objects.select_for_update(of=("self",)).select_related("programme").get(pk=key)
    )
    days = _days_due(certificate)
    if days is None or standing_of(certificate) != "genuine":
        return False
    sent = certificate.events.filter(kind=CertificateEvent.Kind.REMINDED)
    if any(event.details.get("days", days) <= days for event in sent):
        return False
    CertificateEvent.objects.create(
        certificate=certificate, kind=CertificateEvent.Kind.REMINDED, details={"days": days}
    )
    transaction.on_commit(
        partial(
            certificate_expiring.send_robust,
            sender=Certificate,
            certificate=certificate,
            days=days,
        ),
        robust=True,
    )
    return True


def _days_due(certificate: Certificate) -> int | None:
    """Return the nearest of the programme's reminder days that has come; None before the first."""
    if certificate.programme is None or certificate.valid_until is None:
        return None
    left = days_left(certificate.valid_until, local_day(certificate, timezone.now()))
    return min((days for days in certificate.programme.reminder_days if left <= days), default=None)


def days_left(last: date, today: date) -> int:
    """Return how many days it still counts; nought on the last."""
    return (last - today).days
