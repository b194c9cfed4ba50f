"""BSrE, the certification authority of the government: seals and signatures of officials.

Two versions of its interface are in use. Version 1 runs at the institution and takes one file at a
time; version 2 takes a list and gives all of it back in the same order, or nothing. A passphrase or
one-time code is typed by a person for each batch (PP 71/2019 art. 59(3): only in the signer's power).
"""

import base64
import binascii
import logging
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import requests
from asn1crypto import x509
from cryptography.exceptions import InvalidSignature
from cryptography.x509 import Certificate, load_der_x509_certificate
from django.utils.translation import gettext as _

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

logger = logging.getLogger(__name__)

# Seconds to reach the server, and to wait for a batch.
PATIENCE = (5, 60)
WORDS_OF_A_WRONG_SECRET = ("passphrase", "totp", "otp")
GOOD_STATUS = "ISSUE"
SIGNED_INVISIBLY = {"tampilan": "INVISIBLE"}


@dataclass(frozen=True, slots=True)
class Access:
    """Where BSrE's server is, and as whom this site speaks to it."""

    address: str
    version: int
    user: str
    password: str
    # The NIK of the official, or the subscriber id of the seal.
    identity: str
    # One of these must stand in the issuer of the certificate that signed.
    issuers: tuple[str, ...]
    # And where it is known, one of these must have signed that certificate.
    authorities: tuple[Certificate, ...] = ()

    def __repr__(self) -> str:
        return f"Access({self.address}, version {self.version})"


class Bsre(ABC):
    """What both kinds share: batches, outcomes, and the checks of what comes back."""

    name = "bsre"
    level: str
    is_interactive = True
    max_batch = 20

    def __init__(self, access: Access) -> None:
        self._access = access

    def sign(self, items: Sequence[SignItem], secret: Secret | None = None) -> list[SignOutcome]:
        """Return one outcome for each item, checked by us; the secret is used and not kept."""
        if secret is None or not secret.reveal():
            missing = SigningError("Nobody typed the passphrase.", Fault.CREDENTIAL)
            return [SignOutcome(item.key, error=missing) for item in items]
        try:
            files = self._files(items, secret)
        except SigningError as error:
            return [SignOutcome(item.key, error=error) for item in items]
        return [self._outcome(item, file) for item, file in zip(items, files, strict=True)]

    def health(self) -> Health:
        """Tell whether the server answers, and what it says about the signer."""
        try:
            status = self._status()
        except SigningError as error:
            return Health(is_good=False, message=str(error))
        return Health(
            is_good=status == GOOD_STATUS,
            message=_("BSrE says about the signer: %(status)s.") % {"status": status},
        )

    @abstractmethod
    def _files(self, items: Sequence[SignItem], secret: Secret) -> list[bytes | SigningError]:
        """Return what came back for each item; SigningError when nothing did."""

    @abstractmethod
    def _status(self) -> str:
        """Return what BSrE says about the signer, `GOOD_STATUS` when it can sign."""

    def _outcome(self, item: SignItem, file: bytes | SigningError) -> SignOutcome:
        if isinstance(file, SigningError):
            return SignOutcome(item.key, error=file)
        try:
            certificate = check_signed(item.pdf, file)
            self._check_issuer(certificate)
        except SigningError as error:
            return SignOutcome(item.key, error=error)
        return SignOutcome(
            item.key,
            file,
            signer=str(certificate.subject.native.get("common_name", "")),
            serial=f"{certificate.serial_number:x}",
            signed_at=datetime.now(UTC),
        )

    def _check_issuer(self, certificate: x509.Certificate) -> None:
        """Raise SigningError when this is no certificate that the document's words speak of."""
        issuer = str(certificate.issuer.human_friendly)
        is_named = any(name.casefold() in issuer.casefold() for name in self._access.issuers)
        if not is_named or not self._is_by_an_authority(certificate):
            raise SigningError(f"The signature was not made with a certificate by BSrE: {issuer}")

    def _is_by_an_authority(self, certificate: x509.Certificate) -> bool:
        """Tell whether an authority that the site knows signed it; a name alone anybody can write."""
        if not self._access.authorities:
            return True
        signer = load_der_x509_certificate(certificate.dump())
        return any(_issued(authority, signer) for authority in self._access.authorities)

    def _post(self, path: str, secret: Secret | None = None, **content: Any) -> requests.Response:
        """Send it and return the answer; every trouble is a SigningError that says what to do."""
        address = f"{self._access.address.rstrip('/')}{path}"
        account = (self._access.user, self._access.password)
        try:
            answer = requests.post(address, auth=account, timeout=PATIENCE, **content)
        except requests.RequestException as error:
            # The error's text may hold the whole request, so only its kind is told.
            raise SigningError(
                f"BSrE does not answer ({type(error).__name__}).", Fault.TRANSIENT
            ) from None
        if answer.ok:
            return answer
        raise _refused(answer, secret)

    def _sign_list(
        self, path: str, items: Sequence[SignItem], secret: Secret, fields: Mapping[str, Any]
    ) -> list[bytes | SigningError]:
        """Sign a list by version 2: as many files as were sent, or an error for all of them."""
        properties = [
            {**SIGNED_INVISIBLY, "reason": item.reason, "location": item.location} for item in items
        ]
        body = {
            **fields,
            "signatureProperties": properties,
            "file": [base64.b64encode(item.pdf).decode() for item in items],
        }
        files = _object(self._post(path, secret, json=body)).get("file")
        if not isinstance(files, list) or len(files) != len(items):
            raise SigningError("BSrE gave back another number of files than it was sent.")
        return [_decoded(file) for file in files]


