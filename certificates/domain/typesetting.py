"""Typst: a design and its values in, a tagged archival PDF out. Every printed paper passes here.

One compiler is kept per process and design, since starting one costs more than a page. A design
reads only its own folder and the package `@literasi/paper` (colours, type, frame), uses only the
fonts we ship, and reaches no network. Values go in as one JSON text and are never read as Typst,
so nothing that a person writes can run.

    typeset(Path(__file__).parent.parent / "designs" / "roster.typ", {"rows": [...]})
"""

import json
import threading
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from functools import cache
from pathlib import Path

import typst
from django.utils import timezone

from certificates.domain.lettering import Value, fonts_folder, printable_all

PACKAGES = Path(__file__).resolve().parent.parent / "designs" / "packages"
# A compiler is one mutable object; web threads that print at the same moment take turns.
_one_at_a_time = threading.Lock()


@dataclass(frozen=True, slots=True)
class Attachment:
    """A text file that lies inside the PDF; `relationship` as in ISO 32000-2 (source, data …)."""

    name: str
    content: str
    mime_type: str
    description: str
    relationship: str = "supplement"


def typeset(
    design: Path,
    data: Mapping[str, Value],
    *,
    attachments: Sequence[Attachment] = (),
    made_at: datetime | None = None,
) -> bytes:
    """Return the PDF of this `.typ` file with these values: PDF/A-3a and PDF/UA-1.

    The design reads them with `json(bytes(sys.inputs.data))` and begins with `#show:
    paper.with(data)` of `@literasi/paper:1.0.0`, which attaches the files; `data.made_on` holds year, month and
    day of `made_at`, which is now unless it is given. The same values and the same moment give the
    same bytes. Signs that our fonts do not have become their nearest letter or a question mark.
    Raises typst.TypstError when the design has a mistake, or something an archive may not hold (a
    picture without `alt`, a heading left out).
    """
    moment = made_at or timezone.now()
    values = {name: printable_all(value) for name, value in data.items()}
    inputs = {
        "data": json.dumps({**values, "made_on": _day_of(moment)}, ensure_ascii=False),
        "attachments": json.dumps([asdict(one) for one in attachments], ensure_ascii=False),
    }
    with _one_at_a_time:
        pdf = _compiler(design.resolve()).compile(
            format="pdf",
            sys_inputs=inputs,
            # The archive may hold attachments in A-3a; UA-1 is for people who listen to a page.
            pdf_standards=["a-3a", "ua-1"],
            timestamp=int(moment.timestamp()),
        )
    if not isinstance(pdf, bytes):
        raise TypeError(f"{design} gave {type(pdf).__name__} and not one PDF.")
    if pdf.count(b"/Type/EmbeddedFile") < len(attachments):
        raise ValueError(f"{design} left out an attachment: it must begin with `#show: paper`.")
    return pdf


def draw(design: Path, data: Mapping[str, Value], *, pixels_per_inch: float) -> bytes:
    """Return the one page of this design as a PNG; for screens, so without tags and attachments."""
    values = {name: printable_all(value) for name, value in data.items()}
    with _one_at_a_time:
        png = _compiler(design.resolve()).compile(
            format="png",
            ppi=pixels_per_inch,
            sys_inputs={"data": json.dumps(values, ensure_ascii=False)},
        )
    if not isinstance(png, bytes):
        raise TypeError(f"{design} gave {type(png).__name__} and not one picture.")
    return png


@cache
def _compiler(design: Path) -> typst.Compiler:
    return typst.Compiler(
        input=str(design),
        root=str(design.parent),
        font_paths=_fonts(fonts_folder()),
        package_path=str(PACKAGES),
        # Nothing is ever fetched: a package that we do not ship is not there.
        package_cache_path=str(PACKAGES),
    )


@cache
def _fonts(folder: Path) -> typst.Fonts:
    """Return our fonts and no others: neither the host's nor those inside Typst."""
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(folder)]
    )


def _day_of(moment: datetime) -> dict[str, int]:
    return {name: getattr(moment, name) for name in ("year", "month", "day")}
