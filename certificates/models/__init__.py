"""The register: a certificate is a row; every file is derived from it."""

from certificates.models.corrections import TIME_TO_CORRECT, CorrectionRequest, correction_due_at
from certificates.models.register import Certificate, CertificateEvent, Series
from certificates.models.work import Artifact, OutboxEntry

__all__ = [
    "TIME_TO_CORRECT",
    "Artifact",
    "Certificate",
    "CertificateEvent",
    "CorrectionRequest",
    "OutboxEntry",
    "Series",
    "correction_due_at",
]