class BsreSignature(Bsre):
    """The signature of an official, who types the passphrase for a batch."""

    name = "bsre-personal"
    level: str = DocumentSignature.Level.PERSONAL

    def _files(self, items: Sequence[SignItem], secret: Secret) -> list[bytes | SigningError]:
        if self._access.version == 1:
            return [self._file(item, secret) for item in items]
        fields = {"nik": self._access.identity, "passphrase": secret.reveal()}
        return self._sign_list("/api/v2/sign/pdf", items, secret, fields)

    def _file(self, item: SignItem, secret: Secret) -> bytes | SigningError:
        """Sign one file by version 1."""
        fields = {
            "nik": self._access.identity,
            "passphrase": secret.reveal(),
            "tampilan": "invisible",
            "reason": item.reason,
            "location": item.location,
        }
        sent = {"file": ("sertifikat.pdf", item.pdf, "application/pdf")}
        try:
            return self._post("/api/sign/pdf", secret, data=fields, files=sent).content
        except SigningError as error:
            if error.fault is Fault.CREDENTIAL:
                # A second wrong try could lock the official's certificate.
                raise
            return error

    def _status(self) -> str:
        if self._access.version == 2:
            answer = self._post("/api/v2/user/check/status", json={"nik": self._access.identity})
            return str(_object(answer).get("status", "?"))
        address = f"{self._access.address.rstrip('/')}/api/user/status/{self._access.identity}"
        account = (self._access.user, self._access.password)
        try:
            answer = requests.get(address, auth=account, timeout=PATIENCE)
        except requests.RequestException as error:
            raise SigningError(
                f"BSrE does not answer ({type(error).__name__}).", Fault.TRANSIENT
            ) from None
        if not answer.ok:
            raise _refused(answer, None)
        return str(_object(answer).get("status", "?"))


class BsreSeal(Bsre):
    """The seal of the institution, whose keeper types a one-time code for a batch."""

    name = "bsre-seal"
    level: str = DocumentSignature.Level.SEAL

    def _files(self, items: Sequence[SignItem], secret: Secret) -> list[bytes | SigningError]:
        code = self._code_for(len(items), secret)
        fields = {"idSubscriber": self._access.identity, "totp": code.reveal()}
        try:
            return self._sign_list("/api/v2/seal/pdf", items, code, fields)
        finally:
            code.forget()

    def _code_for(self, count: int, secret: Secret) -> Secret:
        """Trade the typed code for one that seals so many files."""
        body = {"idSubscriber": self._access.identity, "totp": secret.reveal(), "data": count}
        answer = _object(self._post("/api/v2/seal/get/totp", secret, json=body))
        if not (code := str(answer.get("totp") or "")):
            raise SigningError("BSrE did not accept the one-time code.", Fault.CREDENTIAL)
        return Secret(code)

    def _status(self) -> str:
        """Tell whether the server answers: a seal has no status of its own."""
        try:
            answer = requests.get(self._access.address, timeout=PATIENCE)
        except requests.RequestException as error:
            raise SigningError(
                f"BSrE does not answer ({type(error).__name__}).", Fault.TRANSIENT
            ) from None
        return GOOD_STATUS if answer.status_code < 500 else str(answer.status_code)


def _issued(authority: Certificate, certificate: Certificate) -> bool:
    try:
        certificate.verify_directly_issued_by(authority)
    except (InvalidSignature, TypeError, ValueError):
        return False
    return True


def _refused(answer: requests.Response, secret: Secret | None) -> SigningError:
    """Return the error of an answer that is none; whatever it echoes of the secret is blotted out."""
    said = answer.text[:300]
    if secret and secret.reveal():
        said = said.replace(secret.reveal(), "•••")
    logger.warning("BSrE answers %d: %s", answer.status_code, said)
    if answer.status_code >= 500:
        return SigningError(f"BSrE has a problem ({answer.status_code}).", Fault.TRANSIENT)
    if answer.status_code in (401, 403):
        return SigningError("BSrE does not know this site's account: BSRE_USER, BSRE_PASSWORD.")
    if any(word in said.casefold() for word in WORDS_OF_A_WRONG_SECRET):
        return SigningError("BSrE did not accept what was typed.", Fault.CREDENTIAL)
    return SigningError(f"BSrE refuses ({answer.status_code}): {said}")


def _object(answer: requests.Response) -> dict[str, Any]:
    try:
        found = answer.json()
    except ValueError:
        found = None
    if not isinstance(found, dict):
        raise SigningError("BSrE's answer cannot be read.", Fault.TRANSIENT)
    return found


def _decoded(file: object) -> bytes | SigningError:
    try:
        return base64.b64decode(str(file), validate=True)
    except (binascii.Error, ValueError):
        return SigningError("BSrE gave back something that is no file.")
