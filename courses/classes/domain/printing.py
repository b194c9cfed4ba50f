"""Cards on paper: number, first name, PIN or pictures, and a QR that fills the form in."""

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

import segno
from django.contrib.staticfiles import finders

from certificates.domain.lettering import Value
from certificates.domain.typesetting import typeset
from courses.classes.domain.cards import PICTURES
from courses.classes.models import Pupil, SchoolClass

DESIGN = Path(__file__).resolve().parent.parent / "designs" / "cards.typ"
ADDRESS = "/masuk/kelas/"


def cards_as_pdf(school_class: SchoolClass, pupils: Sequence[Pupil], site: str) -> bytes:
    """Return the cards of these pupils (their persons at hand), eight to an A4."""
    return typeset(
        DESIGN,
        {
            "document_title": f"Kartu masuk {school_class.name}",
            "issuer_lines": [school_class.school.name],
            "description": "Kartu untuk dipotong, delapan setiap lembar",
            "keywords": ["kartu kelas"],
            "class_name": school_class.name,
            "school": school_class.school.name,
            "code": school_class.code,
            "address": site.split("//")[-1] + ADDRESS,
            "cards": [_card(school_class, pupil, site) for pupil in pupils],
        },
    )


def address_of(school_class: SchoolClass, pupil: Pupil, site: str) -> str:
    """Return where the QR leads; the PIN stands behind #, so that no server ever logs it."""
    address = f"{site}{ADDRESS}?kelas={school_class.code}&absen={pupil.number}"
    return (
        address
        if school_class.sign_in == SchoolClass.SignIn.PICTURES
        else f"{address}#{pupil.secret}"
    )


def _card(school_class: SchoolClass, pupil: Pupil, site: str) -> dict[str, Value]:
    has_pictures = school_class.sign_in == SchoolClass.SignIn.PICTURES
    pictures = pupil.secret.split("-") if has_pictures else []
    return {
        "number": pupil.number,
        "name": pupil.person.display_name,
        "pin": "" if has_pictures else f"{pupil.secret[:3]} {pupil.secret[3:]}",
        "pictures": [{"drawing": _drawing(name), "name": str(PICTURES[name])} for name in pictures],
        "qr": _qr(address_of(school_class, pupil, site)),
    }


def _drawing(name: str) -> str:
    """Return the picture that the pupil also finds on the screen."""
    path = finders.find(f"illustrations/kartu/{name}.svg")
    return Path(str(path)).read_text()


def _qr(text: str) -> str:
    drawing = BytesIO()
    segno.make(text, error="m", micro=False).save(drawing, kind="svg", border=2, xmldecl=False)
    return drawing.getvalue().decode()
