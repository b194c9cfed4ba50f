"""The JP of a civil servant's year: what was given here, and what others gave and BKPSDM agreed to."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser

from certificates.domain.achievement import Achievement
from certificates.domain.codes import shown_code
from certificates.domain.local_days import local_day
from certificates.models import Certificate, ExternalTraining

# PP 11/2017 as amended by PP 17/2020, article 203(4): at least 20 JP a year for a civil servant.
JP_OF_A_YEAR = 20


class LeftOut(StrEnum):
    """Why some JP of a line do not count."""

    NOTHING = ""
    SAME_TRAINING = "same_training"
    DAILY_CAP = "daily_cap"


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """One training with its evidence: `jp` as it states, `counted` as the year takes it.

    `keys` says what it was for, as the register knows it; empty for training of others.
    """

    title: str
    organiser: str
    number: str
    code: str
    started_on: date
    finished_on: date
    awarded_on: date
    jp: int
    counted: int
    certificate: Certificate | None = None
    training: ExternalTraining | None = None
    keys: frozenset[str] = frozenset()
    left_out: LeftOut = LeftOut.NOTHING

    @property
    def days(self) -> int:
        """Return over how many days it went."""
        return (self.finished_on - self.started_on).days + 1


@dataclass(frozen=True, slots=True)
class JpOfYear:
    """What a person has gathered in a year, and out of how much."""

    year: int
    lines: tuple[LedgerLine, ...] = ()
    target: int = JP_OF_A_YEAR

    @property
    def total(self) -> int:
        """Return the sum of what counts."""
        return sum(line.counted for line in self.lines)

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
    """Return what stands with JP of this local year, oldest first; two queries."""
    return jp_of_people([holder.pk], year)[holder.pk]


def jp_of_people(accounts: Collection[int], year: int) -> dict[int, JpOfYear]:
    """Return the same for many people, by the keys of their accounts; two queries however many."""
    lines: defaultdict[int, list[LedgerLine]] = defaultdict(list)
    certificates = Certificate.objects.filter(holder__in=accounts).standing().with_jp()
    for certificate in certificates.of_year(year).order_by("awarded_at", "number"):
        lines[certificate.holder_id or 0].append(_of_certificate(certificate))
    trainings = ExternalTraining.objects.filter(holder__in=accounts).accepted().of_year(year)
    for training in trainings.order_by("finished_on", "pk"):
        lines[training.holder_id].append(_of_training(training))
    return {account: JpOfYear(year, counted_lines(lines[account])) for account in accounts}


def counted_lines(lines: Iterable[LedgerLine]) -> tuple[LedgerLine, ...]:
    """Return the lines in order of their dates, each with what of it counts.

    The same training counts once, though a course and the programme that asks for it both give a
    paper. JP of one day count up to the daily cap, a longer training up to the cap for each of its
    days (settings.JP_DAILY_CAP; nought means no cap).
    """
    ordered = sorted(lines, key=lambda line: (line.awarded_on, -line.jp))
    return tuple(_capped(_each_training_once(ordered)))


def _each_training_once(lines: Sequence[LedgerLine]) -> Iterable[LedgerLine]:
    seen: set[str] = set()
    for line in lines:
        if line.keys and line.keys <= seen:
            yield replace(line, counted=0, left_out=LeftOut.SAME_TRAINING)
            continue
        seen |= line.keys
        yield line


def _capped(lines: Iterable[LedgerLine]) -> Iterable[LedgerLine]:
    cap = settings.JP_DAILY_CAP
    used: Counter[date] = Counter()
    for line in lines:
        room = max(0, cap * line.days - used[line.finished_on]) if cap else line.counted
        if line.counted > room:
            line = replace(line, counted=room, left_out=LeftOut.DAILY_CAP)
        used[line.finished_on] += line.counted
        yield line


def _of_certificate(certificate: Certificate) -> LedgerLine:
    stated = Achievement.from_json(certificate.snapshot)
    return LedgerLine(
        title=stated.title,
        organiser=stated.issuer.name,
        number=certificate.number,
        code=shown_code(certificate.code),
        started_on=stated.started_on,
        finished_on=stated.finished_on,
        awarded_on=local_day(certificate, certificate.awarded_at),
        jp=certificate.jp,
        counted=certificate.jp,
        certificate=certificate,
        keys=frozenset(stated.evidence.get("keys", [stated.achievement_key])),
    )


def _of_training(training: ExternalTraining) -> LedgerLine:
    return LedgerLine(
        title=training.title,
        organiser=training.organiser,
        number=training.number,
        code="",
        started_on=training.started_on,
        finished_on=training.finished_on,
        awarded_on=training.finished_on,
        jp=training.jp,
        counted=training.jp,
        training=training,
    )
