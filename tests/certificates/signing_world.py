"""A certification authority of our own, with a revocation list and a service that gives timestamps."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache

from asn1crypto import crl as asn1_crl
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
)
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from pyhanko.sign.timestamps import HTTPTimeStamper
from pyhanko_certvalidator import ValidationContext

from certificates.domain.signing.key import SigningKey
from certificates.domain.signing.lasting import LastingSigner
from certificates.domain.signing.own_key import OwnKeySigner

NOW = datetime.now(UTC)


@dataclass(frozen=True)
class World:
    """The root, and the means to sign below it."""

    root_pem: bytes
    key: SigningKey
    stamp_pem: bytes
    stamp_key_pem: bytes
    validation: ValidationContext

    def lasting(self, service: str) -> LastingSigner:
        """Return a signer of PAdES B-LTA that asks the timestamp service at this address."""
        return LastingSigner(self.key, HTTPTimeStamper(service), self.validation)

    def plain(self) -> OwnKeySigner:
        """Return a signer of PAdES B-B."""
        return OwnKeySigner(self.key)


@cache
def a_world(issuer: str = "Balai Sertifikasi Elektronik (uji)") -> World:
    """Return a world whose root has this name; made once, since RSA keys take a while."""
    root_key = ec.generate_private_key(ec.SECP256R1())
    root = _certificate(issuer, issuer, root_key.public_key(), root_key, is_root=True)
    key = rsa.generate_private_key(65537, 2048)
    leaf = _certificate("Kepala BKPSDM (uji)", issuer, key.public_key(), root_key)
    stamp_key = ec.generate_private_key(ec.SECP256R1())
    stamp = _certificate("Waktu (uji)", issuer, stamp_key.public_key(), root_key, is_stamp=True)
    revoked = (
        x509.CertificateRevocationListBuilder()
        .issuer_name(root.subject)
        .last_update(NOW - timedelta(hours=2))
        .next_update(NOW + timedelta(days=30))
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(root_key.public_key()),
            critical=False,
        )
        .add_extension(x509.CRLNumber(1), critical=False)
        .sign(root_key, SHA256())
    )
    return World(
        root.public_bytes(Encoding.PEM),
        SigningKey(key, _asn1(leaf), (_asn1(root),)),
        stamp.public_bytes(Encoding.PEM),
        stamp_key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()),
        ValidationContext(
            trust_roots=[_asn1(root)],
            crls=[asn1_crl.CertificateList.load(revoked.public_bytes(Encoding.DER))],
            allow_fetching=False,
        ),
    )


def _certificate(name, issuer, public, signed_by, *, is_root=False, is_stamp=False):
    builder = (
        x509.CertificateBuilder()
        .subject_name(_named(name))
        .issuer_name(_named(issuer))
        .public_key(public)
        .serial_number(x509.random_serial_number())
        .not_valid_before(NOW - timedelta(days=1))
        .not_valid_after(NOW + timedelta(days=365))
        .add_extension(x509.BasicConstraints(ca=is_root, path_length=None), critical=True)
        .add_extension(
            x509.KeyUsage(
                digital_signature=not is_root,
                content_commitment=not is_root and not is_stamp,
                key_encipherment=False,
                data_encipherment=False,
                key_agreement=False,
                key_cert_sign=is_root,
                crl_sign=is_root,
                encipher_only=False,
                decipher_only=False,
            ),
            critical=True,
        )
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(signed_by.public_key()),
            critical=False,
        )
    )
    if is_stamp:
        use = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
        builder = builder.add_extension(use, critical=True)
    return builder.sign(signed_by, SHA256())


def _named(name):
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])


def _asn1(certificate):
    return asn1_x509.Certificate.load(certificate.public_bytes(Encoding.DER))
