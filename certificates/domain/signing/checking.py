"""What must be true of a signed file whoever signed it; checked by us before it is kept."""

import hashlib
from collections.abc import Iterator
from io import SEEK_END, BytesIO

from asn1crypto import x509
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import DiffResult, ModificationLevel
from pyhanko.sign.validation import EmbeddedPdfSignature
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.generic_cms import validate_sig_integrity
from pyhanko.sign.validation.status import SignatureCoverageLevel

from certificates.domain.signing.interface import SigningError

MARK_OF_A_SIGNATURE = b"/ByteRange"
END = b"%%EOF"
LTA_UPDATES = ModificationLevel.LTA_UPDATES


def check_signed(original: bytes, signed: bytes) -> x509.Certificate:
    """Return the certificate of whoever signed; SigningError unless the file is what we gave away.

    A new signature that is intact, signatures that cover the whole file, and the same pages, page
    contents and attachments as before.
    """
    try:
        after = PdfFileReader(BytesIO(signed), strict=False)
        signatures = list(after.embedded_signatures)
        _check_signatures(original.count(MARK_OF_A_SIGNATURE), signatures)
        # An update behind the file leaves it as it was; whoever wrote it anew is looked at closely.
        if not signed.startswith(original):
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
    if _pages(before) != _pages(after):
        raise SigningError("The pages of the signed file are not those that were sent.")
    if _attachments(before) != _attachments(after):
        raise SigningError("The attachments of the signed file are not those that were sent.")


def _signer_of(signatures: list[EmbeddedPdfSignature]) -> x509.Certificate:
    """Return the certificate of the last who signed; a timestamp is nobody's signature."""
    signers = [one.signer_cert for one in signatures if one.sig_object_type != "/DocTimeStamp"]
    if not signers or signers[-1] is None:
        raise SigningError("The signature names no signer.")
    return signers[-1]


def _pages(reader: PdfFileReader) -> list[str]:
    """Return the fingerprint of every page's content."""
    return [_digest(page["/Contents"]) for page in _leaves(reader.root["/Pages"])]


def _leaves(node: generic.DictionaryObject) -> Iterator[generic.DictionaryObject]:
    """Yield the pages below a node of the page tree."""
    if "/Kids" not in node:
        yield node
    for kid in node.get("/Kids", ()):
        yield from _leaves(kid.get_object())


def _attachments(reader: PdfFileReader) -> list[str]:
    """Return the fingerprint of every embedded file."""
    names = reader.root.get("/Names", {}).get("/EmbeddedFiles")
    return sorted(_digest(file["/EF"]["/F"]) for file in _files(names)) if names else []


def _files(node: generic.DictionaryObject) -> Iterator[generic.DictionaryObject]:
    for kid in node.get("/Kids", ()):
        yield from _files(kid.get_object())
    yield from (file.get_object() for file in list(node.get("/Names", ()))[1::2])


def _digest(content: generic.PdfObject) -> str:
    streams = content if isinstance(content, generic.ArrayObject) else [content]
    return hashlib.sha256(b"\n".join(part.get_object().data for part in streams)).hexdigest()
