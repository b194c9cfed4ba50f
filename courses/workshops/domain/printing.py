"""Everything a workshop puts on paper. Papers are in Indonesian, whatever language the screen has."""

from collections.abc import Callable, Sequence
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import segno
from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import override

from certificates.domain.achievement import Issuer
from certificates.domain.typesetting import typeset
from courses.workshops.domain.attendance import attendance_of
from courses.workshops.domain.cards import text_of
from courses.workshops.domain.kits import KitSpec, Part
from courses.workshops.domain.telling import moment_in_words
from courses.workshops.models import Attendee, Kit, LearnerCard, Meeting, Registration, Workshop

DESIGNS = Path(__file__).resolve().parent.parent / "designs"
EMPTY_ROWS = 8
MONTHS = [
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
]


def kit_pdf(kit: Kit) -> bytes:
    """Return the whole kit as one PDF: run sheet, pages, handout, sheets, lists, texts, poster."""
    spec = KitSpec.from_content(kit)
    address = f"{settings.SITE_URL.split('//')[-1]}/katalog/"
    values = {
        "code": spec.code,
        "title": spec.title,
        "summary": spec.summary,
        "facts": [
            ["Untuk", spec.for_whom],
            ["Lama", f"{spec.minutes} menit"],
            ["Pelajaran", ", ".join(spec.courses) or "–"],
        ],
        "goals": list(spec.goals),
        "prepare": list(spec.prepare),
        "contents": _contents_of(spec),
        "run": _run_of(spec),
        "screens": [
            {
                "number": number,
                "title": screen.title,
                "lines": list(screen.lines),
                "note": screen.note,
            }
            for number, screen in enumerate(spec.screens, start=1)
        ],
        "handout": [_part(part) for part in spec.handout],
        "sheets": [
            {"title": sheet.title, "parts": [_part(part) for part in sheet.parts]}
            for sheet in spec.sheets
        ],
        "unplugged": list(spec.unplugged),
        "shopping": [
            {
                "what": line.what,
                "amount": line.amount,
                "price": line.price,
                "free_way": line.free_way,
            }
            for line in spec.shopping
        ],
        "announcement": spec.announcement,
        "whatsapp": spec.whatsapp,
        "poster": list(spec.poster),
        "qr": qr_drawing(f"{settings.SITE_URL}/katalog/"),
        "address": address,
        "footer": f"Kit {spec.code} {spec.title}",
    }
    return set_design("kit", values, f"Kit {spec.code} {spec.title}", made_at=kit.published_at)


def poster_pdf(workshop: Workshop) -> bytes:
    """Return the poster of one workshop, with the QR that registers."""
    spec = KitSpec.from_content(workshop.kit)
    address = f"{settings.SITE_URL}{reverse('workshops:poster-register', args=[workshop.code])}"
    values = {
        "title": spec.title,
        "lines": list(spec.poster),
        "facts": [*_when(workshop), ["Tempat", workshop.place], ["Desa", _desa(workshop)]],
        "qr": qr_drawing(address),
        "qr_alt": f"Kode QR untuk mendaftar di {address}",
        "address": address.split("//")[-1],
        "code": workshop.code,
        "without_phone": f"daftar kepada {workshop.trainer.get_full_name()} atau di balai desa",
    }
    return set_design("poster", values, f"Poster {spec.title}")


def cards_pdf(cards: Sequence[LearnerCard], heading: str) -> bytes:
    """Return the cards, ten on a page."""
    values = {"cards": [_card(card) for card in cards], "heading": heading}
    return set_design("cards", values, heading)


def sheet_pdf(workshop: Workshop) -> bytes:
    """Return the attendance sheet: a row for everybody who is expected, and empty rows."""
    registrations = [
        _sheet_row(place, registration)
        for place, registration in enumerate(
            workshop.registrations.held().select_related("attendee__area"), start=1
        )
    ]
    empty = [
        {
            "number": len(registrations) + place,
            "code": "",
            "name": "",
            "area": "",
            "sex": "",
            "age": "",
        }
        for place in range(1, EMPTY_ROWS + 1)
    ]
    meetings = list(workshop.meetings.planned().order_by("starts_at"))[:3]
    values = {
        "title": workshop.kit.title,
        "facts": [
            *_when(workshop),
            ["Tempat", workshop.place],
            ["Desa", _desa(workshop)],
            ["Pelatih", workshop.trainer.get_full_name()],
            ["Sumber dana", _in_indonesian(workshop.get_funding_display)],
        ],
        "columns": [f"Tanda tangan {_day(meeting)}" for meeting in meetings],
        "rows": [*registrations, *empty],
        "footer": f"{workshop.kit.title} · {workshop.code}",
    }
    return set_design("sheet", values, f"Daftar hadir {workshop.kit.title}")


