"""What is shown of a question: as much as its time allows, and the key never before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import IntEnum
from typing import Any

from django.utils.translation import gettext as _

from courses.quizzes.domain.essay_marks import MarkedEssay
from courses.quizzes.domain.filling import Filling, filling_of
from courses.quizzes.domain.marking import mark_by_key
from courses.quizzes.domain.papers import PaperItem, item_at
from courses.quizzes.domain.responses import is_empty
from courses.quizzes.models import Answer, Attempt, Question, QuestionVersion
from courses.quizzes.rules import can_change_answers

Kind = Question.Kind
ONE_CHOICE = (Kind.SINGLE, Kind.TRUE_FALSE)
WITH_OPTIONS = (*ONE_CHOICE, Kind.SEVERAL, Kind.ORDERING)


class Disclosure(IntEnum):
    """How much may be said about right and wrong."""

    NOTHING = 0
    OWN = 1  # whether the answer is right, and what the editor says to the option that was chosen
    EVERYTHING = 2


@dataclass(frozen=True)
class SheetOption:
    """One option; `verdict` is right, wrong, missed (right, but not chosen) or empty."""

    id: str
    text: str
    is_chosen: bool = False
    verdict: str = ""
    feedback: str = ""


@dataclass(frozen=True)
class Sheet:
    """One question as its taker sees it; `is_right` None means that nothing is said yet."""

    position: int
    total: int
    kind: str
    heading: str
    more: str
    picture: str
    picture_alt: str
    options: tuple[SheetOption, ...]
    is_answered: bool
    is_final: bool
    sequence: int = 0
    is_right: bool | None = None
    feedback: str = ""
    right_order: tuple[str, ...] = ()
    filling: Filling = field(default_factory=Filling)
    essay: MarkedEssay | None = None
    answered: frozenset[int] = field(default_factory=frozenset)

    @property
    def is_explained(self) -> bool:
        """Tell whether it may be shown what was right."""
        return self.is_right is not None

    @property
    def previous(self) -> int:
        """Return the position before this one."""
        return self.position - 1

    @property
    def next(self) -> int:
        """Return the position after this one."""
        return self.position + 1

    @property
    def takes_several(self) -> bool:
        """Tell whether more than one option may be chosen."""
        return self.kind == Kind.SEVERAL


def sheet_to_answer(attempt: Attempt, position: int) -> Sheet:
    """Return a question of an open attempt; explained at once where that is the rule.

    Two statements, or three where the answer is explained. Raises LookupError without such a place.
    """
    item = item_at(attempt, position)
    answers = {answer.position: answer for answer in attempt.answers.defer("correct")}
    answer = answers.get(position)
    is_final = answer is not None and not can_change_answers(attempt.version)
    wordings = QuestionVersion.objects.all()
    question = (wordings if is_final else wordings.without_key()).get(pk=item.question)
    answered = frozenset(at for at, given in answers.items() if not is_empty(given.response))
    disclosure = Disclosure.EVERYTHING if is_final else Disclosure.NOTHING
    return make_sheet(attempt, position, question, answer, disclosure, answered)


def sheets_to_answer(attempt: Attempt) -> list[Sheet]:
    """Return all questions of an open attempt without anything about right and wrong."""
    answers = {answer.position: answer for answer in attempt.answers.defer("correct")}
    ids = [stored["question"] for stored in attempt.paper]
    questions = QuestionVersion.objects.without_key().in_bulk(ids)
    answered = frozenset(at for at, given in answers.items() if not is_empty(given.response))
    return [
        make_sheet(attempt, at, questions[pk], answers.get(at), Disclosure.NOTHING, answered)
        for at, pk in enumerate(ids, start=1)
    ]


def sheets_of(attempt: Attempt, disclosure: Disclosure) -> list[Sheet]:
    """Return all questions of a handed-in attempt, by the versions it began with. Two statements."""
    ids = [stored["question"] for stored in attempt.paper]
    questions = QuestionVersion.objects.in_bulk(ids)
    answers = {answer.position: answer for answer in attempt.answers.all()}
    return [
        make_sheet(attempt, at, questions[pk], answers.get(at), disclosure)
        for at, pk in enumerate(ids, start=1)
    ]


def place_to_resume(attempt: Attempt) -> int:
    """Return the question after the one that was answered last, or the last of all."""
    last = attempt.answers.order_by("-saved_at", "-position").values_list("position", flat=True)
    return min((last.first() or 0) + 1, len(attempt.paper))


def in_order(sheet: Sheet, order: Sequence[str]) -> Sheet:
    """Return the sheet with its options in another order, which is not saved yet."""
    options = {option.id: option for option in sheet.options}
    return replace(sheet, options=tuple(options[id] for id in order))


def make_sheet(
    attempt: Attempt,
    position: int,
    question: QuestionVersion,
    answer: Answer | None,
    disclosure: Disclosure,
    answered: frozenset[int] = frozenset(),
) -> Sheet:
    """Return the question with as much about right and wrong as may be said."""
    item = item_at(attempt, position)
    response = answer.response if answer else None
    content = question.content
    tells = disclosure > Disclosure.NOTHING
    key = question.key if tells else {}
    right = _verdict_on(question.kind, key, answer) if tells else None
    told = key if disclosure == Disclosure.EVERYTHING else None
    return Sheet(
        position=position,
        total=len(attempt.paper),
        kind=question.kind,
        heading=content["heading"],
        more=content["more"],
        picture=content["picture"],
        picture_alt=content["picture_alt"],
        options=_options(item, question.content, response, key, disclosure),
        is_answered=response is not None and not is_empty(response),
        is_final=answer is not None and not can_change_answers(attempt.version),
        sequence=answer.sequence if answer else 0,
        is_right=right,
        feedback=key["feedback"] if disclosure == Disclosure.EVERYTHING else "",
        right_order=_right_order(content, key) if disclosure == Disclosure.EVERYTHING else (),
        filling=filling_of(item, content, response, told),
        answered=answered,
    )


def _verdict_on(kind: str, key: Mapping[str, Any], answer: Answer | None) -> bool | None:
    """Tell whether an answer is right: of an essay what its reader said."""
    if answer is not None and kind == Kind.ESSAY and not is_empty(answer.response):
        return answer.correct
    return mark_by_key(kind, key, answer.response if answer else None).correct


# --- Options ----------------------------------------------------------------------------------


def _options(
    item: PaperItem,
    content: Mapping[str, Any],
    response: Mapping[str, Any] | None,
    key: Mapping[str, Any],
    disclosure: Disclosure,
) -> tuple[SheetOption, ...]:
    if item.kind not in WITH_OPTIONS:
        return ()
    texts = _texts(item, content)
    given = response or {}
    if item.kind == Kind.ORDERING:
        order = given.get("order") or item.options
        verdicts = _places(order, key) if disclosure == Disclosure.EVERYTHING else {}
        return tuple(SheetOption(id, texts[id], verdict=verdicts.get(id, "")) for id in order)
    chosen = {given["choice"]} if "choice" in given else set(given.get("choices", ()))
    tells_each = disclosure == Disclosure.EVERYTHING or (
        disclosure == Disclosure.OWN and item.kind in ONE_CHOICE
    )
    options = (SheetOption(id, texts[id], id in chosen) for id in item.options)
    if tells_each:
        return tuple(_told(option, key, disclosure) for option in options)
    return tuple(options)


def _told(option: SheetOption, key: Mapping[str, Any], disclosure: Disclosure) -> SheetOption:
    id, answer = option.id, key["answer"]
    is_one = id in answer.get("choices", ()) or id == answer.get("choice")
    feedback = key["options"][id]["feedback"]
    if option.is_chosen:
        return replace(option, verdict="right" if is_one else "wrong", feedback=feedback)
    if is_one and disclosure == Disclosure.EVERYTHING:
        return replace(option, verdict="missed", feedback=feedback)
    return option


def _texts(item: PaperItem, content: Mapping[str, Any]) -> dict[str, str]:
    if item.kind == Kind.TRUE_FALSE:
        return {"true": _("True"), "false": _("False")}
    return {option["id"]: option["text"] for option in content["options"]}


def _places(order: Sequence[str], key: Mapping[str, Any]) -> dict[str, str]:
    return {
        id: "right" if id == right else "wrong"
        for id, right in zip(order, key["answer"]["order"], strict=True)
    }


def _right_order(content: Mapping[str, Any], key: Mapping[str, Any]) -> tuple[str, ...]:
    order = key["answer"].get("order", ())
    texts = {option["id"]: option["text"] for option in content["options"]} if order else {}
    return tuple(texts[id] for id in order)
