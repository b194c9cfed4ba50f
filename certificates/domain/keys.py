"""The issuer's keys: one signs now, the public halves of all others stay for ever.

A private key lies in the database, encrypted by FIELD_ENCRYPTION_KEYS as other single values are,
so that every process and every machine of a deployment signs with the same one.
"""

import base64
import hashlib
from functools import lru_cache

from cryptography.fernet import Fernet, MultiFernet
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone

from certificates.domain.badges.multibase import key_of, multikey_of
from certificates.models import IssuerKey

# How much of a key's fingerprint names it inside a QR.
BYTES_OF_A_KEY_ID = 4


def current_key() -> IssuerKey:
    """Return the key that signs now; the first call of a new site makes it."""
    if found := IssuerKey.objects.filter(is_current=True).first():
        return found
    try:
        with transaction.atomic():
            return _new_key()
    except IntegrityError:
        # Another process has made it at the same moment.
        return IssuerKey.objects.get(is_current=True)


@transaction.atomic
def rotate_key() -> IssuerKey:
    """Let a new key sign from now on; the old one's private half is destroyed.

    What the old key has signed stays valid: its public half is kept, and each badge with its proof.
    """
    IssuerKey.objects.select_for_update().filter(is_current=True).update(
        is_current=False, retired_at=timezone.now(), secret=""
    )
    return _new_key()


@transaction.atomic
def encrypt_keys_anew() -> int:
    """Bring private keys to the newest of FIELD_ENCRYPTION_KEYS; return how many there are."""
    keys = IssuerKey.objects.select_for_update().exclude(secret="")
    for key in keys:
        key.secret = _fernet().rotate(key.secret.encode()).decode()
        key.save(update_fields=["secret"])
    return len(keys)


def private_half(key: IssuerKey) -> Ed25519PrivateKey:
    """Return the private key; ValueError for one that has been retired."""
    if not key.secret:
        raise ValueError(f"The key {key.public} has been retired and signs no more.")
    return _decrypted(key.secret)


def key_id(public: str) -> bytes:
    """Return the four bytes by which a statement in a QR names its key."""
    return hashlib.sha256(key_of(public).public_bytes_raw()).digest()[:BYTES_OF_A_KEY_ID]


def _new_key() -> IssuerKey:
    private = Ed25519PrivateKey.generate()
    secret = base64.b64encode(private.private_bytes_raw())
    return IssuerKey.objects.create(
        public=multikey_of(private.public_key()), secret=_fernet().encrypt(secret).decode()
    )


@lru_cache(maxsize=4)
def _decrypted(secret: str) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(
        base64.b64decode(_fernet().decrypt(secret.encode()))
    )


def _fernet() -> MultiFernet:
    return MultiFernet([Fernet(_fernet_key(secret)) for secret in settings.FIELD_ENCRYPTION_KEYS])


def _fernet_key(secret: str) -> bytes:
    digest = hashlib.sha256(f"literasi:issuer-key:{secret}".encode()).digest()
    return base64.urlsafe_b64encode(digest)
