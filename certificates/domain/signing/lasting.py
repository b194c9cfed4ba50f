"""A key of this site with a timestamp service: PAdES B-LTA, which outlives the certificate.

It takes along timestamps, chains and revocation lists, so pyHanko does all of it.
"""

from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from pathlib import Path

from asn1crypto import keys, pem, x509
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.sign import signers
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.general import SigningError as PyHankoSigningError
from pyhanko.sign.timestamps import HTTPTimeStamper, TimeStamper
from pyhanko.sign.timestamps.common_utils import TimestampRequestError
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.errors import PathError
from pyhanko_certvalidator.registry import SimpleCertificateStore

from certificates.domain.signing.appending import DIGEST, FIELD, ArchivalUpdate
from certificates.domain.signing.checking import check_signed
from certificates.domain.signing.interface import Fault, SigningError, SignItem
from certificates.domain.signing.key import SigningKey
from certificates.domain.signing.own_key import OwnKeySigner

SECONDS_FOR_A_TIMESTAMP = 15


class LastingSigner(OwnKeySigner):
    """Signs with a key of ours and the timestamps of a service."""

    def __init__(
        self, key: SigningKey, timestamper: TimeStamper, validation: ValidationContext
    ) -> None:
        super().__init__(key)
        self._signer = of_pyhanko(key)
        self._timestamper = timestamper
        self._validation = validation

    @classmethod
    def with_service(cls, key: SigningKey, address: str, trusted: Path | None) -> "LastingSigner":
        """Return the signer that asks the timestamp service at this address.

        `trusted` holds the root certificates, in PEM, of those whose timestamps and revocation
        lists are taken along.
        """
        roots = _certificates_in(trusted) if trusted else []
        return cls(
            key,
            HTTPTimeStamper(address, timeout=SECONDS_FOR_A_TIMESTAMP),
            ValidationContext(
                trust_roots=[key.certificate, *key.above, *roots], allow_fetching=True
            ),
        )

    def _signed(self, item: SignItem) -> bytes:
        try:
            # pyHanko begins an event loop, which a thread can do only once: this one may be inside another.
            with ThreadPoolExecutor(max_workers=1) as apart:
                pdf = apart.submit(self._stamped, item).result()
        except (TimestampRequestError, OSError) as error:
            raise SigningError(f"The timestamp service: {error}", Fault.TRANSIENT) from error
        except (PyHankoSigningError, PathError, PdfError, ValueError) as error:
            raise SigningError(f"{type(error).__name__}: {error}") from error
        check_signed(item.pdf, pdf)
        return pdf

    def _stamped(self, item: SignItem) -> bytes:
        output = signers.sign_pdf(
            ArchivalUpdate(BytesIO(item.pdf)),
            signers.PdfSignatureMetadata(
                field_name=FIELD,
                md_algorithm=DIGEST,
                reason=item.reason or None,
                location=item.location or None,
                subfilter=SigSeedSubFilter.PADES,
                embed_validation_info=True,
                use_pades_lta=True,
                validation_context=self._validation,
            ),
            signer=self._signer,
            timestamper=self._timestamper,
        )
        return bytes(output.getvalue())


def of_pyhanko(key: SigningKey) -> signers.SimpleSigner:
    """Return the same key as pyHanko takes it."""
    certificates = SimpleCertificateStore()  # type: ignore[no-untyped-call]  # it has no types there
    certificates.register_multiple([key.certificate, *key.above])
    private = key.private.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    return signers.SimpleSigner(key.certificate, keys.PrivateKeyInfo.load(private), certificates)


def _certificates_in(path: Path) -> list[x509.Certificate]:
    """Return the certificates of a PEM file."""
    parts = pem.unarmor(path.read_bytes(), multiple=True)
    return [x509.Certificate.load(content) for _name, _headers, content in parts]
