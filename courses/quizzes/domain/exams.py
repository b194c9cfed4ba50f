"""Make an exam of a bank, and let it be taken.

A version of an exam is its rules with the pool of questions that papers are drawn from. It may be
taken once it is released: at once when every question has been read by a second person, otherwise
when somebody who answers for it accepts the questions that nobody has.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from courses.people.models import User
from courses.quizzes.domain.checking import QuizNotPublishable
from courses.quizzes.domain.publishing import faults_of_draw, version_of
from courses.quizzes.domain.rulebook import exam_of, questions_of
from courses.quizzes.domain.specs import ExamSpec
from courses.quizzes.models import (
    Exam,
    ExamRelease,
    QuestionBank,
    QuestionVersion,
    QuizVersion,
)

# Answers given in time may arrive so much later: a phone that lost its line (domain page, 3.3).
GRACE = timedelta(minutes=10)
# Between two placement checks.
PLACEMENT_WAIT_HOURS = 7 * 24

Mode = QuizVersion.Mode


@transaction.atomic
def publish_exam(bank: QuestionBank) -> Exam:
    """Make the exam of the bank by its newest rules and questions; release it if it may be.

    Raises QuizNotPublishable, naming the cell of the blueprint that the questions do not fill.
    """
    spec, questions = exam_of(bank), questions_of(bank)
    Exam.objects.get_or_create(
        bank=bank, defaults={"slug": slugify(bank.code), "title": bank.title}
    )
    exam = Exam.objects.select_for_update(of=("self",)).with_rules().get(bank=bank)
    exam.title, exam.needs = bank.title, list(spec.needs)
    rules = _rules(exam, spec)
    if faults := list(faults_of_draw(rules, questions)):
        raise QuizNotPublishable(faults)
    before = newest_of(exam, Mode.EXAM)
    version = version_of(exam, before, rules, questions)
    if before is not None and before != version:
        schedule_exam(exam, before.opens_at, before.closes_at)
    exam.placement = _placement(exam, spec, questions)
    exam.save(update_fields=["title", "needs", "placement"])
    if not unreviewed_in(version):
        _release(exam, version, by=None, unreviewed=[])
    return exam


def newest_of(exam: Exam, mode: str) -> QuizVersion | None:
    """Return the newest version, released or not."""
    return exam.versions.filter(mode=mode).order_by("-number").first()


def unreviewed_in(version: QuizVersion) -> list[str]:
    """Return the names of the questions in the pool that no second person has read."""
    items = version.items.filter(question__reviewed_at__isnull=True)
    return list(items.order_by("position").values_list("question__question__ref", flat=True))


@transaction.atomic
def release_exam(exam: Exam, by: User) -> QuizVersion:
    """Let the newest version be taken; who accepts questions without a review is kept with them.

    A version that was released stays as it was. Raises LookupError when there is none.
    """
    locked = Exam.objects.select_for_update(of=("self",)).get(pk=exam.pk)
    version = newest_of(locked, Mode.EXAM)
    if version is None:
        raise LookupError(exam.slug)
    return _release(locked, version, by=by, unreviewed=unreviewed_in(version))


def _release(
    exam: Exam, version: QuizVersion, *, by: User | None, unreviewed: list[str]
) -> QuizVersion:
    ExamRelease.objects.get_or_create(
        version=version, defaults={"released_by": by, "unreviewed": unreviewed}
    )
    if exam.current_id != version.pk:
        exam.current = version
        exam.save(update_fields=["current"])
    return version


def schedule_exam(exam: Exam, opens_at: datetime | None, closes_at: datetime | None) -> None:
    """Say from when to when tries may begin; None leaves that side open.

    The dates are no part of what is judged, so they change in the version that stands. Raises
    QuizNotPublishable when it would close before it opens.
    """
    if opens_at and closes_at and closes_at <= opens_at:
        raise QuizNotPublishable(
            [_("The exam closes before it opens. Change one of the two dates.")]
        )
    exam.versions.filter(mode=Mode.EXAM).update(opens_at=opens_at, closes_at=closes_at)


def _rules(exam: Exam, spec: ExamSpec) -> dict[str, Any]:
    return {
        "title": exam.title,
        "instructions": "",
        "mode": Mode.EXAM,
        "feedback": QuizVersion.Feedback.NEVER,
        "pass_count": None,
        "pass_percent": spec.pass_percent,
        "attempts_allowed": spec.attempts_allowed,
        "wait_hours": 0,
        "minutes_allowed": spec.minutes,
        "waits": list(spec.wait_hours),
        "grace_minutes": GRACE // timedelta(minutes=1),
        "blueprint": [
            {"tags": {"domain": slot.domain, "bloom": slot.bloom}, "questions": slot.questions}
            for slot in spec.blueprint
            if slot.questions
        ],
        "domain_percents": {str(domain): least for domain, least in spec.domain_percents.items()},
    }


def _placement(
    exam: Exam, spec: ExamSpec, questions: Sequence[QuestionVersion]
) -> QuizVersion | None:
    """Return the short check: one question of every cell, in its share of the time."""
    if spec.placement_percent is None:
        return None
    rules = _rules(exam, spec)
    blueprint = [cell | {"questions": 1} for cell in rules["blueprint"]]
    rules |= {
        "title": _("Placement check: %(title)s") % {"title": exam.title},
        "mode": Mode.PLACEMENT,
        "pass_percent": spec.placement_percent,
        "attempts_allowed": None,
        "waits": [PLACEMENT_WAIT_HOURS],
        "minutes_allowed": -(-spec.minutes * len(blueprint) // spec.total),
        "blueprint": blueprint,
        "domain_percents": {},
    }
    return version_of(exam, newest_of(exam, Mode.PLACEMENT), rules, questions)
