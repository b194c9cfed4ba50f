"""A signature behind a file: an update that changes nothing else of what an archive keeps."""

import hashlib
import re
from collections.abc import Callable
from datetime import UTC, datetime
from io import BytesIO

from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.signers.cms_embedder import PdfCMSEmbedder, SigIOSetup, SigObjSetup
from pyhanko.sign.signers.constants import ESIC_EXTENSION_1
from pyhanko.sign.signers.pdf_byterange import SignatureObject

from certificates.domain.signing.interface import SigningError, SignItem

FIELD = "Penerbit"
DIGEST = "sha256"
SIGNED_PART = re.compile(
    rb"/Contents <(?P<signature>[0-9A-Fa-f]+)>\s*/ByteRange \[(?P<range>[\d ]+)\]"
)


class ArchivalUpdate(IncrementalPdfFileWriter):
    """pyHanko's update, for PDF/A-3: still version 1.7, and no word in the file's description changes.

    Its own rewrites the description with its own name in it, which takes longer than all the rest.
    """

    output_version = (1, 7)

    def _update_meta(self) -> None:
        """Leave the description as it was rendered."""


def appended(item: SignItem, signature: Callable[[bytes], bytes], room: int) -> bytes:
    """Return the file with a signature behind it.

    `signature` gets the SHA-256 of all but itself and returns at most `room` bytes.
    """
    update = ArchivalUpdate(BytesIO(item.pdf))
    update.register_extension(ESIC_EXTENSION_1)
    steps = PdfCMSEmbedder(SigFieldSpec(FIELD)).write_cms(FIELD, update)
    next(steps)
    steps.send(
        SigObjSetup(
            SignatureObject(
                datetime.now(UTC),
                SigSeedSubFilter.PADES,
                location=item.location or None,
                reason=item.reason or None,
                bytes_reserved=2 * room,
            )
        )
    )
    prepared, output = steps.send(SigIOSetup(md_algorithm=DIGEST))
    steps.send(signature(prepared.document_digest))
    return bytes(output.getvalue())


def check_appended(original: bytes, signed: bytes, is_over: Callable[[bytes, bytes], bool]) -> None:
    """Raise SigningError unless this is the original with one signature behind it that covers all.

    `is_over` gets the signature and the SHA-256 of all but itself. This is for what we have
    just appended ourselves; a file that comes back from elsewhere goes through `check_signed`.
    """
    if not signed.startswith(original):
        raise SigningError("The signed file does not begin with the file that was signed.")
    found = list(SIGNED_PART.finditer(signed, len(original)))
    if len(found) != 1:
        raise SigningError(f"{len(found)} signatures were appended, not one.")
    # With the brackets around it.
    start, end = found[0].start("signature") - 1, found[0].end("signature") + 1
    if [*map(int, found[0]["range"].split())] != [0, start, end, len(signed) - end]:
        raise SigningError("The signature does not cover the whole file.")
    digest = hashlib.sha256(signed[:start] + signed[end:]).digest()
    if not is_over(bytes.fromhex(found[0]["signature"].decode()), digest):
        raise SigningError("The signature is not intact.")
