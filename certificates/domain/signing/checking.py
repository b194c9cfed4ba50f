"""What must be true of a signed file whoever signed it; checked by us before it is kept."""

from io import SEEK_END, BytesIO

from asn1crypto import x509
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import DiffResult, ModificationLevel
from pyhanko.sign.validation import EmbeddedPdfSignature
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.generic_cms import validate_sig_integrity
from pyhanko.sign.validation.status import SignatureCoverageLevel

from certificates.domain.signing.content import content_of
from certificates.domain.signing.interface import SigningError

MARK_OF_A_SIGNATURE = b"/ByteRange"
END = b"%%EOF"
LTA_UPDATES = ModificationLevel.LTA_UPDATES


def check_signed(original: bytes, signed: bytes) -> x509.Certificate:
    """Return the certificate of whoever signed; SigningError unless the file is what we gave away.

    A new signature that is intact, signatures that cover the whole file, and the same pages and
    attachments as before.
    """
    try:
        after = PdfFileReader(BytesIO(signed), strict=False)
        signatures = list(after.embedded_signatures)
        _check_signatures(original.count(MARK_OF_A_SIGNATURE), signatures)
        # Also where the file itself stands unchanged: an update behind it may show other pages.
        _check_same_content(PdfFileReader(BytesIO(original), strict=False), after)
        return _signer_of(signatures)
    except (PdfError, SignatureValidationError, ValueError, KeyError, OSError) as error:
        raise SigningError(f"The signed file cannot be read: {type(error).__name__}.") from error


def _check_signatures(count_before: int, signatures: list[EmbeddedPdfSignature]) -> None:
    if len(signatures) <= count_before:
        raise SigningError("The file came back without a new signature.")
    if not all(map(_is_intact, signatures)):
        raise SigningError("A signature of the file is not intact.")
    if not _covers_all(signatures[-1]):
        raise SigningError("The last signature does not cover the whole file.")


def _covers_all(last: EmbeddedPdfSignature) -> bool:
    """Tell whether nothing but what a later timestamp needs stands behind the last signature."""
    coverage = last.evaluate_signature_coverage()
    if coverage is not SignatureCoverageLevel.ENTIRE_REVISION:
        return coverage is SignatureCoverageLevel.ENTIRE_FILE
    last.reader.stream.seek(-len(END) - 1, SEEK_END)
    if not last.reader.stream.read().rstrip().endswith(END):
        return False
    last.compute_integrity_info()
    found = last.diff_result
    return isinstance(found, DiffResult) and found.modification_level <= LTA_UPDATES


def _is_intact(signature: EmbeddedPdfSignature) -> bool:
    digest = signature.compute_digest()
    if signature.sig_object_type == "/DocTimeStamp":
        stamped = signature.signed_data["encap_content_info"]["content"].parsed
        return bool(stamped["message_imprint"]["hashed_message"].native == digest)
    is_same, is_signed = validate_sig_integrity(
        signature.signer_info, signature.signer_cert, "data", digest
    )
    return is_same and is_signed


def _check_same_content(before: PdfFileReader, after: PdfFileReader) -> None:
    if content_of(before) != content_of(after):
        raise SigningError("Pages or attachments of the signed file are not those that were sent.")


def _signer_of(signatures: list[EmbeddedPdfSignature]) -> x509.Certificate:
    """Return the certificate of the last who signed; a timestamp is nobody's signature."""
    signers = [one.signer_cert for one in signatures if one.sig_object_type != "/DocTimeStamp"]
    if not signers or signers[-1] is None:
        raise SigningError("The signature names no signer.")
    return signers[-1]
