"""The signature of a PAdES B-B file: CMS (RFC 5652) with the attributes of CAdES (ETSI EN 319 122-1).

All of it but the digest and the signature is the same for every file of a key, so it is packed once:
packing it anew with a general library took two thirds of what a signature cost.
"""

import hashlib

from asn1crypto import algos, cms, core, x509
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey

from certificates.domain.signing.key import SigningKey

# Tags of DER (ITU-T X.690); 0xA0 and 0xA4 are [0] and [4], constructed.
SEQUENCE, SET, OCTETS = 0x30, 0x31, 0x04
TAG_0, TAG_4 = 0xA0, 0xA4
VERSION = core.Integer(1).dump()
DATA = cms.ContentType("data").dump()
SIGNED_DATA = cms.ContentType("signed_data").dump()
SHA256 = algos.DigestAlgorithm({"algorithm": "sha256"}).dump()
CONTENT_TYPE = "1.2.840.113549.1.9.3"
MESSAGE_DIGEST = "1.2.840.113549.1.9.4"
# RFC 5035: which certificate it was.
SIGNING_CERTIFICATE = "1.2.840.113549.1.9.16.2.47"


class Cades:
    """Packs signatures of one key."""

    def __init__(self, key: SigningKey) -> None:
        self._key = key
        name = "sha256_rsa" if isinstance(key.private, RSAPrivateKey) else "sha256_ecdsa"
        certificate = key.certificate
        serial = certificate["tbs_certificate"]["serial_number"].dump()
        self._algorithm = algos.SignedDigestAlgorithm({"algorithm": name}).dump()
        self._certificates = packed(TAG_0, *_sorted(certificate, *key.above))
        self._signer = packed(SEQUENCE, certificate.issuer.dump(), serial)
        named = packed(SEQUENCE, packed(TAG_4, certificate.issuer.dump()))
        fingerprint = packed(OCTETS, hashlib.sha256(certificate.dump()).digest())
        which = packed(SEQUENCE, fingerprint, packed(SEQUENCE, named, serial))
        self._attributes = [
            _attribute(CONTENT_TYPE, DATA),
            _attribute(SIGNING_CERTIFICATE, packed(SEQUENCE, packed(SEQUENCE, which))),
        ]

    def over(self, digest: bytes) -> bytes:
        """Return the packed signature over a file's SHA-256."""
        attributes = self._attributes_with(digest)
        return self._whole(attributes, self._key.sign(packed(SET, *attributes)))

    def is_over(self, cades: bytes, digest: bytes) -> bool:
        """Tell whether this packed signature was made by this key over a file of this SHA-256.

        A general library finds what is signed, so it does not only lean on how we pack.
        """
        try:
            [signer] = cms.ContentInfo.load(cades)["content"]["signer_infos"]
            signature = signer["signature"].native
            # What is signed is the same bytes as a SET, without the tag that they bear inside.
            signed = bytes([SET]) + signer["signed_attrs"].dump()[1:]
        except (ValueError, TypeError, KeyError):
            return False
        whole = self._whole(self._attributes_with(digest), signature)
        padding = cades[len(whole) :]
        return (
            cades.startswith(whole)
            and not padding.strip(b"\0")
            and self._key.has_signed(signed, signature)
        )

    def _attributes_with(self, digest: bytes) -> list[bytes]:
        return sorted([*self._attributes, _attribute(MESSAGE_DIGEST, packed(OCTETS, digest))])

    def _whole(self, attributes: list[bytes], signature: bytes) -> bytes:
        signer = packed(
            SEQUENCE,
            VERSION,
            self._signer,
            SHA256,
            packed(TAG_0, *attributes),
            self._algorithm,
            packed(OCTETS, signature),
        )
        content = packed(
            SEQUENCE,
            VERSION,
            packed(SET, SHA256),
            packed(SEQUENCE, DATA),
            self._certificates,
            packed(SET, signer),
        )
        return packed(SEQUENCE, SIGNED_DATA, packed(TAG_0, content))


def packed(tag: int, *parts: bytes) -> bytes:
    """Return the parts, one after the other, as the content of one DER element."""
    content = b"".join(parts)
    length = len(content)
    if length < 0x80:
        return bytes([tag, length]) + content
    size = length.to_bytes((length.bit_length() + 7) // 8, "big")
    return bytes([tag, 0x80 | len(size)]) + size + content


def _attribute(name: str, value: bytes) -> bytes:
    return packed(SEQUENCE, core.ObjectIdentifier(name).dump(), packed(SET, value))


def _sorted(*certificates: x509.Certificate) -> list[bytes]:
    return sorted({one.dump() for one in certificates})
