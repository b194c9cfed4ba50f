"""What holders are told about their certificates."""

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from certificates.models import Certificate
from courses.notices.domain.messages import send_message


def tell_of_award(certificate: Certificate) -> None:
    """Ask the holder to look at the name, which is printed only after that."""
    with _language_of(certificate):
        _tell(
            certificate,
            kind="certificate-issued",
            subject=_("Your certificate for “%(title)s” is there"),
            body=_("Look at your name, then save the paper."),
        )


def tell_of_correction(certificate: Certificate) -> None:
    """Tell the holder that a corrected certificate has taken the place of the earlier one."""
    with _language_of(certificate):
        _tell(
            certificate,
            kind="certificate-replaced",
            subject=_("Your certificate for “%(title)s” has been corrected"),
            body=_("Use the new one from now on."),
        )


def tell_of_expiry(certificate: Certificate, days: int) -> None:
    """Say until when it counts and that it can be renewed; one message for each reminder."""
    with _language_of(certificate):
        last = certificate.valid_until
        _tell(
            certificate,
            kind=f"certificate-expiring-{days}",
            subject=_("Your certificate “%(title)s” runs out"),
            body=_("It counts until %(last)s. The short refresher renews it.")
            % {"last": last and date_format(last)},
        )


def tell_of_revocation(certificate: Certificate) -> None:
    """Say that it was taken back, and why."""
    with _language_of(certificate):
        _tell(
            certificate,
            kind="certificate-revoked",
            subject=_("Your certificate “%(title)s” has been revoked"),
            body=certificate.revoked_reason,
        )


def tell_of_refusal(certificate: Certificate, words: str) -> None:
    """Say that nothing was changed, and why."""
    with _language_of(certificate):
        _tell(
            certificate,
            kind="correction-declined",
            subject=_("About your wish for “%(title)s”"),
            body=words,
        )


def _language_of(certificate: Certificate) -> override:
    """Return the language that the holder reads; the signal may come from anybody's request."""
    holder = certificate.holder
    return override((holder and holder.language) or settings.LANGUAGE_CODE)


def _tell(certificate: Certificate, *, kind: str, subject: str, body: str) -> None:
    holder = certificate.holder
    if holder is None:
        return
    send_message(
        holder,
        kind=kind,
        key=f"{kind}:{certificate.pk}",
        subject=subject % {"title": certificate.snapshot["title"]},
        body=body,
        path=reverse("certificates:detail", args=[certificate.pk]),
    )
