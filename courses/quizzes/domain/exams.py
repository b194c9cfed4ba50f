"""Make an exam of a bank, and let it be taken.

A version of an exam is its rules with the pool of questions that papers are drawn from. It may be
taken once it is released, and that only when a second person has read every question of it: also
of a bank that came with the product, which nobody here has read yet.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses.people.models import User
from courses.quizzes.domain.checking import QuizNotPublishable
from courses.quizzes.domain.publishing import faults_of_draw, version_of
from courses.quizzes.domain.reviewing import unreviewed
from courses.quizzes.domain.rulebook import exam_of, questions_of
from courses.quizzes.domain.specs import ExamSpec, Slot
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
def publish_exam(bank: QuestionBank, by: User | None = None) -> Exam:
    """Make the exam of the bank by its newest rules and questions; release it if it may be.

    What is released already stays until then. Raises QuizNotPublishable, naming the cell of the
    blueprint that the questions do not fill.
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
    placement = _placement(exam, spec, questions)
    refresher = _refresher(exam, spec, questions)
    if not unreviewed(bank):
        ExamRelease.objects.get_or_create(version=version, defaults={"released_by": by})
        exam.current, exam.placement, exam.refresher = version, placement, refresher
    exam.save(update_fields=["title", "needs", "current", "placement", "refresher"])
    return exam


def newest_of(exam: Exam, mode: str) -> QuizVersion | None:
    """Return the newest version, released or not."""
    return exam.versions.filter(mode=mode).order_by("-number").first()


def is_as_its_bank(exam: Exam) -> bool:
    """Tell whether what may be taken asks what the bank holds now. At most three statements."""
    if exam.current is None or exam.current != newest_of(exam, Mode.EXAM):
        return False
    asked = exam.current.items.values_list("question", flat=True)
    return set(asked) == set(exam.bank.questions.in_use().values_list("current", flat=True))


def release_exam(exam: Exam, by: User) -> Exam:
    """Let the exam be taken as its bank is now, with the name of who lets it.

    Raises QuizNotPublishable while a question waits for a second person, or when the questions do
    not fill the blueprint.
    """
    if waiting := len(unreviewed(exam.bank)):
        raise QuizNotPublishable(
            [
                ngettext(
                    "%(count)d question waits for a second person. Let it be read first.",
                    "%(count)d questions wait for a second person. Let them be read first.",
                    waiting,
                )
                % {"count": waiting}
            ]
        )
    return publish_exam(exam.bank, by)


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


def _refresher(
    exam: Exam, spec: ExamSpec, questions: Sequence[QuestionVersion]
) -> QuizVersion | None:
    """Return the short exam: fewer questions in the same proportions, in their share of the time."""
    if not spec.refresher_questions:
        return None
    counts = in_proportion(spec.blueprint, spec.refresher_questions)
    rules = _rules(exam, replace(spec, blueprint=counts))
    rules |= {
        "title": _("Refresher: %(title)s") % {"title": exam.title},
        "mode": Mode.REFRESHER,
        "minutes_allowed": -(-spec.minutes * spec.refresher_questions // spec.total),
    }
    return version_of(exam, newest_of(exam, Mode.REFRESHER), rules, questions)


def in_proportion(blueprint: Sequence[Slot], total: int) -> tuple[Slot, ...]:
    """Return the blueprint with so many questions in all, the domains first and then their depths.

    Question by question goes where most is missing of the exact share, so no domain is left out
    that has a whole one.
    """
    whole = sum(slot.questions for slot in blueprint)
    taken = dict.fromkeys(blueprint, 0)

    def missing(slot: Slot) -> tuple[float, float]:
        same_domain = [one for one in blueprint if one.domain == slot.domain]
        of_domain = sum(one.questions * total / whole - taken[one] for one in same_domain)
        return of_domain, slot.questions * total / whole - taken[slot]

    for _question in range(min(total, whole)):
        taken[max(blueprint, key=missing)] += 1
    return tuple(replace(slot, questions=count) for slot, count in taken.items())
