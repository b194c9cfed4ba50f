"""The register: a certificate is a row; every file is derived from it."""

from certificates.models.bulk import BulkIssue, BulkLine
from certificates.models.corrections import TIME_TO_CORRECT, CorrectionRequest, correction_due_at
from certificates.models.credentials import (
    PLACES_IN_A_LIST,
    Badge,
    DocumentSignature,
    IssuerKey,
    StatusList,
)
from certificates.models.kinds import CertificateKind
from certificates.models.programmes import (
    Attainment,
    JpProposal,
    Portfolio,
    Programme,
    days_before_expiry,
)
from certificates.models.register import Certificate, CertificateEvent, Series
from certificates.models.training import ExternalTraining
from certificates.models.work import Artifact, OutboxEntry

__all__ = [
    "PLACES_IN_A_LIST",
    "TIME_TO_CORRECT",
    "Artifact",
    "Attainment",
    "Badge",
    "BulkIssue",
    "BulkLine",
    "Certificate",
    "CertificateEvent",
    "CertificateKind",
    "CorrectionRequest",
    "DocumentSignature",
    "ExternalTraining",
    "IssuerKey",
    "JpProposal",
    "OutboxEntry",
    "Portfolio",
    "Programme",
    "Series",
    "StatusList",
    "correction_due_at",
    "days_before_expiry",
]
