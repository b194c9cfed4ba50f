"""Erasing a holder: the register keeps what its public page says, and nothing that leads further."""

from dataclasses import replace
from uuid import uuid4

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.utils import timezone

from certificates.domain.achievement import Achievement
from certificates.domain.artifacts import forget_artifacts
from certificates.domain.badges.issuing import forget_badge
from certificates.domain.portfolios import forget_portfolio
from certificates.domain.training import forget_trainings
from certificates.models import Certificate, CertificateEvent, CorrectionRequest


@transaction.atomic
def forget_holder(holder: AbstractBaseUser) -> None:
    """Keep name, title, number, date, JP and standing; drop account, papers and everything else.

    A certificate that was given stays checkable by whoever holds the paper, which is why the
    register's entry outlives the account (retention table of the privacy page).
    """
    for certificate in Certificate.objects.held_by(holder):
        _reduce(certificate)
    forget_trainings(holder)
    forget_portfolio(holder)


def _reduce(certificate: Certificate) -> None:
    achievement = Achievement.from_json(certificate.snapshot)
    # Versions of one award may still be told apart, but no longer lead to a person.
    nobody = str(uuid4())
    certificate.snapshot = replace(
        achievement,
        person_id=nobody,
        holder_number_masked="",
        unit_name="",
        position="",
        materials=(),
        domains=(),
        evidence={},
    ).to_json()
    certificate.person_id = nobody
    certificate.holder = None
    certificate.erased_at = timezone.now()
    certificate.save(update_fields=["snapshot", "person_id", "holder", "erased_at"])
    certificate.outbox.all().delete()
    CorrectionRequest.objects.filter(certificate=certificate).delete()
    certificate.events.update(details={}, actor=None)
    CertificateEvent.objects.create(certificate=certificate, kind=CertificateEvent.Kind.ERASED)
    forget_badge(certificate)
    forget_artifacts(certificate)
