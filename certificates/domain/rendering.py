"""The PDF of a certificate: derived from the row, and made again whenever it is missing."""

from datetime import datetime
from zoneinfo import ZoneInfo

from certificates.domain.artifacts import kept_artifact
from certificates.domain.badges.issuing import make_badge
from certificates.domain.document import document_of
from certificates.domain.papers import set_paper
from certificates.domain.signing.choosing import configured_level
from certificates.domain.typesetting import Attachment
from certificates.models import Artifact, Badge, Certificate, DocumentSignature

DESIGNS = {
    Certificate.Kind.PASS: "certificate",
    Certificate.Kind.TRAINING: "letter",
    Certificate.Kind.COMPLETION: "completion",
    Certificate.Kind.FACILITATOR: "facilitator",
}


NAME_OF_THE_BADGE = "lencana-digital.json"


class NameNotConfirmedError(Exception):
    """The holder has not yet said that the name is right."""


def render_pdf(certificate: Certificate, badge: Badge | None = None, level: str = "") -> bytes:
    """Return the certificate's PDF; the same certificate always gives the same bytes.

    The badge is attached, and its statement stands in the QR. `level` is whose signature the words
    may name: the file that is returned bears none yet.
    """
    if certificate.name_confirmed_at is None:
        raise NameNotConfirmedError(certificate.pk)
    values = document_of(certificate, badge.statement if badge else "", level)
    return set_paper(
        design_of(certificate), values, _printed_moment(certificate), _attachments(badge)
    )


def design_of(certificate: Certificate) -> str:
    """Return the design that its programme chose, or that of its kind."""
    return certificate.snapshot.get("design") or DESIGNS[Certificate.Kind(certificate.kind)]


def make_pdf(certificate: Certificate) -> Artifact:
    """Render the PDF and keep it; whoever comes second finds the first one's file and keeps that.

    Where somebody signs, the words already say who, so this file is handed out when it is signed.
    """
    if certificate.name_confirmed_at is None:
        raise NameNotConfirmedError(certificate.pk)
    badge = make_badge(certificate)
    level = _level_of(certificate)
    return kept_artifact(
        certificate, Artifact.Kind.PDF, lambda: render_pdf(certificate, badge, level)
    )


def make_copy(certificate: Certificate) -> Artifact:
    """Render the paper without a word about a signature, for who cannot wait until it is signed."""
    badge = make_badge(certificate)
    return kept_artifact(certificate, Artifact.Kind.COPY, lambda: render_pdf(certificate, badge))


def _level_of(certificate: Certificate) -> str:
    """Return whose signature the paper names, settled when it is rendered for the first time."""
    signature = DocumentSignature.objects.filter(certificate=certificate).first()
    if signature is None and (level := configured_level()):
        signature, _is_new = DocumentSignature.objects.get_or_create(
            certificate=certificate, defaults={"level": level}
        )
    return signature.level if signature else ""


def _attachments(badge: Badge | None) -> list[Attachment]:
    if badge is None:
        return []
    return [
        Attachment(
            NAME_OF_THE_BADGE,
            badge.document,
            "application/ld+json",
            "Lencana digital (Open Badges 3.0) dari sertifikat ini",
            "data",
        )
    ]


def _printed_moment(certificate: Certificate) -> datetime:
    """Return the moment of the award by the issuer's clock, whose day the paper bears."""
    return certificate.awarded_at.astimezone(ZoneInfo(certificate.snapshot["issuer"]["time_zone"]))
