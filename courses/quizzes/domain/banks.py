"""An exam's bank: its questions and the rules that an exam is drawn and judged by."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.people.models import User
from courses.quizzes.domain.checking import QuizNotPublishable, faults_of_questions
from courses.quizzes.domain.exams import publish_exam
from courses.quizzes.domain.questions import publish_questions
from courses.quizzes.domain.rulebook import exam_of, questions_of
from courses.quizzes.domain.specs import BankSpec, ExamSpec
from courses.quizzes.models import Exam, QuestionBank, QuestionVersion

__all__ = ["exam_of", "keep_exam_rules", "publish_bank", "questions_of"]


@transaction.atomic
def publish_bank(spec: BankSpec) -> bool:
    """Make the bank hold these questions and rules; tell whether anything changed.

    A question that is no longer stated is retired: it is drawn no more, and what was answered stays.
    Raises QuizNotPublishable, with nothing changed.
    """
    if sentences := list(_faults(spec)):
        raise QuizNotPublishable(sentences)
    bank, is_new = QuestionBank.objects.get_or_create(
        code=spec.code, defaults={"title": spec.title}
    )
    before = _newest(bank)
    publish_questions(bank, spec.questions)
    changes = [
        is_new,
        _newest(bank) != before,
        _retire_all_but(bank, [question.ref for question in spec.questions]),
        _keep_rules(bank, spec.title, spec.exam),
    ]
    publish_exam(bank)
    return any(changes)


@transaction.atomic
def keep_exam_rules(bank: QuestionBank, rules: ExamSpec, by: User) -> Exam:
    """Draw an exam from the bank by these rules, released at once if all its questions were read.

    Otherwise what may be taken stays until a release. Raises QuizNotPublishable, with nothing changed.
    """
    if sentences := list(_faults_of_rules(rules)):
        raise QuizNotPublishable(sentences)
    locked = QuestionBank.objects.select_for_update().get(pk=bank.pk)
    _keep_rules(locked, locked.title, rules)
    return publish_exam(locked, by)


def _keep_rules(bank: QuestionBank, title: str, rules: ExamSpec) -> bool:
    exam = _as_json(rules)
    if (bank.title, bank.exam) == (title, exam):
        return False
    bank.title, bank.exam = title, exam
    bank.save(update_fields=["title", "exam"])
    return True


def _as_json(exam: ExamSpec) -> dict[str, Any]:
    """Return the rules as the database gives them back: names are texts, rows are lists."""
    return {
        "minutes": exam.minutes,
        "pass_percent": exam.pass_percent,
        "blueprint": [
            {"domain": slot.domain, "bloom": slot.bloom, "questions": slot.questions}
            for slot in exam.blueprint
        ],
        "attempts_allowed": exam.attempts_allowed,
        "wait_hours": list(exam.wait_hours),
        "domain_percents": {str(domain): share for domain, share in exam.domain_percents.items()},
        "sources": {str(domain): list(codes) for domain, codes in exam.sources.items()},
        "needs": list(exam.needs),
        "placement_percent": exam.placement_percent,
        "refresher_questions": exam.refresher_questions,
    }


def _newest(bank: QuestionBank) -> dict[object, int]:
    return dict(
        QuestionVersion.objects.filter(question__bank=bank)
        .order_by("number")
        .values_list("question_id", "number")
    )


def _retire_all_but(bank: QuestionBank, refs: list[str]) -> bool:
    gone = bank.questions.filter(retired_at__isnull=True).exclude(ref__in=refs)
    back = bank.questions.filter(retired_at__isnull=False, ref__in=refs)
    return bool(gone.update(retired_at=timezone.now()) + back.update(retired_at=None))


# --- What must hold -------------------------------------------------------------------------------


def _faults(spec: BankSpec) -> Iterator[str]:
    yield from _faults_of_rules(spec.exam)
    yield from faults_of_questions(spec.questions)
    yield from _faults_of_coverage(spec)


def _faults_of_rules(exam: ExamSpec) -> Iterator[str]:
    if not exam.total:
        yield _("The blueprint of the exam draws no question. State how many of each kind.")
    slots = Counter((slot.domain, slot.bloom) for slot in exam.blueprint)
    for (domain, bloom), times in slots.items():
        if times > 1:
            yield _("The blueprint names domain %(domain)d, %(bloom)s twice. Keep one.") % {
                "domain": domain,
                "bloom": bloom,
            }
    if not all(1 <= share <= 100 for share in (exam.pass_percent, *exam.domain_percents.values())):
        yield _("The percentage needed to pass lies between 1 and 100.")
    if exam.minutes < 1:
        yield _("Allow at least one minute for the exam.")
    if exam.attempts_allowed is not None and exam.attempts_allowed < 1:
        yield _("Allow at least one attempt, or leave the number empty for any number.")
    known = {slot.domain for slot in exam.blueprint}
    for domain in {*exam.domain_percents, *exam.sources} - known:
        yield _("The rules name domain %(domain)d, which the blueprint does not have.") % {
            "domain": domain
        }


def _faults_of_coverage(spec: BankSpec) -> Iterator[str]:
    held = Counter(
        (question.tags.get("domain"), question.tags.get("bloom")) for question in spec.questions
    )
    for slot in spec.exam.blueprint:
        if held[slot.domain, slot.bloom] < slot.questions:
            yield _(
                "The exam draws %(wanted)d questions of domain %(domain)d, %(bloom)s; the bank has %(held)d."
            ) % {
                "wanted": slot.questions,
                "domain": slot.domain,
                "bloom": slot.bloom,
                "held": held[slot.domain, slot.bloom],
            }
