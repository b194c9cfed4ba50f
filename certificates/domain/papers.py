"""The papers of certificates: our designs, and the QR that leads to a page."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import segno

from certificates.domain.lettering import Value
from certificates.domain.typesetting import Attachment, typeset

DESIGNS = Path(__file__).resolve().parent.parent / "designs"
MM_OF_A_PLAIN_QR = 28
MM_OF_A_MODULE = 0.92
MOST_MM = 65
MASK = 3
# The paper around it is white as well.
QUIET_MODULES = 2


def set_paper(
    design: str,
    values: Mapping[str, Value],
    made_at: datetime,
    attachments: Sequence[Attachment] = (),
) -> bytes:
    """Return the PDF of `designs/<design>.typ` with these values; see `typeset`."""
    return typeset(DESIGNS / f"{design}.typ", values, attachments=attachments, made_at=made_at)


def qr_drawing(text: str) -> str:
    """Return a QR of this text as SVG, readable from a poor copy (a quarter may be damaged)."""
    return _drawing(_qr(text))


def proof_drawing(address: str, statement: str) -> dict[str, Value]:
    """Return the QR of a paper, and how wide it is printed.

    Behind the address and a # stands the signed statement, in base 32 so that a QR holds it at 5.5
    bits a sign. Its modules are large enough for a page at 50 dots per inch: there large modules
    read better than a higher level of error correction does (12 of 12 random QR at 0.92 mm, 8 of 12
    at 0.84 mm). A QR of a long name and title stays within the room that the designs leave.
    """
    if not statement:
        return {"qr": qr_drawing(address), "qr_mm": MM_OF_A_PLAIN_QR}
    qr = proof_qr(address, statement)
    modules = qr.symbol_size(border=QUIET_MODULES)[0]
    return {"qr": _drawing(qr), "qr_mm": round(min(modules * MM_OF_A_MODULE, MOST_MM), 1)}


def proof_qr(address: str, statement: str) -> segno.QRCode:
    """Return the QR of an address with a statement behind it.

    What is signed looks random, so that one mask is as good as another; to compare all eight of
    them would cost four times as much as the rest of the QR.
    """
    # segno takes parts, each packed in its own way; its types do not say so.
    parts: Any = [f"{address}#", statement]
    return segno.make(parts, error="l", micro=False, mask=MASK)


def qr_picture(text: str) -> str:
    """Return the same QR as the address of a picture for a page."""
    return str(_qr(text).svg_data_uri(border=4))


def _qr(text: str) -> segno.QRCode:
    return segno.make(text, error="q", micro=False)


def _drawing(qr: segno.QRCode) -> str:
    drawing = BytesIO()
    qr.save(drawing, kind="svg", border=QUIET_MODULES, xmldecl=False)
    return drawing.getvalue().decode()
