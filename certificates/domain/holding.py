"""A certificate as its holder sees it: what it says, what can be done with it now."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.utils import timezone
from django.utils.module_loading import import_string

from certificates.domain.document import verification_address
from certificates.domain.handing import has_final_paper, waits_for_official
from certificates.domain.papers import qr_picture
from certificates.domain.renewing import is_refreshed_by
from certificates.domain.sharing import linkedin_address
from certificates.domain.verifying import Facts, facts_of
from certificates.models import Certificate, CorrectionRequest
from certificates.rules import Standing

# A paper that takes longer than this says so, and offers itself without the worker.
USUALLY_READY_WITHIN = timedelta(seconds=30)


class HolderState(StrEnum):
    """Where a certificate is on its way to its holder."""

    NAME_OPEN = "name_open"
    PREPARING = "preparing"
    READY = "ready"
    REPLACED = "replaced"
    REVOKED = "revoked"


@dataclass(frozen=True, slots=True)
class HolderPage:
    """Everything the holder's page shows."""

    certificate: Certificate
    facts: Facts
    state: HolderState
    is_late: bool
    address: str
    qr: str
    domains: tuple[str, ...]
    request: CorrectionRequest | None
    linkedin: str
    waits_for_official: bool
    # Where it is renewed, while a refresher does that; else empty.
    renewal: str


def page_of(certificate: Certificate) -> HolderPage:
    """Return the page of a certificate read `with_lineage`; two queries, more while it is renewed."""
    address = verification_address(certificate)
    facts = facts_of(certificate)
    state = _state_of(certificate, facts.standing)
    return HolderPage(
        certificate=certificate,
        facts=facts,
        state=state,
        is_late=_is_late(certificate),
        address=address,
        qr=qr_picture(address),
        domains=tuple(certificate.snapshot["domains"]),
        request=certificate.corrections.order_by("-asked_at").first(),
        linkedin=linkedin_address(certificate),
        renewal=_renewal(certificate) if state is HolderState.READY else "",
        waits_for_official=state is HolderState.PREPARING and waits_for_official(certificate),
    )


def is_ready(certificate: Certificate) -> bool:
    """Tell whether the PDF has been made, and signed where somebody signs."""
    return has_final_paper(certificate)


def years_with_jp(holder: AbstractBaseUser) -> list[int]:
    """Return the years in which this person gathered JP, newest first."""
    years = Certificate.objects.held_by(holder).standing().with_jp().order_by("-series__year")
    return list(years.values_list("series__year", flat=True).distinct())


def _state_of(certificate: Certificate, standing: Standing) -> HolderState:
    if standing is Standing.REVOKED:
        return HolderState.REVOKED
    if standing is Standing.REPLACED:
        return HolderState.REPLACED
    if certificate.name_confirmed_at is None:
        return HolderState.NAME_OPEN
    return HolderState.READY if is_ready(certificate) else HolderState.PREPARING


def _renewal(certificate: Certificate) -> str:
    if certificate.valid_until is None:
        return ""
    key = is_refreshed_by(certificate, timezone.localdate())
    if not key or Certificate.objects.filter(renews=certificate).exists():
        return ""
    address: str = import_string(settings.CERTIFICATE_WAYS)(key)
    return address


def _is_late(certificate: Certificate) -> bool:
    confirmed = certificate.name_confirmed_at
    return confirmed is not None and timezone.now() - confirmed > USUALLY_READY_WITHIN
