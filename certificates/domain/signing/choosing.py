"""Which signer this site uses: PDF_SIGNER and its settings, see docs/operations.md."""

from pathlib import Path

from cryptography.x509 import Certificate, load_pem_x509_certificates
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext as _

from certificates.domain.signing.bsre import Access, BsreSeal, BsreSignature
from certificates.domain.signing.interface import Health, PdfSigner, SigningError
from certificates.domain.signing.key import open_key
from certificates.domain.signing.lasting import LastingSigner
from certificates.domain.signing.own_key import OwnKeySigner
from certificates.models import DocumentSignature

Level = DocumentSignature.Level
LEVELS = {
    "none": "",
    "own": Level.OWN,
    "bsre-seal": Level.SEAL,
    "bsre-personal": Level.PERSONAL,
}


def configured_level() -> str:
    """Return what documents may claim now; "" when nobody signs them."""
    try:
        return LEVELS[settings.PDF_SIGNER]
    except KeyError:
        raise ImproperlyConfigured(
            f"PDF_SIGNER is {settings.PDF_SIGNER!r}; it may be {', '.join(LEVELS)}."
        ) from None


def configured_signer() -> PdfSigner | None:
    """Return the signer, or None when nobody signs; SigningError when it cannot be used."""
    level = configured_level()
    if level == Level.OWN:
        return _own_key()
    if level == Level.SEAL:
        if settings.BSRE_VERSION != 2:
            raise SigningError("BSrE seals by version 2 of its interface only: BSRE_VERSION=2.")
        return BsreSeal(_access())
    return BsreSignature(_access()) if level == Level.PERSONAL else None


def signs_by_itself() -> bool:
    """Tell whether documents are signed in the background, without a person."""
    return configured_level() == Level.OWN


def signer_health() -> Health:
    """Tell how the configured signer is, in a sentence for who runs the site."""
    try:
        signer = configured_signer()
    except (SigningError, ImproperlyConfigured) as error:
        return Health(is_good=False, message=str(error))
    if signer is None:
        return Health(is_good=True, message=_("Documents are not signed (PDF_SIGNER=none)."))
    return signer.health()


def _own_key() -> OwnKeySigner:
    key = open_key(Path(settings.PDF_SIGNER_KEY_FILE), settings.PDF_SIGNER_KEY_PASSWORD)
    if not (address := settings.PDF_SIGNER_TIMESTAMP_URL):
        return OwnKeySigner(key)
    trusted = settings.PDF_SIGNER_TRUSTED_FILE
    return LastingSigner.with_service(key, address, Path(trusted) if trusted else None)


def _access() -> Access:
    missing = [
        name
        for name in ("BSRE_URL", "BSRE_USER", "BSRE_PASSWORD", "BSRE_IDENTITY")
        if not getattr(settings, name)
    ]
    if missing:
        raise SigningError(f"BSrE needs {', '.join(missing)}.")
    return Access(
        settings.BSRE_URL,
        settings.BSRE_VERSION,
        settings.BSRE_USER,
        settings.BSRE_PASSWORD,
        settings.BSRE_IDENTITY,
        tuple(settings.BSRE_ISSUERS),
        _authorities(settings.BSRE_ISSUER_FILE),
    )


def _authorities(file: str) -> tuple[Certificate, ...]:
    """Return the certificates that BSrE issues with, as the site was given them."""
    if not file:
        return ()
    try:
        return tuple(load_pem_x509_certificates(Path(file).read_bytes()))
    except (OSError, ValueError) as error:
        raise SigningError(f"BSRE_ISSUER_FILE is no PEM file of certificates: {error}") from error
