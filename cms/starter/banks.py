"""An exam of a package into the bank of the quizzes, and back."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from cms.starter.documents import BlockValue, ExamDocument, ExamDomain
from cms.starter.exams import DEPTHS
from cms.starter.questions import document_of, document_spec
from courses.quizzes.domain.banks import exam_of, questions_of
from courses.quizzes.domain.specs import BankSpec, ExamSpec, QuestionSpec, Slot
from courses.quizzes.domain.stating import spec_of
from courses.quizzes.models import QuestionBank, QuestionVersion


def bank_spec_of(exam: ExamDocument) -> BankSpec:
    """Return what the exam states, as the quizzes take it."""
    return BankSpec(
        code=exam.code,
        title=exam.title,
        questions=tuple(_question_spec(kind, value) for kind, value in exam.questions),
        exam=ExamSpec(
            minutes=exam.minutes,
            pass_percent=exam.pass_percent,
            blueprint=tuple(
                Slot(row.domain, depth, row.counts[depth])
                for row in exam.blueprint
                for depth in DEPTHS
            ),
            attempts_allowed=exam.attempts_allowed,
            wait_hours=exam.wait_hours,
            domain_percents=exam.domain_percents,
            sources={row.domain: row.sources for row in exam.blueprint},
            needs=exam.needs,
            placement_percent=exam.placement_percent,
        ),
    )


def _question_spec(kind: str, value: Mapping[str, Any]) -> QuestionSpec:
    """Return the question; its lesson is of another course, so that it is a tag."""
    spec = document_spec(kind, value)
    lesson = {"lesson": spec.lesson_slug} if spec.lesson_slug else {}
    return replace(spec, lesson_slug="", tags={**spec.tags, **lesson})


def exam_document(bank: QuestionBank) -> ExamDocument:
    """Return the exam whose bank this is, as a document of a package."""
    exam = exam_of(bank)
    counts = {(slot.domain, slot.bloom): slot.questions for slot in exam.blueprint}
    domains = dict.fromkeys(slot.domain for slot in exam.blueprint)
    return ExamDocument(
        code=bank.code,
        title=bank.title,
        total=exam.total,
        minutes=exam.minutes,
        pass_percent=exam.pass_percent,
        domain_percents=exam.domain_percents,
        attempts_allowed=exam.attempts_allowed,
        wait_hours=exam.wait_hours,
        needs=exam.needs,
        placement_percent=exam.placement_percent,
        blueprint=tuple(
            ExamDomain(
                domain,
                {depth: counts.get((domain, depth), 0) for depth in DEPTHS},
                exam.sources.get(domain, ()),
            )
            for domain in domains
        ),
        questions=tuple(_question_document(version) for version in questions_of(bank)),
    )


def _question_document(version: QuestionVersion) -> BlockValue:
    kind, value = document_of(spec_of(version))
    return kind, {**value, "lesson_slug": str(version.tags.get("lesson", "")), "picture": None}
