"""Encryption of single values with keys that rotate independently of SECRET_KEY."""

import base64
import hashlib
import hmac

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings


def _fernet_key(secret: str, purpose: str) -> bytes:
    digest = hashlib.sha256(f"literasi:{purpose}:{secret}".encode()).digest()
    return base64.urlsafe_b64encode(digest)


def _fernet() -> MultiFernet:
    return MultiFernet(
        [Fernet(_fernet_key(secret, "encrypt")) for secret in settings.FIELD_ENCRYPTION_KEYS]
    )


def encrypt(plain: str) -> str:
    """Return the text encrypted with the newest key."""
    return _fernet().encrypt(plain.encode()).decode()


def decrypt(token: str) -> str:
    """Return the text; any of the configured keys may have encrypted it.

    Raises cryptography.fernet.InvalidToken when none fits.
    """
    return _fernet().decrypt(token.encode()).decode()


def rotate(token: str) -> str:
    """Return the same text encrypted with the newest key."""
    return _fernet().rotate(token.encode()).decode()


def digest_of(plain: str, purpose: str) -> str:
    """Return a keyed hash that finds an encrypted value again, 64 hexadecimal digits."""
    return digests_of(plain, purpose)[0]


def digests_of(plain: str, purpose: str) -> list[str]:
    """Return the hash by every key that is listed, the newest first, so that older ones are found, too."""
    keys = (_fernet_key(secret, f"digest:{purpose}") for secret in settings.FIELD_ENCRYPTION_KEYS)
    return [hmac.new(key, plain.encode(), hashlib.sha256).hexdigest() for key in keys]
