"""An exam of a package into the bank of the quizzes, and back."""

import re
from collections.abc import Mapping
from dataclasses import replace
from html import unescape
from typing import Any

from cms.publishing import question_spec_of
from cms.starter.documents import BlockValue, ExamDocument, ExamDomain
from cms.starter.exams import DEPTHS
from courses.quizzes.domain.banks import exam_of, questions_of
from courses.quizzes.domain.specs import BankSpec, ExamSpec, QuestionSpec, Slot
from courses.quizzes.models import QuestionBank, QuestionVersion

BETWEEN_PARAGRAPHS = re.compile(r"</p>\s*<p>")
LINE_BREAK = re.compile(r"<br\s*/?>\s*")


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
    spec = question_spec_of(kind, value)
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
    tags: Mapping[str, Any] = version.tags
    return version.kind, {
        "ref": version.question.ref,
        "difficulty": tags.get("difficulty", ""),
        "domain": str(tags.get("domain", "")),
        "bloom": tags.get("bloom", ""),
        "lesson_slug": tags.get("lesson", ""),
        "text": _text_of(version.content),
        "picture": None,
        "alt": "",
        "feedback": version.key["feedback"],
        "reason": version.reason,
        **_answers(version),
    }


def _text_of(content: Mapping[str, str]) -> str:
    """Return the words of a question: the paragraphs and lines that publishing made of them."""
    html = f"<p>{content['heading']}</p>{content['more']}"
    paragraphs = BETWEEN_PARAGRAPHS.split(html.removeprefix("<p>").removesuffix("</p>"))
    return unescape(LINE_BREAK.sub("\n", "\n\n".join(paragraphs)))


def _answers(version: QuestionVersion) -> dict[str, Any]:
    answer = version.key["answer"]
    if version.kind == "true_false":
        return {"answer": "benar" if answer["choice"] == "true" else "salah"}
    options = {option["id"]: option["text"] for option in version.content["options"]}
    if version.kind == "ordering":
        return {"order": [options[name] for name in answer["order"]]}
    right = answer.get("choices") or [answer["choice"]]
    return {
        "options": [
            {
                "text": text,
                "correct": name in right,
                "feedback": version.key["options"][name]["feedback"],
            }
            for name, text in options.items()
        ]
    }
