"""How questions and domains do after real answers: counted again by the clock, never in a request.

Classical test theory (Lord and Novick, 1968): the difficulty of a question is the mean of its points,
its discrimination the correlation of its points with those of the rest of the paper. Both are judged
after 30 answers by the limits of the domain page 3.3: difficulty 0.3 to 0.9, discrimination 0.2.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from math import sqrt
from operator import itemgetter
from statistics import median
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from courses.people.models import User
from courses.people.rules import is_admin
from courses.quizzes.domain.reviewing import WRITERS
from courses.quizzes.models import (
    Answer,
    Attempt,
    DomainMonth,
    Exam,
    Question,
    QuestionBank,
    QuestionStatistics,
    QuestionVersion,
)
from courses.quizzes.querysets import QuestionQuerySet

ENOUGH_ANSWERS = 30
HARDEST, EASIEST = 0.3, 0.9
WEAKEST = 0.2
# Who leaves the phone lying for longer was not thinking about the question.
LONGEST_THOUGHT = 30 * 60
AT_ONCE = 1000

Flag = QuestionStatistics.Flag


@dataclass
class Tally:
    """What is added up of the answers to one wording."""

    points: list[float] = field(default_factory=list)
    rests: list[float] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)
    choices: Counter[str] = field(default_factory=Counter)

    def add(self, points: float, rest: float, seconds: float, response: dict[str, Any]) -> None:
        """Add one answer; `rest` are the points of the other answers of the same paper."""
        self.points.append(points)
        self.rests.append(rest)
        if 0 < seconds <= LONGEST_THOUGHT:
            self.seconds.append(seconds)
        chosen = response.get("choices") or [response.get("choice")]
        self.choices.update(one for one in chosen if isinstance(one, str))


def correlation(ones: list[float], others: list[float]) -> float | None:
    """Return Pearson's correlation; None where one of the two never varies."""
    count = len(ones)
    if count < 2:
        return None
    mean, other_mean = sum(ones) / count, sum(others) / count
    spread = sqrt(sum((one - mean) ** 2 for one in ones))
    other_spread = sqrt(sum((other - other_mean) ** 2 for other in others))
    if spread < 1e-9 or other_spread < 1e-9:
        return None
    both = sum((one - mean) * (other - other_mean) for one, other in zip(ones, others, strict=True))
    return both / (spread * other_spread)


# --- Counting ---------------------------------------------------------------------------------------


def count_statistics() -> int:
    """Count again whatever got new answers; return how many wordings that were."""
    counted = 0
    for owner in _owners_with_news():
        tallies = _tallies(owner)
        for version in QuestionVersion.objects.filter(pk__in=tallies).iterator(chunk_size=AT_ONCE):
            _write(version, tallies[version.pk])
            counted += 1
        if "exam" in owner:
            _write_months(owner["exam"])
    return counted


def _owners_with_news() -> Iterator[dict[str, Any]]:
    """Yield each quiz and exam in which somebody handed in after its questions were counted last."""
    for name in ("exam", "quiz"):
        handed_in = Attempt.objects.submitted().filter(passed__isnull=False)
        newest = handed_in.filter(**{f"{name}__isnull": False}).values(name)
        for row in newest.annotate(newest=Max("submitted_at")).order_by(name):
            counted = QuestionStatistics.objects.filter(
                version__in=Answer.objects.filter(**{f"attempt__{name}": row[name]}).values(
                    "question"
                )
            ).aggregate(at=Max("counted_at"))["at"]
            if counted is None or counted < row["newest"]:
                yield {name: row[name]}


def _tallies(owner: dict[str, Any]) -> dict[int, Tally]:
    """Add up the answers of a quiz or exam, an attempt at a time."""
    rows = (
        Answer.objects.filter(
            attempt__passed__isnull=False,
            points__isnull=False,
            **{f"attempt__{name}": value for name, value in owner.items()},
        )
        .order_by("attempt", "sequence")
        .values_list(
            "attempt",
            "question_id",
            "points",
            "attempt__points",
            "sequence",
            "attempt__started_at",
            "response",
        )
    )
    tallies: defaultdict[int, Tally] = defaultdict(Tally)
    for _attempt, answers in groupby(rows.iterator(chunk_size=AT_ONCE), key=itemgetter(0)):
        before = 0.0
        for _pk, question, points, total, sequence, started_at, response in answers:
            given, worth = sequence / 1000, float(points or 0)
            since = given - (before or started_at.timestamp())
            before = given
            tallies[question].add(worth, float(total or 0) - worth, since, response)
    return tallies


