"""A key of this site: PAdES B-B, or B-LTA where there is a timestamp service.

It shows that a file was not changed since. It is not a certified electronic signature.
"""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from functools import lru_cache
from io import BytesIO
from pathlib import Path

from asn1crypto import pem, x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, EllipticCurvePrivateKey
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from django.utils.translation import gettext as _
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.sign import signers
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.general import SigningError as PyHankoSigningError
from pyhanko.sign.timestamps import HTTPTimeStamper, TimeStamper
from pyhanko.sign.timestamps.common_utils import TimestampRequestError
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.errors import PathError

from certificates.domain.signing.checking import check_signed
from certificates.domain.signing.interface import (
    Fault,
    Health,
    Secret,
    SigningError,
    SignItem,
    SignOutcome,
)
from certificates.models import DocumentSignature

FIELD = "Penerbit"
DIGEST = "sha256"
# Room for a signature beside its certificates; to measure it would cost a second signature.
BYTES_OF_A_SIGNATURE = 1_500


class QuickSigner(signers.SimpleSigner):
    """pyHanko's signer with the key unpacked once: it otherwise reads it again for every file."""

    def sign_raw(self, data: bytes, digest_algorithm: str) -> bytes:
        """Return the raw signature."""
        key = _unpacked(self.signing_key.dump()) if digest_algorithm == DIGEST else None
        if isinstance(key, EllipticCurvePrivateKey):
            return key.sign(data, ECDSA(SHA256()))
        if isinstance(key, RSAPrivateKey):
            return key.sign(data, PKCS1v15(), SHA256())
        return super().sign_raw(data, digest_algorithm)


class OwnKeySigner:
    """Signs with a PKCS#12 file, without anybody being asked."""

    name = "own"
    level: str = DocumentSignature.Level.OWN
    is_interactive = False
    max_batch = 1000

    def __init__(
        self,
        signer: signers.SimpleSigner,
        timestamper: TimeStamper | None = None,
        validation: ValidationContext | None = None,
    ) -> None:
        self._signer = signer
        self._timestamper = timestamper
        self._validation = validation

    @classmethod
    def from_file(
        cls, path: Path, password: str, timestamp_address: str = "", trusted: Path | None = None
    ) -> "OwnKeySigner":
        """Return the signer of this PKCS#12 file; SigningError says what is wrong with it.

        With a timestamp service signatures are B-LTA; `trusted` holds the root certificates, in
        PEM, of those whose timestamps and revocation lists are taken along.
        """
        signer = _loaded(path, password, path.stat().st_mtime_ns if path.exists() else 0)
        if not timestamp_address:
            return cls(signer)
        roots = _certificates_in(trusted) if trusted else []
        validation = ValidationContext(
            trust_roots=[*signer.cert_registry, *roots], allow_fetching=True
        )
        return cls(signer, HTTPTimeStamper(timestamp_address, timeout=15), validation)

    def sign(self, items: Sequence[SignItem], secret: Secret | None = None) -> list[SignOutcome]:
        """Return the signed files; it needs no secret."""
        return [self._signed(item) for item in items]

    def health(self) -> Health:
        """Tell until when the certificate is valid, and who stands in it."""
        days = (self._certificate.not_valid_after - datetime.now(UTC)).days
        return Health(
            is_good=days >= 0,
            message=str(
                _("The key can sign for %(days)d more days.") % {"days": days}
                if days >= 0
                else _("The certificate of the key has run out. Make a new key.")
            ),
            signer=str(self._certificate.subject.native.get("common_name", "")),
        )

    @property
    def _certificate(self) -> x509.Certificate:
        if self._signer.signing_cert is None:
            raise SigningError("The key file holds no certificate.")
        return self._signer.signing_cert

    def _signed(self, item: SignItem) -> SignOutcome:
        try:
            pdf = self._with_signature(item)
            certificate = check_signed(item.pdf, pdf)
        except SigningError as error:
            return SignOutcome(item.key, error=error)
        except (TimestampRequestError, OSError) as error:
            problem = SigningError(f"The timestamp service: {error}", Fault.TRANSIENT)
            return SignOutcome(item.key, error=problem)
        except (PyHankoSigningError, PathError, PdfError, ValueError) as error:
            return SignOutcome(item.key, error=SigningError(f"{type(error).__name__}: {error}"))
        return SignOutcome(
            item.key,
            pdf,
            signer=str(certificate.subject.native.get("common_name", "")),
            serial=f"{certificate.serial_number:x}",
            signed_at=datetime.now(UTC),
        )

    def _with_signature(self, item: SignItem) -> bytes:
        from_file = IncrementalPdfFileWriter(BytesIO(item.pdf))
        # pyHanko begins an event loop, which a thread can do only once: this one may be inside another.
        with ThreadPoolExecutor(max_workers=1) as apart:
            return apart.submit(self._sign_alone, from_file, item).result()

    def _sign_alone(self, from_file: IncrementalPdfFileWriter, item: SignItem) -> bytes:
        output = signers.sign_pdf(
            from_file,
            signers.PdfSignatureMetadata(
                field_name=FIELD,
                md_algorithm=DIGEST,
                reason=item.reason or None,
                location=item.location or None,
                subfilter=SigSeedSubFilter.PADES,
                embed_validation_info=self._timestamper is not None,
                use_pades_lta=self._timestamper is not None,
                validation_context=self._validation,
            ),
            signer=self._signer,
            timestamper=self._timestamper,
            bytes_reserved=None if self._timestamper else self._room(),
        )
        return bytes(output.getvalue())

    def _room(self) -> int:
        """Return how many hexadecimal digits are kept free for the signature."""
        certificates = {one.dump() for one in (*self._signer.cert_registry, self._certificate)}
        return 2 * (sum(map(len, certificates)) + BYTES_OF_A_SIGNATURE)


@lru_cache(maxsize=4)
def _loaded(path: Path, password: str, _changed_at: int) -> QuickSigner:
    """Return the key of the file, read once per process and change of the file."""
    if not path.exists():
        raise SigningError(f"There is no key in {path}: run manage.py make_signing_key.")
    try:
        return QuickSigner.load_pkcs12_data(path.read_bytes(), [], password.encode() or None)
    except ValueError as error:
        raise SigningError(
            f"The key in {path} cannot be opened: PDF_SIGNER_KEY_PASSWORD does not fit it."
        ) from error


@lru_cache(maxsize=4)
def _unpacked(packed: bytes) -> object:
    return serialization.load_der_private_key(packed, password=None)


def _certificates_in(path: Path) -> list[x509.Certificate]:
    """Return the certificates of a PEM file."""
    parts = pem.unarmor(path.read_bytes(), multiple=True)
    return [x509.Certificate.load(content) for _name, _headers, content in parts]
