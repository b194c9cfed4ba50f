"""What the register of certificates holds about a person."""

from collections.abc import Iterator
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser

from certificates.domain.forgetting import forget_holder
from certificates.domain.portfolios import documents_of, portfolio_of
from certificates.domain.verifying import facts_of
from certificates.models import Certificate


def export_for(user: AbstractBaseUser) -> dict[str, Any]:
    """Return every certificate with all that was frozen, its requests and its history."""
    certificates = (
        Certificate.objects.held_by(user)
        .with_lineage()
        .prefetch_related("corrections", "events")
        .order_by("awarded_at", "version")
    )
    return {
        "certificates": [_exported(certificate) for certificate in certificates],
        **portfolio_of(user),
    }


def files_for(user: AbstractBaseUser) -> Iterator[tuple[str, bytes]]:
    """Yield the documents of other trainings that this person has handed in."""
    return documents_of(user)


def erase_for(user: AbstractBaseUser) -> None:
    """Keep the minimal register entry without an account; delete papers and requests."""
    forget_holder(user)


def _exported(certificate: Certificate) -> dict[str, Any]:
    facts = facts_of(certificate)
    return {
        "number": certificate.number,
        "version": certificate.version,
        "code": facts.code,
        "standing": str(facts.standing.label),
        "awarded_at": certificate.awarded_at.isoformat(),
        "name_confirmed_at": certificate.name_confirmed_at
        and certificate.name_confirmed_at.isoformat(),
        "revoked_reason": certificate.revoked_reason,
        "printed": certificate.snapshot,
        "correction_requests": [
            {
                "wish": request.wish,
                "asked_at": request.asked_at.isoformat(),
                "answer": request.get_answer_display(),
                "answer_text": request.answer_text,
            }
            for request in certificate.corrections.all()
        ],
        "history": [
            {"what": event.get_kind_display(), "at": event.at.isoformat()}
            for event in certificate.events.all()
        ],
    }