@transaction.atomic
def _write(version: QuestionVersion, tally: Tally) -> None:
    difficulty = sum(tally.points) / len(tally.points)
    discrimination = correlation(tally.points, tally.rests)
    QuestionStatistics.objects.update_or_create(
        version=version,
        defaults={
            "answers": len(tally.points),
            "difficulty": difficulty,
            "discrimination": discrimination,
            "choices": dict(tally.choices),
            "seconds": round(median(tally.seconds)) if tally.seconds else None,
            "flags": list(_flags(version, tally, difficulty, discrimination)),
            "counted_at": timezone.now(),
        },
    )


def _flags(
    version: QuestionVersion, tally: Tally, difficulty: float, discrimination: float | None
) -> Iterator[str]:
    if len(tally.points) < ENOUGH_ANSWERS:
        return
    if difficulty < HARDEST:
        yield Flag.TOO_HARD
    if difficulty > EASIEST:
        yield Flag.TOO_EASY
    if discrimination is not None and discrimination < 0:
        yield Flag.REVERSED
    elif discrimination is not None and discrimination < WEAKEST:
        yield Flag.WEAK
    options = [option["id"] for option in version.content.get("options", ())]
    has_choices = version.kind in ("single", "several")
    if has_choices and any(not tally.choices[option] for option in options):
        yield Flag.IDLE_OPTION


def _write_months(exam: int) -> None:
    """Count the mean of each domain in each month, by the regency's clock."""
    sums: defaultdict[tuple[date, int], list[float]] = defaultdict(list)
    handed_in = Attempt.objects.submitted().filter(
        exam=exam, passed__isnull=False, version__mode="exam"
    )
    for submitted_at, domains in handed_in.values_list("submitted_at", "domains").iterator():
        month = timezone.localtime(submitted_at).date().replace(day=1)
        for domain, score in domains.items():
            share = 100 * float(score["points"]) / int(score["questions"])
            sums[month, int(domain)].append(share)
    for (month, domain), shares in sums.items():
        DomainMonth.objects.update_or_create(
            exam_id=exam,
            month=month,
            domain=domain,
            defaults={"attempts": len(shares), "percent": sum(shares) / len(shares)},
        )


# --- Reading ----------------------------------------------------------------------------------------


def flagged_items(bank: QuestionBank) -> list[QuestionStatistics]:
    """Return the statistics of the bank's questions in use that an editor should look at. One statement.

    Only the newest wording counts: who has mended a question is not asked again.
    """
    newest = (
        one for one in statistics_of(bank) if one.version_id == one.version.question.current_id
    )
    return [one for one in newest if one.flags]


def questions_doing_badly(person: User) -> QuestionQuerySet:
    """Return the flagged questions of the banks in which this person writes."""
    flagged = (
        Question.objects.in_use()
        .of_banks()
        .filter(current__statistics__isnull=False)
        .exclude(current__statistics__flags=[])
    )
    if is_admin(person):
        return flagged
    owned = flagged.filter(bank__owners=person)
    if person.roles.filter(role__in=WRITERS).exists():
        return owned | flagged.filter(bank__owners__isnull=True)
    return owned


def statistics_of(bank: QuestionBank) -> list[QuestionStatistics]:
    """Return the statistics of the newest wordings of the bank, the worst first. One statement."""
    found = (
        QuestionStatistics.objects.filter(
            version__question__bank=bank, version__question__retired_at__isnull=True
        )
        .select_related("version__question")
        .order_by("version__question", "version__number")
    )
    newest: Iterable[QuestionStatistics] = {one.version.question_id: one for one in found}.values()
    return sorted(newest, key=_worst_first)


def _worst_first(one: QuestionStatistics) -> tuple[int, float, str]:
    strength = 1.0 if one.discrimination is None else one.discrimination
    return -len(one.flags), strength, one.version.question.ref


def months_of(exam: Exam) -> list[DomainMonth]:
    """Return the months of each domain, in order."""
    return list(exam.domain_months.order_by("month", "domain"))
