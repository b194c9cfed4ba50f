"""Write GIFT."""

import re
from collections.abc import Callable, Iterator
from html import escape

from django.utils.translation import gettext as _

from courses.quizzes.domain.exchange.blanks import in_gap_text, with_gaps
from courses.quizzes.domain.exchange.gift.signs import escaped
from courses.quizzes.domain.exchange.markup import html_of_text, one_line, words_of_html
from courses.quizzes.domain.exchange.parcels import Loss, Parcel, Written
from courses.quizzes.domain.exchange.tagging import words_of_tags
from courses.quizzes.domain.specs import BlankSpec, QuestionSpec

ALWAYS_A_SHARE = {"several", "matching", "categorise", "blanks"}
# Where the gap of a text stands while the text around it is escaped.
GAP = "\ue000"
NOT_IN_BRACKETS = re.compile(r"[\[\]<>`\\]")


def write_gift(parcel: Parcel) -> Written:
    """Return the questions as GIFT, and what it cannot keep of them."""
    losses = [loss for question in parcel.questions for loss in losses_of(question)]
    left_out = {loss.ref for loss in losses if loss.part == "question"}
    passages = [_passage(question) for question in parcel.questions if question.ref not in left_out]
    title = one_line(parcel.title).replace("/", "//")
    return Written(
        "\n\n".join([f"$CATEGORY: $course$/top/{title}", *passages, ""]).encode(), tuple(losses)
    )


def losses_of(question: QuestionSpec) -> Iterator[Loss]:
    """Yield each part of the question that comes back different from GIFT."""
    ref = question.ref
    if question.kind not in WRITERS or len(question.blanks) > 1:
        yield Loss(ref, "question", _("GIFT has no such kind of question; it is left out."))
        return
    if question.picture:
        yield Loss(ref, "picture", _("GIFT carries no pictures."))
    if question.reason:
        yield Loss(ref, "reason", _("GIFT has no place for why the key is right."))
    if question.kind in ALWAYS_A_SHARE and question.partial == "none":
        yield Loss(ref, "partial", _("GIFT always gives a share of the points for a part."))
    if question.kind == "categorise":
        yield Loss(ref, "kind", _("Sorting into groups becomes matching."))
    if question.text_key and (
        question.text_key.case_sensitive or question.text_key.typing_mistakes
    ):
        yield Loss(
            ref, "text_key", _("GIFT does not say whether capitals or typing mistakes count.")
        )
    if any(key.unit for key in question.numeric):
        yield Loss(ref, "numeric", _("GIFT has no units."))
    if any(NOT_IN_BRACKETS.search(word) for word in words_of_tags(question)):
        yield Loss(ref, "tags", _("GIFT keeps no brackets and no backslash in tags."))
    if question.rubric:
        yield Loss(ref, "rubric", _("GIFT has no rubric."))
    if question.max_words:
        yield Loss(ref, "max_words", _("GIFT has no limit of words."))


def _passage(question: QuestionSpec) -> str:
    notes = [f"[id:{_in_brackets(question.ref)}]"]
    notes += [f"[tag:{_in_brackets(word)}]" for word in words_of_tags(question)]
    title = escaped(f"{question.ref} {words_of_html(question.text_html)}"[:120])
    answers = WRITERS[question.kind](question)
    if question.feedback:
        answers.append(f"####{escaped(html_of_text(question.feedback))}")
    braces = "{" + "".join(f"\n\t{answer}" for answer in answers) + ("\n}" if answers else "}")
    if question.kind == "blanks":
        before, _gap, after = _around_gap(question).partition(GAP)
        text = f"{escaped(before)}{braces}{escaped(after)}"
    else:
        text = f"{escaped(question.text_html)}{braces}"
    return f"// {' '.join(notes)}\n::{title}::[html]{text}"


def _in_brackets(word: str) -> str:
    return one_line(NOT_IN_BRACKETS.sub(" ", word))


def _around_gap(question: QuestionSpec) -> str:
    return question.text_html + in_gap_text(with_gaps(question.blank_text, lambda _id: GAP))


def _html(text: str) -> str:
    return escaped(escape(one_line(text), quote=False))


def _said(feedback: str) -> str:
    return f" #{escaped(html_of_text(feedback))}" if feedback else ""


def _single(question: QuestionSpec) -> list[str]:
    return [
        f"{'=' if option.correct else '~'}{_html(option.text)}{_said(option.feedback)}"
        for option in question.options
    ]


def _several(question: QuestionSpec) -> list[str]:
    right = sum(option.correct for option in question.options)
    wrong = len(question.options) - right
    return [
        f"~%{_share(right) if option.correct else '-' + _share(wrong)}%"
        f"{_html(option.text)}{_said(option.feedback)}"
        for option in question.options
    ]


def _share(count: int) -> str:
    return f"{100 / count:.5f}".rstrip("0").rstrip(".")


def _true_false(question: QuestionSpec) -> list[str]:
    right = next(option for option in question.options if option.correct)
    wrong = next(option for option in question.options if not option.correct)
    said = [escaped(html_of_text(option.feedback)) for option in (wrong, right)]
    return [f"{right.id.upper()}#{said[0]}#{said[1]}" if any(said) else right.id.upper()]


def _numeric(question: QuestionSpec) -> list[str]:
    """Return the numbers in the first unit: without words, others would be wrong answers."""
    base = [key for key in question.numeric if key.unit == question.numeric[0].unit]
    return ["#", *(f"={key.value:f}:{key.tolerance:f}" for key in base)]


def _short(question: QuestionSpec) -> list[str]:
    accepted = question.text_key.accepted if question.text_key else ()
    return [f"={escaped(one_line(text))}" for text in accepted]


def _matching(question: QuestionSpec) -> list[str]:
    return [_pair(pair.left, pair.right) for pair in question.pairs]


def _categorise(question: QuestionSpec) -> list[str]:
    titles = {group.id: group.title for group in question.groups}
    return [_pair(option.text, titles[option.group]) for option in question.options]


def _pair(left: str, right: str) -> str:
    return f"={_html(left)} -> {escaped(one_line(right))}"


def _blanks(question: QuestionSpec) -> list[str]:
    blank: BlankSpec = question.blanks[0]
    if blank.choices:
        return [f"{'=' if one in blank.accepted else '~'}{_html(one)}" for one in blank.choices]
    return [f"={escaped(one_line(text))}" for text in blank.accepted]


def _essay(_question: QuestionSpec) -> list[str]:
    return []


WRITERS: dict[str, Callable[[QuestionSpec], list[str]]] = {
    "single": _single,
    "several": _several,
    "true_false": _true_false,
    "numeric": _numeric,
    "short": _short,
    "matching": _matching,
    "categorise": _categorise,
    "blanks": _blanks,
    "essay": _essay,
}
