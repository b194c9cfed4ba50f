"""The year's JP on paper, for the person themselves and for whoever keeps their file."""

from collections.abc import Sequence
from datetime import date, datetime

from django.contrib.auth.base_user import AbstractBaseUser
from django.utils import timezone

from certificates.domain.achievement import Achievement
from certificates.domain.document import holder_lines
from certificates.domain.ledger import JpOfYear, LedgerLine, LeftOut
from certificates.domain.lettering import Value
from certificates.domain.papers import set_paper
from certificates.domain.wording import in_words, long_date

LEFT_OUT = {
    LeftOut.SAME_TRAINING: "Pelatihan yang sama sudah dihitung",
    LeftOut.DAILY_CAP: "Melebihi batas JP sehari",
}


def record_pdf(holder: AbstractBaseUser, record: JpOfYear, now: datetime | None = None) -> bytes:
    """Return the year's JP as a PDF; it is not kept."""
    moment = timezone.localtime(now)
    return set_paper("jp-record", _values(holder, record, moment.date()), moment)


def _values(holder: AbstractBaseUser, record: JpOfYear, today: date) -> dict[str, Value]:
    latest = [line.certificate for line in record.lines if line.certificate]
    stated = Achievement.from_json(latest[-1].snapshot) if latest else None
    name = stated.printed_name if stated else str(holder)
    return {
        "heading": f"Rekap JP Tahun {record.year}",
        "document_title": f"Rekap JP tahun {record.year}: {name}",
        "description": f"Jam pelajaran tahun {record.year} dari register sertifikat",
        "keywords": ["Rekap JP", str(record.year)],
        "issuer_lines": stated.issuer.name.split(" – ") if stated else ["Literasi"],
        "name": name,
        "holder_lines": holder_lines(stated) if stated else [],
        "sum": f"{record.total} dari {record.target} JP",
        "sum_in_words": f"{in_words(record.total)} dari {in_words(record.target)} jam pelajaran",
        "rows": [_row(line) for line in record.lines],
        "total": str(record.total),
        "made": f"Dibuat {long_date(today)} dari register sertifikat.",
        "check": _check(stated),
    }


def _row(line: LedgerLine) -> Sequence[Value]:
    notes = [line.organiser] if line.training else []
    if line.left_out:
        notes.append(f"{LEFT_OUT[line.left_out]} ({line.jp} JP tertulis)")
    return [
        "\n".join([line.title, *notes]),
        "\n".join(filter(None, [line.number, line.code])),
        long_date(line.awarded_on),
        str(line.counted),
    ]


def _check(stated: Achievement | None) -> str:
    if stated is None:
        return ""
    site = stated.issuer.base_url.partition("://")[2].rstrip("/")
    return f"Setiap sertifikat diperiksa dengan kodenya di {site}/verifikasi."
