"""A key of this site: PAdES B-B.

It shows that a file was not changed since. It is not a certified electronic signature.
"""

from collections.abc import Sequence
from datetime import UTC, datetime

from django.utils.translation import gettext as _
from pyhanko.pdf_utils.misc import PdfError

from certificates.domain.signing.appending import appended, check_appended
from certificates.domain.signing.cades import Cades
from certificates.domain.signing.interface import (
    Health,
    Secret,
    SigningError,
    SignItem,
    SignOutcome,
)
from certificates.domain.signing.key import SigningKey
from certificates.models import DocumentSignature

# Room for what stands beside the certificates.
BYTES_OF_A_SIGNATURE = 1_500


class OwnKeySigner:
    """Signs with a key of ours, without anybody being asked."""

    name = "own"
    level: str = DocumentSignature.Level.OWN
    is_interactive = False
    max_batch = 1000

    def __init__(self, key: SigningKey) -> None:
        self._key = key
        self._cades = Cades(key)
        certificates = (key.certificate, *key.above)
        self._room = sum(len(one.dump()) for one in certificates) + BYTES_OF_A_SIGNATURE

    def sign(self, items: Sequence[SignItem], secret: Secret | None = None) -> list[SignOutcome]:
        """Return the signed files; it needs no secret."""
        return [self._outcome(item) for item in items]

    def health(self) -> Health:
        """Tell until when the certificate is valid, and who stands in it."""
        days = (self._key.certificate.not_valid_after - datetime.now(UTC)).days
        return Health(
            is_good=days >= 0,
            message=str(
                _("The key can sign for %(days)d more days.") % {"days": days}
                if days >= 0
                else _("The certificate of the key has run out. Make a new key.")
            ),
            signer=self._key.name,
        )

    def _outcome(self, item: SignItem) -> SignOutcome:
        try:
            pdf = self._signed(item)
        except SigningError as error:
            return SignOutcome(item.key, error=error)
        return SignOutcome(
            item.key,
            pdf,
            signer=self._key.name,
            serial=f"{self._key.certificate.serial_number:x}",
            signed_at=datetime.now(UTC),
        )

    def _signed(self, item: SignItem) -> bytes:
        """Return the signed file, looked at before it is given away."""
        try:
            pdf = appended(item, self._cades.over, self._room)
        except (PdfError, ValueError) as error:
            raise SigningError(f"{type(error).__name__}: {error}") from error
        check_appended(item.pdf, pdf, self._cades.is_over)
        return pdf