def qr_drawing(text: str) -> str:
    """Return a QR of this text as SVG; capital letters and digits make it coarse enough for worn cards."""
    drawing = BytesIO()
    segno.make(text, error="m", micro=False, boost_error=True).save(
        drawing, kind="svg", border=2, xmldecl=False
    )
    return drawing.getvalue().decode()


def issuer() -> Issuer:
    """Return the regency's facts, which only the house above knows."""
    found: Issuer = import_string(settings.CERTIFICATE_ISSUER)()
    return found


def indonesian_day(moment: datetime) -> str:
    """Return 5 Desember 2026."""
    day = timezone.localtime(moment)
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def set_design(
    design: str, values: dict[str, Any], title: str, *, made_at: datetime | None = None
) -> bytes:
    """Return a paper of this app with the regency's name at its head."""
    head = {
        "document_title": title,
        "description": title,
        "keywords": ["lokakarya", "literasi digital"],
        "issuer_lines": issuer().name.split(" – "),
    }
    return typeset(DESIGNS / f"{design}.typ", {**head, **values}, made_at=made_at)


def _contents_of(spec: KitSpec) -> list[str]:
    sheets = ", ".join(sheet.title for sheet in spec.sheets)
    return [
        f"Urutan acara per 5 menit ({spec.minutes} menit)",
        f"{len(spec.screens)} halaman proyektor",
        "Lembar untuk dibawa pulang, huruf besar",
        *([f"Lembar kerja: {sheets}"] if sheets else []),
        "Lembar sebelum dan sesudah, dengan wajah",
        "Rencana tanpa listrik dan daftar belanja",
        "Pengumuman 60 detik dan pesan WhatsApp",
        "Poster untuk ditempel; poster dengan QR ada pada lokakarya Anda",
    ]


def _run_of(spec: KitSpec) -> list[dict[str, str]]:
    ends = [step.minute for step in spec.run[1:]] + [spec.minutes]
    return [
        {
            "minutes": f"{step.minute}–{end}",
            "title": step.title,
            "trainer": step.trainer,
            "people": step.people,
            "material": step.material,
        }
        for step, end in zip(spec.run, ends, strict=True)
    ]


def _part(part: Part) -> dict[str, Any]:
    return {"title": part.title, "kind": part.kind, "lines": list(part.lines)}


def _when(workshop: Workshop) -> list[list[str]]:
    meetings = list(workshop.meetings.planned().order_by("starts_at"))
    with override("id"):
        words = [moment_in_words(meeting.starts_at) for meeting in meetings]
    if len(words) == 1:
        day, _pukul, hour = words[0].partition(" pukul ")
        return [["Hari", day], ["Jam", hour]]
    return [[f"Pertemuan {place}", said] for place, said in enumerate(words[:4], start=1)]


def _desa(workshop: Workshop) -> str:
    area = workshop.area
    return f"{area.name}, Kec. {area.parent.name}" if area.parent else area.name


def _day(meeting: Meeting) -> str:
    day = timezone.localtime(meeting.starts_at)
    return f"{day.day}/{day.month}"


def _sheet_row(place: int, registration: Registration) -> dict[str, Any]:
    attendee = registration.attendee
    return {
        "number": place,
        "code": registration.row_code,
        "name": attendee.name,
        "area": attendee.area.name if attendee.area else "",
        "sex": "" if attendee.sex == Attendee.Sex.UNSTATED else attendee.sex,
        "age": "" if attendee.age_band == Attendee.AgeBand.UNSTATED else attendee.age_band,
    }


def _card(card: LearnerCard) -> dict[str, str]:
    area = card.attendee.area
    return {
        "qr": qr_drawing(text_of(card)),
        "number": card.number,
        "name": card.attendee.name,
        "area": area.name if area else "",
        "until": f"{card.valid_until.day} {MONTHS[card.valid_until.month - 1]} {card.valid_until.year}",
    }


def _in_indonesian(words: Callable[[], str]) -> str:
    with override("id"):
        return str(words())


def rows_of_people(workshop: Workshop) -> list[list[str]]:
    """Return name, desa, L/P and share of everybody who came and whose name is still kept."""
    attendance = attendance_of(workshop)
    return [
        [
            str(number),
            row.registration.attendee.name,
            row.registration.attendee.area.name if row.registration.attendee.area else "–",
            row.registration.attendee.sex,
            f"{row.share} %",
        ]
        for number, row in enumerate(attendance.came, start=1)
        if row.registration.attendee.name
    ]
