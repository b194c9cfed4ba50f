"""The PDF of a certificate: derived from the row, and made again whenever it is missing."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.db import transaction

from certificates.domain.document import document_of
from certificates.domain.files import KeptFile, forget_file, keep_file, read_file
from certificates.domain.papers import set_paper
from certificates.models import Artifact, Certificate, CertificateEvent

DESIGNS = {
    Certificate.Kind.PASS: "certificate",
    Certificate.Kind.TRAINING: "letter",
    Certificate.Kind.COMPLETION: "completion",
    Certificate.Kind.FACILITATOR: "facilitator",
}


class NameNotConfirmedError(Exception):
    """The holder has not yet said that the name is right."""


def render_pdf(certificate: Certificate) -> bytes:
    """Return the certificate's PDF; the same certificate always gives the same bytes."""
    if certificate.name_confirmed_at is None:
        raise NameNotConfirmedError(certificate.pk)
    design = design_of(certificate)
    return set_paper(design, document_of(certificate), _printed_moment(certificate))


def design_of(certificate: Certificate) -> str:
    """Return the design that its programme chose, or that of its kind."""
    return certificate.snapshot.get("design") or DESIGNS[Certificate.Kind(certificate.kind)]


def make_pdf(certificate: Certificate) -> Artifact:
    """Render the PDF and keep it; whoever comes second finds the first one's file and keeps that."""
    existing = certificate.artifacts.filter(kind=Artifact.Kind.PDF).first()
    if existing and storage_has(existing):
        return existing
    kept = keep_file(render_pdf(certificate), ".pdf")
    return _replaced(existing, kept) if existing else _recorded(certificate, kept)


def pdf_of(certificate: Certificate) -> bytes:
    """Return the PDF's bytes, rendering it again if the storage has lost it."""
    artifact = certificate.artifacts.filter(kind=Artifact.Kind.PDF).first()
    content = read_file(artifact.path) if artifact else None
    if content is not None:
        return content
    return read_file(make_pdf(certificate).path) or render_pdf(certificate)


def forget_pdf(certificate: Certificate) -> None:
    """Delete the file and the record of it."""
    for artifact in certificate.artifacts.all():
        artifact.delete()
        forget_file(artifact.path)


def storage_has(artifact: Artifact) -> bool:
    """Tell whether the storage still gives the file that the record names."""
    content = read_file(artifact.path)
    return content is not None and len(content) == artifact.size


def _printed_moment(certificate: Certificate) -> datetime:
    """Return the moment of the award by the issuer's clock, whose day the paper bears."""
    return certificate.awarded_at.astimezone(ZoneInfo(certificate.snapshot["issuer"]["time_zone"]))


def _recorded(certificate: Certificate, kept: KeptFile) -> Artifact:
    with transaction.atomic():
        artifact, is_first = Artifact.objects.get_or_create(
            certificate=certificate,
            kind=Artifact.Kind.PDF,
            defaults={"path": kept.path, "sha256": kept.sha256, "size": kept.size},
        )
        if is_first:
            CertificateEvent.objects.create(
                certificate=certificate,
                kind=CertificateEvent.Kind.RENDERED,
                details={"sha256": kept.sha256},
            )
    return artifact


def _replaced(lost: Artifact, kept: KeptFile) -> Artifact:
    """Point the record at the new file, which differs only when Typst or a design has changed."""
    if kept.sha256 != lost.sha256:
        Artifact.objects.filter(pk=lost.pk, sha256=lost.sha256).update(
            path=kept.path, sha256=kept.sha256, size=kept.size
        )
        CertificateEvent.objects.create(
            certificate_id=lost.certificate_id,
            kind=CertificateEvent.Kind.RENDERED,
            details={"sha256": kept.sha256, "instead_of": lost.sha256},
        )
        lost.refresh_from_db()
    return lost
