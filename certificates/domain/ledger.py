"""The JP of a civil servant's year."""

from dataclasses import dataclass
from datetime import date, datetime

from django.contrib.auth.base_user import AbstractBaseUser
from django.utils import timezone

from certificates.domain.achievement import Achievement
from certificates.domain.codes import shown_code
from certificates.domain.document import holder_lines, local_day
from certificates.domain.lettering import Value
from certificates.domain.papers import set_paper
from certificates.domain.wording import in_words, long_date
from certificates.models import Certificate

# PP 11/2017 as amended by PP 17/2020, article 203(4): at least 20 JP a year for a civil servant.
JP_OF_A_YEAR = 20


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """One certificate that counts."""

    certificate: Certificate
    title: str
    number: str
    code: str
    awarded_on: date
    jp: int


@dataclass(frozen=True, slots=True)
class JpOfYear:
    """What a person has gathered in a year, and out of how much."""

    year: int
    lines: tuple[LedgerLine, ...]
    target: int = JP_OF_A_YEAR

    @property
    def total(self) -> int:
        """Return the sum of the lines."""
        return sum(line.jp for line in self.lines)

    @property
    def counted(self) -> int:
        """Return how much of the target is filled, never more than all of it."""
        return min(self.total, self.target)

    @property
    def missing(self) -> int:
        """Return what the target still lacks."""
        return self.target - self.counted

    @property
    def is_reached(self) -> bool:
        """Tell whether the target is filled."""
        return self.missing == 0


def jp_of_year(holder: AbstractBaseUser, year: int) -> JpOfYear:
    """Return the standing certificates with JP of this local year, oldest first; one query."""
    certificates = (
        Certificate.objects.held_by(holder).standing().with_jp().of_year(year)
    ).order_by("awarded_at", "number")
    return JpOfYear(year, tuple(_line(certificate) for certificate in certificates))


def record_pdf(holder: AbstractBaseUser, record: JpOfYear, now: datetime | None = None) -> bytes:
    """Return the year's JP as a PDF for its owner; it is not kept."""
    moment = timezone.localtime(now)
    return set_paper("jp-record", _values(holder, record, moment.date()), moment)


def _line(certificate: Certificate) -> LedgerLine:
    return LedgerLine(
        certificate=certificate,
        title=certificate.snapshot["title"],
        number=certificate.number,
        code=shown_code(certificate.code),
        awarded_on=local_day(certificate, certificate.awarded_at),
        jp=certificate.jp,
    )


def _values(holder: AbstractBaseUser, record: JpOfYear, today: date) -> dict[str, Value]:
    latest = record.lines[-1].certificate if record.lines else None
    stated = Achievement.from_json(latest.snapshot) if latest else None
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
        "rows": [
            [line.title, f"{line.number}\n{line.code}", long_date(line.awarded_on), str(line.jp)]
            for line in record.lines
        ],
        "total": str(record.total),
        "made": f"Dibuat {long_date(today)} dari register sertifikat.",
        "check": f"Setiap sertifikat diperiksa dengan kodenya di {_site(stated)}."
        if stated
        else "",
    }


def _site(stated: Achievement) -> str:
    return f"{stated.issuer.base_url.partition('://')[2].rstrip('/')}/verifikasi"
