"""An exam of a package into the bank of the quizzes, and back."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _

from cms.questions import stated_picture
from cms.starter.documents import BlockValue, ExamDocument, ExamDomain, FileRef
from cms.starter.errors import PackageError
from cms.starter.exams import DEPTHS
from cms.starter.pages import FileNames
from cms.starter.questions import document_of, document_spec
from cms.starter.values import Material, image_of
from courses.quizzes.domain.banks import exam_of, questions_of
from courses.quizzes.domain.specs import BankSpec, ExamSpec, QuestionSpec, Slot
from courses.quizzes.domain.stating import spec_of
from courses.quizzes.models import QuestionBank, QuestionVersion

EXAM_FILE = "exam.yaml"


def bank_spec_of(exam: ExamDocument) -> BankSpec:
    """Return what the exam states, as the quizzes take it."""
    return BankSpec(
        code=exam.code,
        title=exam.title,
        questions=tuple(_question_spec(kind, value, exam) for kind, value in exam.questions),
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
            refresher_questions=exam.refresher_questions,
        ),
    )


def _question_spec(kind: str, value: Mapping[str, Any], exam: ExamDocument) -> QuestionSpec:
    """Return the question; its lesson is of another course, so that it is a tag."""
    spec = document_spec(kind, value)
    lesson = {"lesson": spec.lesson_slug} if spec.lesson_slug else {}
    placed = _with_picture(spec, Material(f"{exam.code}/{EXAM_FILE}", exam.files))
    return replace(placed, lesson_slug="", tags={**spec.tags, **lesson})


def _with_picture(spec: QuestionSpec, material: Material) -> QuestionSpec:
    """Return the question with its picture among the pictures of the site. Raises PackageError."""
    if not spec.picture:
        return spec
    stated = stated_picture(image_of(FileRef(spec.picture), material))
    if not stated:
        raise PackageError(
            material.file, None, _("The picture %(path)s cannot be read.") % {"path": spec.picture}
        )
    return replace(spec, **stated)


def exam_document(bank: QuestionBank) -> ExamDocument:
    """Return the exam whose bank this is, as a document of a package."""
    exam, names = exam_of(bank), FileNames()
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
        refresher_questions=exam.refresher_questions,
        blueprint=tuple(
            ExamDomain(
                domain,
                {depth: counts.get((domain, depth), 0) for depth in DEPTHS},
                exam.sources.get(domain, ()),
            )
            for domain in domains
        ),
        questions=tuple(_question_document(version, names) for version in questions_of(bank)),
        files=names.contents,
    )


def _question_document(version: QuestionVersion, names: FileNames) -> BlockValue:
    kind, value = document_of(spec_of(version))
    picture = names.of(value["picture"]) if value["picture"] else None
    return kind, {
        **value,
        "lesson_slug": str(version.tags.get("lesson", "")),
        "picture": picture,
    }
