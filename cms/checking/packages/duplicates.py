"""Questions that ask the same thing, across all quizzes and banks."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations
from typing import Any

from django.utils.translation import gettext as _
from rapidfuzz import fuzz, utils

from cms.checking.packages.findings import Finding, TextFile
from cms.checking.packages.sources import Sources
from cms.starter.documents import parts_in

# How alike (0 to 100) two questions and their answers are when one should make way for another.
# Measured on the starter packages: pairs that people call the same begin here.
ALIKE_QUESTION, ALIKE_ANSWER = 70, 60

# The fields of other kinds that hold what is right.
ANSWERS = ("numeric", "accepted", "pairs", "blanks", "groups", "areas", "rubric")


@dataclass(frozen=True)
class _Asked:
    ref: str
    file: TextFile
    question: str
    answer: str


def check_duplicates(sources: Sources) -> Iterator[Finding]:
    """Yield each pair of questions that ask the same, at the later one."""
    for first, second in combinations(_all_questions(sources), 2):
        if not _are_alike(first, second):
            continue
        names = {"ref": second.ref, "other": first.ref, "file": first.file.name}
        if (first.question, first.answer) == (second.question, second.answer):
            message = _("Question %(ref)s is the same as %(other)s (%(file)s).") % names
            yield second.file.error("question.twice", message, f"id: {second.ref}")
        else:
            message = _("Question %(ref)s is almost the same as %(other)s (%(file)s).") % names
            yield second.file.advice("question.alike", message, f"id: {second.ref}")


def _are_alike(first: _Asked, second: _Asked) -> bool:
    """Tell whether both the questions and what they want to hear are alike."""
    return bool(
        fuzz.token_set_ratio(first.question, second.question, score_cutoff=ALIKE_QUESTION)
        and fuzz.token_set_ratio(first.answer, second.answer, score_cutoff=ALIKE_ANSWER)
    )


def _all_questions(sources: Sources) -> list[_Asked]:
    asked = [
        _asked(value, course.quiz_file)
        for course in sources.courses
        for _kind, value in course.questions()
    ]
    asked += [
        _asked(value, exam.file_of(value["ref"]))
        for exam in sources.exams
        for _kind, value in exam.exam.questions
    ]
    return asked


def _asked(value: Mapping[str, Any], file: TextFile) -> _Asked:
    return _Asked(
        value["ref"],
        file,
        utils.default_process(value["text"]),
        utils.default_process(_answer(value)),
    )


def _answer(value: Mapping[str, Any]) -> str:
    if "options" in value:
        return " ".join(option["text"] for option in value["options"] if option["correct"])
    if "order" in value or "answer" in value:
        return " ".join(value.get("order") or [value["answer"]])
    stated = [value[name] for name in ANSWERS if name in value]
    return " ".join(str(part) for part in parts_in(stated) if isinstance(part, str | Decimal))
