"""A key of our own: a root that signs once and is thrown away, and a certificate below it."""

import os
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    pkcs12,
)
from cryptography.x509.oid import NameOID

YEARS = 5
USES = (
    "digital_signature",
    "content_commitment",
    "key_encipherment",
    "data_encipherment",
    "key_agreement",
    "key_cert_sign",
    "crl_sign",
    "encipher_only",
    "decipher_only",
)


@dataclass(frozen=True, slots=True)
class MadeKey:
    """Where the new key lies, and the root that whoever checks signatures may trust."""

    key_file: Path
    root_file: Path
    valid_until: datetime


def make_signing_key(key_file: Path, name: str, password: str, years: int = YEARS) -> MadeKey:
    """Write a new ECDSA P-256 key, and its root certificate beside it; FileExistsError if there is one."""
    root_file = key_file.with_name("akar.pem")
    key_file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    root_key, key = (ec.generate_private_key(ec.SECP256R1()) for _each in range(2))
    until = datetime.now(UTC) + timedelta(days=365 * years)
    root = _certificate(f"Akar {name}", f"Akar {name}", root_key, root_key, until)
    leaf = _certificate(name, f"Akar {name}", key, root_key, until)
    encryption = BestAvailableEncryption(password.encode()) if password else NoEncryption()
    packed = pkcs12.serialize_key_and_certificates(name.encode(), key, leaf, [root], encryption)
    _write_new(key_file, packed)
    root_file.write_bytes(root.public_bytes(Encoding.PEM))
    return MadeKey(key_file, root_file, until)


def _certificate(
    name: str,
    issuer: str,
    key: ec.EllipticCurvePrivateKey,
    signed_by: ec.EllipticCurvePrivateKey,
    until: datetime,
) -> x509.Certificate:
    is_root = key is signed_by
    uses = {"key_cert_sign", "crl_sign"} if is_root else {"digital_signature", "content_commitment"}
    return (
        x509.CertificateBuilder()
        .subject_name(_named(name))
        .issuer_name(_named(issuer))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(datetime.now(UTC) - timedelta(hours=1))
        .not_valid_after(until)
        .add_extension(x509.BasicConstraints(ca=is_root, path_length=None), critical=True)
        .add_extension(x509.KeyUsage(**{use: use in uses for use in USES}), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(signed_by.public_key()),
            critical=False,
        )
        .sign(signed_by, SHA256())
    )


def _named(name: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "ID"),
            x509.NameAttribute(NameOID.COMMON_NAME, name[:64]),
        ]
    )


def _write_new(path: Path, content: bytes) -> None:
    """Write a file that only we may read, and never over another key."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
