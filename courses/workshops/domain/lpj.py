"""The report on paper: the attachment of the LPJ."""

import base64
from datetime import datetime
from io import BytesIO
from typing import Any

from django.utils.translation import override
from PIL import Image

from courses.workshops.domain.photos import content_of
from courses.workshops.domain.printing import (
    indonesian_day,
    issuer,
    rows_of_people,
    set_design,
)
from courses.workshops.domain.telling import moment_in_words
from courses.workshops.models import Photo, Report

SEXES = {"L": "Laki-laki", "P": "Perempuan", "-": "Tidak disebut"}
AGES = {
    "<18": "Di bawah 18 tahun",
    "18-34": "18–34 tahun",
    "35-59": "35–59 tahun",
    "60+": "60 tahun ke atas",
    "-": "Tidak disebut",
}
FUNDS = {
    "dana_desa": "Dana Desa",
    "apbd": "APBD",
    "csr": "CSR",
    "mandiri": "Swadaya",
    "lain": "Sumber lain",
}


def report_pdf(report: Report) -> bytes:
    """Return the report as PDF: the numbers as they were sent, the names as they are still kept."""
    workshop, numbers = report.workshop, report.numbers
    facts = issuer()
    values = {
        "title": f"{numbers['kit']} {numbers['title']}",
        "facts": _facts(report),
        "people": f"{numbers['people']} orang",
        "people_words": _people_words(numbers),
        "sexes": [[SEXES[sex], str(numbers["by_sex"][sex])] for sex in SEXES],
        "ages": [[AGES[band], str(numbers["by_age"][band])] for band in AGES],
        "meetings": [_meeting(place, one) for place, one in enumerate(numbers["meetings"], 1)],
        "results": _results(numbers),
        "costs": [[line["what"], rupiah(line["amount"])] for line in numbers["costs"]],
        "total": rupiah(numbers["total"]),
        "cost_words": _cost_words(numbers),
        "survey": _survey(numbers),
        "survey_words": _survey_words(numbers),
        "photos": _photos(report),
        "place_and_date": f"{numbers['area']}, {indonesian_day(report.sent_at)}",
        "signers": [
            ["Pelatih", workshop.trainer.get_full_name()],
            ["Kepala Desa / Lurah", ""],
            ["Bendahara kegiatan", ""],
            [facts.signer_position or "Mengetahui", facts.signer_name],
        ],
        "rows": rows_of_people(workshop),
        "footer": f"Lampiran LPJ · {numbers['title']} · {numbers['area']} · laporan ke-{report.number}",
    }
    title = f"Laporan lokakarya {numbers['title']} {numbers['area']}"
    return set_design("report", values, title, made_at=report.sent_at)


def rupiah(amount: int) -> str:
    """Return 1.250.000."""
    return f"{amount:,}".replace(",", ".")


def _facts(report: Report) -> list[list[str]]:
    numbers = report.numbers
    moments = [datetime.fromisoformat(one["starts_at"]) for one in numbers["meetings"]]
    district = f", Kecamatan {numbers['district']}" if numbers["district"] else ""
    days = "; ".join(dict.fromkeys(indonesian_day(moment) for moment in moments))
    helpers = ", ".join(person.get_full_name() for person in report.workshop.co_trainers.all())
    return [
        ["Desa/kelurahan", f"{numbers['area']}{district}"],
        ["Tanggal", days],
        ["Tempat", numbers["place"]],
        ["Sumber dana", FUNDS.get(numbers["funding_code"], numbers["funding"])],
        ["Pelatih", report.workshop.trainer.get_full_name()],
        *([["Pelatih pendamping", helpers]] if helpers else []),
    ]


def _people_words(numbers: dict[str, Any]) -> str:
    meetings = len(numbers["meetings"])
    counted = max((one["counted"] for one in numbers["meetings"]), default=0)
    words = f"{numbers['people'] - counted} dengan nama, {counted} dihitung tanpa nama."
    if meetings > 1:
        words += f" {numbers['at_all_meetings']} orang hadir pada semua {meetings} pertemuan."
    return words


def _meeting(place: int, meeting: dict[str, Any]) -> list[str]:
    with override("id"):
        when = moment_in_words(datetime.fromisoformat(meeting["starts_at"]))
    return [
        str(place),
        when,
        str(meeting["minutes"]),
        str(meeting["named"]),
        str(meeting["counted"]),
    ]


def _results(numbers: dict[str, Any]) -> list[list[str]]:
    managed = numbers["managed"]
    refused = sum(numbers["refused"].values())
    lines = [
        ["Sebelum", _faces(numbers["before"])],
        ["Sesudah", _faces(numbers["after"])],
    ]
    if managed:
        lines.append(
            [
                "Cara mengerjakan",
                f"{managed.get('alone', 0)} orang sendiri, {managed.get('helped', 0)} orang dibantu",
            ]
        )
    if numbers["next"]:
        wanted = ", ".join(f"{what} ({count})" for what, count in numbers["next"][:5])
        lines.append(["Ingin belajar berikutnya", wanted])
    if refused:
        lines.append(["Pindai yang tidak dihitung", f"{refused} kali; alasannya tersimpan"])
    return lines


def _faces(counts: list[int]) -> str:
    if not sum(counts):
        return "tidak ditanyakan"
    return f"{counts[0]} belum bisa, {counts[1]} sedikit bisa, {counts[2]} bisa"


def _cost_words(numbers: dict[str, Any]) -> str:
    fund = FUNDS.get(numbers["funding_code"], numbers["funding"])
    if not numbers["total"]:
        return f"Sumber dana: {fund}."
    return f"Sumber dana: {fund}. Biaya per orang: Rp {rupiah(numbers['per_person'])}."


def _survey(numbers: dict[str, Any]) -> list[list[str]]:
    if not numbers["survey"]:
        return []
    return [
        [str(place), name, value.replace(".", ",")]
        for place, (name, value) in enumerate(numbers["survey"]["elements"], start=1)
    ]


def _survey_words(numbers: dict[str, Any]) -> str:
    survey = numbers["survey"]
    if not survey:
        return ""
    return (
        f"Nilai {survey['index'].replace('.', ',')}, mutu {survey['mark']} ({survey['words']}), "
        f"dari {survey['answers']} jawaban."
    )


def _photos(report: Report) -> list[dict[str, str]]:
    chosen = set(report.numbers["photos"])
    hall = report.workshop.photos.filter(kind=Photo.Kind.HALL)
    shown = [photo for photo in hall if str(photo.pk) in chosen][:6]
    pictures = [(photo, content_of(photo)) for photo in shown]
    return [
        {"picture": _as_svg(content), "caption": photo.caption}
        for photo, content in pictures
        if content is not None
    ]


def _as_svg(jpeg: bytes) -> str:
    """Return the picture inside an SVG: a design takes text, and bytes only of files beside it."""
    width, height = _size_of(jpeg)
    data = base64.b64encode(jpeg).decode()
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}">'
        f'<image width="{width}" height="{height}" href="data:image/jpeg;base64,{data}"/></svg>'
    )


def _size_of(jpeg: bytes) -> tuple[int, int]:
    with Image.open(BytesIO(jpeg)) as picture:
        return picture.size
