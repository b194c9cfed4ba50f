"""A private key with its certificate, opened once and used for every file."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from asn1crypto import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, EllipticCurvePrivateKey
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.hazmat.primitives.serialization.pkcs12 import load_pkcs12

from certificates.domain.signing.interface import SigningError


@dataclass(frozen=True, slots=True)
class SigningKey:
    """What signs with SHA-256: ECDSA or RSA, its certificate, and those above it."""

    private: EllipticCurvePrivateKey | RSAPrivateKey
    certificate: x509.Certificate
    above: Sequence[x509.Certificate] = ()

    @property
    def name(self) -> str:
        """Return the common name in the certificate."""
        return str(self.certificate.subject.native.get("common_name", ""))

    def sign(self, content: bytes) -> bytes:
        """Return the raw signature."""
        if isinstance(self.private, RSAPrivateKey):
            return self.private.sign(content, PKCS1v15(), SHA256())
        return self.private.sign(content, ECDSA(SHA256()))

    def has_signed(self, content: bytes, signature: bytes) -> bool:
        """Tell whether this raw signature is of this key and over this content."""
        try:
            if isinstance(self.private, RSAPrivateKey):
                self.private.public_key().verify(signature, content, PKCS1v15(), SHA256())
            else:
                self.private.public_key().verify(signature, content, ECDSA(SHA256()))
        except InvalidSignature:
            return False
        return True


def open_key(path: Path, password: str) -> SigningKey:
    """Return the key of this PKCS#12 file; SigningError says what is wrong with it."""
    if not path.exists():
        raise SigningError(f"There is no key in {path}: run manage.py make_signing_key.")
    return _opened(path, password, path.stat().st_mtime_ns)


@lru_cache(maxsize=4)
def _opened(path: Path, password: str, _changed_at: int) -> SigningKey:
    """Read the file once per process and change of it."""
    try:
        found = load_pkcs12(path.read_bytes(), password.encode() or None)
    except (ValueError, TypeError) as error:
        raise SigningError(
            f"The key in {path} cannot be opened: PDF_SIGNER_KEY_PASSWORD does not fit it."
        ) from error
    if found.cert is None or not isinstance(found.key, EllipticCurvePrivateKey | RSAPrivateKey):
        raise SigningError(f"{path} must hold an ECDSA or RSA key and its certificate.")
    first, *above = (
        x509.Certificate.load(one.certificate.public_bytes(Encoding.DER))
        for one in (found.cert, *found.additional_certs)
    )
    return SigningKey(found.key, first, tuple(above))
