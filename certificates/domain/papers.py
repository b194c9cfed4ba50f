"""The papers of certificates: our designs, and the QR that leads to a page."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from io import BytesIO
from pathlib import Path

import segno

from certificates.domain.lettering import Value
from certificates.domain.typesetting import Attachment, typeset

DESIGNS = Path(__file__).resolve().parent.parent / "designs"


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
    drawing = BytesIO()
    _qr(text).save(drawing, kind="svg", border=2, xmldecl=False)
    return drawing.getvalue().decode()


def qr_picture(text: str) -> str:
    """Return the same QR as the address of a picture for a page."""
    return str(_qr(text).svg_data_uri(border=4))


def _qr(text: str) -> segno.QRCode:
    return segno.make(text, error="q", micro=False)
