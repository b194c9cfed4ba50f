"""Signing the papers of certificates: one in the background, or a batch with a typed secret."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from certificates.domain.artifacts import kept_artifact
from certificates.domain.files import read_file
from certificates.domain.rendering import make_pdf
from certificates.domain.signing.choosing import configured_signer
from certificates.domain.signing.claims import REASONS
from certificates.domain.signing.interface import (
    Fault,
    PdfSigner,
    Secret,
    SigningError,
    SignItem,
    SignOutcome,
)
from certificates.models import Artifact, Certificate, DocumentSignature
from certificates.querysets import CertificateQuerySet


@dataclass(frozen=True, slots=True)
class BatchResult:
    """What became of a batch: how many are signed now, and the sentences about the others."""

    signed: int
    problems: tuple[str, ...]


def sign_document(certificate: Certificate) -> Artifact | None:
    """Sign the paper where no person is needed; None where nobody signs, or a person has to.

    Raises SigningError when it cannot be done now.
    """
    signer = configured_signer()
    if signer is None or signer.is_interactive:
        return None
    [outcome] = signer.sign([_item_of(certificate, signer)])
    if outcome.error:
        raise outcome.error
    return _kept(certificate, outcome)


def waiting_for_signature() -> list[Certificate]:
    """Return the next certificates whose papers a person has to sign; at most one batch."""
    signer = configured_signer()
    if signer is None or not signer.is_interactive:
        return []
    waiting = _waiting().order_by("awarded_at", "pk")
    return list(waiting[: signer.max_batch])


def count_waiting() -> int:
    """Return how many papers wait for a signature."""
    return _waiting().count()


def sign_batch(certificates: Sequence[Certificate], secret: Secret) -> BatchResult:
    """Sign these papers with what a person typed; the secret is forgotten when this returns.

    Each is checked and kept on its own: what was signed stays signed whatever becomes of the rest.
    """
    try:
        signer = configured_signer()
        if signer is None or not signer.is_interactive:
            raise SigningError("Nobody has to sign by hand here: see PDF_SIGNER.")
        outcomes = signer.sign([_item_of(one, signer) for one in certificates], secret)
    finally:
        secret.forget()
    for certificate, outcome in zip(certificates, outcomes, strict=True):
        if outcome.pdf:
            _kept(certificate, outcome)
    problems = dict.fromkeys(str(outcome.error) for outcome in outcomes if outcome.error)
    return BatchResult(sum(outcome.pdf is not None for outcome in outcomes), tuple(problems))


def _waiting() -> CertificateQuerySet:
    return Certificate.objects.standing().filter(
        signature__signed_at=None, signature__isnull=False, name_confirmed_at__isnull=False
    )


def _item_of(certificate: Certificate, signer: PdfSigner) -> SignItem:
    """Return the paper with the words that fit this signer, ready to be signed."""
    _settle_level(certificate, signer.level)
    pdf = read_file(make_pdf(certificate).path)
    if pdf is None:
        raise SigningError("The storage does not give the PDF.", Fault.TRANSIENT)
    level = DocumentSignature.Level(signer.level)
    city = str(certificate.snapshot["issuer"]["city"])
    return SignItem(str(certificate.pk), pdf, REASONS[level], city)


@transaction.atomic
def _settle_level(certificate: Certificate, level: str) -> None:
    """Let the paper name this signer: one that was rendered for another is rendered anew."""
    signature, _is_new = DocumentSignature.objects.get_or_create(
        certificate=certificate, defaults={"level": level}
    )
    if signature.level != level and signature.signed_at is None:
        DocumentSignature.objects.filter(pk=signature.pk).update(level=level)
        certificate.artifacts.filter(kind=Artifact.Kind.PDF).delete()


def _kept(certificate: Certificate, outcome: SignOutcome) -> Artifact:
    """Keep the signed paper; the first result stays, and signing twice does no harm."""
    pdf = outcome.pdf or b""
    artifact = kept_artifact(certificate, Artifact.Kind.SIGNED_PDF, lambda: pdf)
    DocumentSignature.objects.filter(certificate=certificate, signed_at=None).update(
        signed_at=outcome.signed_at or timezone.now(),
        signer=outcome.signer[:200],
        serial=outcome.serial[:80],
        reference=outcome.reference[:120],
    )
    return artifact
