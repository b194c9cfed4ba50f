"""Which paper a holder is given: the signed one, or a plain copy while somebody has yet to sign."""

from django.db.models import Q

from certificates.domain.artifacts import content_of
from certificates.domain.files import read_file
from certificates.domain.rendering import make_copy, make_pdf, render_pdf
from certificates.domain.signing.choosing import configured_level, signs_by_itself
from certificates.domain.signing.documents import sign_document
from certificates.domain.signing.interface import SigningError
from certificates.models import Artifact, Certificate, DocumentSignature


def pdf_of(certificate: Certificate) -> bytes:
    """Return the newest paper there is; what the storage has lost is made again."""
    if signed := content_of(certificate, Artifact.Kind.SIGNED_PDF):
        return signed
    paper = make_pdf(certificate)
    if DocumentSignature.objects.filter(certificate=certificate).exists():
        paper = _signed_now(certificate) or make_copy(certificate)
    return read_file(paper.path) or render_pdf(certificate)


def has_final_paper(certificate: Certificate) -> bool:
    """Tell whether the paper is there as it will stay: signed, where somebody signs. One query."""
    is_final = Q(kind=Artifact.Kind.SIGNED_PDF) | Q(
        kind=Artifact.Kind.PDF, certificate__signature=None
    )
    return certificate.artifacts.filter(is_final).exists()


def waits_for_official(certificate: Certificate) -> bool:
    """Tell whether a person has yet to sign the paper, which no worker can hurry.

    Costs a query only where somebody signs by hand.
    """
    if not configured_level() or signs_by_itself():
        return False
    return DocumentSignature.objects.filter(certificate=certificate, signed_at=None).exists()


def _signed_now(certificate: Certificate) -> Artifact | None:
    """Sign it at once where no person is needed; None when that cannot be done now."""
    if not signs_by_itself():
        return None
    try:
        return sign_document(certificate)
    except SigningError:
        return None
