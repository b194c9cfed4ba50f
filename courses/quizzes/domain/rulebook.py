"""Read what a bank holds: the rules of its exam, and the questions that can be drawn."""

from collections.abc import Mapping
from typing import Any

from courses.quizzes.domain.specs import ExamSpec, Slot
from courses.quizzes.models import QuestionBank, QuestionVersion


def exam_of(bank: QuestionBank) -> ExamSpec:
    """Return the rules of the exam that is drawn from the bank. Raises KeyError if there is none."""
    kept: Mapping[str, Any] = bank.exam
    return ExamSpec(
        minutes=kept["minutes"],
        pass_percent=kept["pass_percent"],
        blueprint=tuple(Slot(**slot) for slot in kept["blueprint"]),
        attempts_allowed=kept["attempts_allowed"],
        wait_hours=tuple(kept["wait_hours"]),
        domain_percents={int(domain): share for domain, share in kept["domain_percents"].items()},
        sources={int(domain): tuple(codes) for domain, codes in kept["sources"].items()},
        needs=tuple(kept["needs"]),
        placement_percent=kept["placement_percent"],
        refresher_questions=kept.get("refresher_questions"),
    )


def questions_of(bank: QuestionBank) -> list[QuestionVersion]:
    """Return the newest version of each question that can be drawn, in the order of their names."""
    newest = {
        version.question_id: version
        for version in QuestionVersion.objects.filter(
            question__bank=bank, question__retired_at__isnull=True
        )
        .select_related("question")
        .order_by("number")
    }
    return sorted(newest.values(), key=lambda version: version.question.ref)
