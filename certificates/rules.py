"""What may be done to a certificate, and what its public state is."""

import re
import unicodedata

from django.db import models
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
)
NOT_A_LETTER = re.compile(r"[\W\d_]+")


class Standing(models.TextChoices):
    """The one word that the public page says."""

    GENUINE = "genuine", _("GENUINE")
    REPLACED = "replaced", _("REPLACED")
    REVOKED = "revoked", _("REVOKED")
    NOT_FOUND = "not_found", _("NOT FOUND")


def standing_of(certificate: Certificate) -> Standing:
    """Return whether it stands; read it `with_lineage`. Revoked says more than replaced."""
    if certificate.revoked_at is not None:
        return Standing.REVOKED
    if hasattr(certificate, "replacement"):
        return Standing.REPLACED
    return Standing.GENUINE


def can_confirm_name(certificate: Certificate) -> bool:
    """Tell whether the printed name is still open: it is settled once, later only corrected."""
    return certificate.name_confirmed_at is None and certificate.revoked_at is None


def can_ask_for_correction(certificate: Certificate) -> bool:
    """Tell whether this is the version that stands, the only one that can be corrected."""
    return standing_of(certificate) is Standing.GENUINE


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
