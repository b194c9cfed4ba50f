"""What every way of signing has in common."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import NoReturn, Protocol


class Fault(StrEnum):
    """Why a document was not signed, and so what to do: wait, ask an engineer, type again."""

    TRANSIENT = "transient"
    PERMANENT = "permanent"
    CREDENTIAL = "credential"


class SigningError(Exception):
    """A document, or all of a batch, could not be signed; the message holds no secret."""

    def __init__(self, message: str, fault: Fault = Fault.PERMANENT) -> None:
        super().__init__(message)
        self.fault = fault


class Secret:
    """A passphrase or one-time code: in memory while a batch is signed, and nowhere else.

    It shows nothing of itself in logs and error pages, and cannot be pickled into a queue or cache.
    """

    __slots__ = ("_plain",)

    def __init__(self, plain: str) -> None:
        self._plain = plain

    def reveal(self) -> str:
        """Return the text, for the one request that needs it."""
        return self._plain

    def forget(self) -> None:
        """Drop the text; whoever asks for it later gets nothing."""
        self._plain = ""

    def __repr__(self) -> str:
        return "Secret(•••)"

    def __reduce__(self) -> NoReturn:
        raise TypeError("A secret is never written down.")


@dataclass(frozen=True, slots=True)
class SignItem:
    """One document to sign; `key` names it in the outcome."""

    key: str
    pdf: bytes = field(repr=False)
    reason: str = ""
    location: str = ""


@dataclass(frozen=True, slots=True)
class SignOutcome:
    """What became of one document: the signed file, or why there is none."""

    key: str
    pdf: bytes | None = field(default=None, repr=False)
    error: SigningError | None = None
    signer: str = ""
    serial: str = ""
    signed_at: datetime | None = None
    reference: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """Whether a signer can sign now, in a sentence for who runs the site."""

    is_good: bool
    message: str
    signer: str = ""


class PdfSigner(Protocol):
    """A way of signing. `level` is what the document may claim; see `wording`.

    An interactive one needs a person's secret for every batch of at most `max_batch`.
    """

    name: str
    level: str
    is_interactive: bool
    max_batch: int

    def sign(self, items: Sequence[SignItem], secret: Secret | None = None) -> list[SignOutcome]:
        """Return one outcome for each item, in the same order; never raises for one of them."""
        ...

    def health(self) -> Health:
        """Tell whether it could sign now."""
        ...
