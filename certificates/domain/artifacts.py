"""The files of a certificate: each recorded once, found again, and made anew when they are lost."""

from collections.abc import Callable

from django.db import transaction

from certificates.domain.files import KeptFile, forget_file, keep_file, read_file
from certificates.models import Artifact, Certificate, CertificateEvent

# Papers whose fingerprints go into the history, so that each can be recognised for ever.
HISTORY = {
    Artifact.Kind.PDF: CertificateEvent.Kind.RENDERED,
    Artifact.Kind.COPY: CertificateEvent.Kind.RENDERED,
    Artifact.Kind.SIGNED_PDF: CertificateEvent.Kind.SIGNED,
}
SUFFIXES = {Artifact.Kind.SHARE_PICTURE: ".png"}


def kept_artifact(
    certificate: Certificate, kind: Artifact.Kind, make: Callable[[], bytes]
) -> Artifact:
    """Return the recorded file; made when there is none, and again when the storage has lost it.

    Whoever comes second finds the first one's file and keeps that.
    """
    existing = certificate.artifacts.filter(kind=kind).first()
    if existing and storage_has(existing):
        return existing
    kept = keep_file(make(), SUFFIXES.get(kind, ".pdf"))
    return _replaced(existing, kept) if existing else _recorded(certificate, kind, kept)


def content_of(certificate: Certificate, kind: Artifact.Kind) -> bytes | None:
    """Return the recorded file's bytes; None when there is none or the storage has lost it."""
    artifact = certificate.artifacts.filter(kind=kind).first()
    return read_file(artifact.path) if artifact else None


def storage_has(artifact: Artifact) -> bool:
    """Tell whether the storage still gives the file that the record names."""
    content = read_file(artifact.path)
    return content is not None and len(content) == artifact.size


def forget_artifacts(certificate: Certificate) -> None:
    """Delete the files and the records of them."""
    for artifact in certificate.artifacts.all():
        artifact.delete()
        forget_file(artifact.path)


def fingerprints_of(certificate: Certificate) -> list[str]:
    """Return the SHA-256 of every paper that was ever handed out for this certificate."""
    events = certificate.events.filter(kind__in=set(HISTORY.values()))
    details = events.values_list("details", flat=True)
    return sorted({str(found["sha256"]) for found in details if "sha256" in found})


def _recorded(certificate: Certificate, kind: Artifact.Kind, kept: KeptFile) -> Artifact:
    with transaction.atomic():
        artifact, is_first = Artifact.objects.get_or_create(
            certificate=certificate,
            kind=kind,
            defaults={"path": kept.path, "sha256": kept.sha256, "size": kept.size},
        )
        if is_first:
            _note(certificate, kind, sha256=kept.sha256)
    return artifact


def _replaced(lost: Artifact, kept: KeptFile) -> Artifact:
    """Point the record at the new file, which differs only when Typst or a design has changed."""
    if kept.sha256 != lost.sha256:
        Artifact.objects.filter(pk=lost.pk, sha256=lost.sha256).update(
            path=kept.path, sha256=kept.sha256, size=kept.size
        )
        _note(
            lost.certificate,
            Artifact.Kind(lost.kind),
            sha256=kept.sha256,
            instead_of=lost.sha256,
        )
        lost.refresh_from_db()
    return lost


def _note(certificate: Certificate, kind: Artifact.Kind, **details: str) -> None:
    if kind in HISTORY:
        CertificateEvent.objects.create(
            certificate=certificate, kind=HISTORY[kind], details=details
        )
