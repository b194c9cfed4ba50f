"""Statements and badges of certificates that are in no database."""

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from certificates.domain.badges.multibase import multikey_of
from certificates.domain.proofs import Statement, signed_statement
from certificates.models import Badge, Certificate

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))


def a_statement(certificate: Certificate, key: Ed25519PrivateKey = KEY) -> str:
    """Return the signed statement of this certificate."""
    return signed_statement(Statement.of(certificate), key, multikey_of(key.public_key()))


def a_badge(certificate: Certificate) -> Badge:
    """Return a badge with its statement, and with little in the file."""
    return Badge(certificate=certificate, statement=a_statement(certificate), document='{"a": "ä"}')
