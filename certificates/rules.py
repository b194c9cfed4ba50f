"""What may be done to a certificate, and what its public state is."""

import re
import unicodedata
from zoneinfo import ZoneInfo

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from certificates.models import Certificate

LONGEST_PRINTED_NAME = 130
# What who keeps the register may do in the technical admin; nothing there overwrites a row.
KEEPERS_MAY = (
    "view_certificate",
    "revoke_certificate",
    "replace_certificate",
    "view_certificateevent",
    "view_artifact",
    "view_correctionrequest",
    "view_outboxentry",
    "view_documentsignature",
    "sign_documents",
    "view_issuerkey",
    "view_programme",
    "add_programme",
    "change_programme",
    "approve_jp",
    "view_bulkissue",
    "add_bulkissue",
)
# Names that the law keeps for others: BNSP and its LSPs certify competence, accredited official
# training gives the STTPP. Ours may bear them only with a legal basis of their own.
RESERVED = re.compile(
    r"\bsertifi\w*\s+kompetensi\b|\bsttpp\b|\bsurat\s+tanda\s+tamat\b", re.IGNORECASE
)
NOT_A_LETTER = re.compile(r"[\W\d_]+")


class Standing(models.TextChoices):
    """The one word that the public page says."""

    GENUINE = "genuine", _("GENUINE")
    REPLACED = "replaced", _("REPLACED")
    REVOKED = "revoked", _("REVOKED")
    EXPIRED = "expired", _("EXPIRED")
    NOT_FOUND = "not_found", _("NOT FOUND")


def standing_of(certificate: Certificate) -> Standing:
    """Return whether it stands; read it `with_lineage`. Revoked says most, then replaced, then expired."""
    if certificate.revoked_at is not None:
        return Standing.REVOKED
    if hasattr(certificate, "replacement"):
        return Standing.REPLACED
    return Standing.EXPIRED if has_expired(certificate) else Standing.GENUINE


def has_expired(certificate: Certificate) -> bool:
    """Tell whether its last day has passed, by the issuer's clock."""
    if certificate.valid_until is None:
        return False
    zone = ZoneInfo(certificate.snapshot["issuer"]["time_zone"])
    return timezone.now().astimezone(zone).date() > certificate.valid_until


def can_confirm_name(certificate: Certificate) -> bool:
    """Tell whether the printed name is still open: it is settled once, later only corrected."""
    return certificate.name_confirmed_at is None and certificate.revoked_at is None


def can_ask_for_correction(certificate: Certificate) -> bool:
    """Tell whether this is the version that stands, the only one that can be corrected."""
    return standing_of(certificate) in (Standing.GENUINE, Standing.EXPIRED)


def has_same_letters(one: str, other: str) -> bool:
    """Tell whether two spellings are one name, capitals, spaces, hyphens and accents aside.

    A holder may write "Nur'Aini" for "NURAINI" but may not give the certificate to somebody else.
    """
    return _letters(one) == _letters(other)


def _letters(name: str) -> str:
    plain = "".join(
        sign for sign in unicodedata.normalize("NFKD", name) if not unicodedata.combining(sign)
    )
    return NOT_A_LETTER.sub("", plain).casefold()


def reserved_name_in(*texts: str) -> str:
    """Return the name in these words that the law keeps for others; empty when there is none."""
    found = RESERVED.search("\n".join(texts))
    return found.group() if found else ""
