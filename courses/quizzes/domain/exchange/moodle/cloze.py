"""Moodle's cloze questions, {1:SHORTANSWER:=Jakarta~%50%jakarta#hampir}, as texts with gaps."""

import re
from dataclasses import dataclass
from html import escape, unescape

from django.utils.translation import gettext as _

from courses.quizzes.domain.exchange.blanks import (
    in_gap_text,
    parts_of_gaps,
    question_and_gaps,
)
from courses.quizzes.domain.exchange.markup import one_line
from courses.quizzes.domain.exchange.moodle.source import Source
from courses.quizzes.domain.exchange.parcels import QuestionRefused
from courses.quizzes.domain.specs import BlankSpec, QuestionSpec

GAP = re.compile(r"\{(?P<worth>\d*):(?P<kind>[A-Z_]+):(?P<answers>(?:[^{}\\]|\\.)*)\}", re.DOTALL)
BETWEEN_ANSWERS = re.compile(r"(?<!\\)~")
BEFORE_FEEDBACK = re.compile(r"(?<![\\&])#")
WORTH = re.compile(r"(?:=|%(?P<percent>-?\d+(?:\.\d+)?)%)?")
ESCAPED = re.compile(r"\\([}~#/\"=%\\])")
TYPED = {"SHORTANSWER", "SA", "MW", "SHORTANSWER_C", "SAC", "MWC"}
CASE_COUNTS = {"SHORTANSWER_C", "SAC", "MWC"}
NUMBERS = {"NUMERICAL", "NM"}
CHOSEN = re.compile(r"(?:MULTICHOICE|MC)(?:_?[VHS]+)?\Z|MC[VHS]+\Z")


@dataclass(frozen=True)
class GapAnswer:
    """One answer of a gap."""

    text: str
    is_right: bool
    is_partly_right: bool
    has_feedback: bool


def read_cloze(source: Source) -> QuestionSpec:
    """Return the question with its gaps. Raises QuestionRefused for gaps of other kinds."""
    html = source.html("questiontext")
    gaps = list(GAP.finditer(html))
    blanks = tuple(_blank(found, str(place), source) for place, found in enumerate(gaps, start=1))
    names = iter(blank.id for blank in blanks)
    marked = GAP.sub(lambda _found: f"[[{next(names)}]]", html.replace("[[", "[ ["))
    picture, alt = source.picture()
    question, text = question_and_gaps(marked)
    return QuestionSpec(
        ref="",
        kind="blanks",
        text_html=question,
        blank_text=text,
        blanks=blanks,
        picture=picture,
        picture_alt=alt,
        partial="share",
    )


def cloze_of(question: QuestionSpec, picture: str) -> str:
    """Return the question, its picture as HTML, and its text with gaps in Moodle's notation."""
    blanks = {blank.id: blank for blank in question.blanks}
    parts = parts_of_gaps(question.blank_text)
    text = "".join(
        _notation(blanks[part]) if place % 2 else _without_braces(part)
        for place, part in enumerate(parts)
    )
    return _without_braces(question.text_html + picture) + in_gap_text(text)


def _blank(found: re.Match[str], name: str, source: Source) -> BlankSpec:
    kind = found["kind"]
    answers = [_answer(one) for one in BETWEEN_ANSWERS.split(found["answers"]) if one.strip()]
    right = tuple(dict.fromkeys(answer.text for answer in answers if answer.is_right))
    if any(answer.is_partly_right for answer in answers):
        _remark(source, _("Its partly right answers count as wrong here."))
    if any(answer.has_feedback for answer in answers):
        _remark(source, _("What Moodle says to single answers was left out."))
    if kind in CASE_COUNTS:
        _remark(source, _("Capital letters do not count in gaps here."))
    if not right:
        raise QuestionRefused(_("a gap has no answer that is wholly right."))
    if CHOSEN.match(kind):
        return BlankSpec(name, right[:1], tuple(dict.fromkeys(answer.text for answer in answers)))
    if kind in TYPED:
        if "*" in right:
            raise QuestionRefused(_("a gap accepts any words (*)."))
        return BlankSpec(name, right)
    if kind in NUMBERS:
        return BlankSpec(name, tuple(_number(text) for text in right))
    raise QuestionRefused(
        _("a gap is of the kind %(kind)s, which does not exist here.") % {"kind": kind[:30]}
    )


def _answer(text: str) -> GapAnswer:
    words, *feedback = BEFORE_FEEDBACK.split(text.strip(), maxsplit=1)
    worth = WORTH.match(words)
    sign = worth[0] if worth else ""
    percent = float(worth["percent"]) if worth and worth["percent"] else (100.0 if sign else 0.0)
    said = one_line(unescape(ESCAPED.sub(r"\1", words[len(sign) :])))
    return GapAnswer(said, percent == 100, 0 < percent < 100, bool("".join(feedback).strip()))


def _number(text: str) -> str:
    value, _colon, tolerance = text.partition(":")
    if tolerance.strip(" 0.") != "":
        raise QuestionRefused(_("a gap takes a range of numbers; here it takes exact words."))
    return value.strip()


def _notation(blank: BlankSpec) -> str:
    if blank.choices:
        answers = [
            f"{'=' if choice in blank.accepted else ''}{_escaped(choice)}"
            for choice in blank.choices
        ]
        return f"{{1:MULTICHOICE:{'~'.join(answers)}}}"
    return f"{{1:SHORTANSWER:{'~'.join(f'={_escaped(one)}' for one in blank.accepted)}}}"


def _escaped(text: str) -> str:
    """Return an answer so that none of its signs is read as notation."""
    plain = escape(one_line(text), quote=False).replace("\\", "&#92;")
    return re.sub(r"(?<!&)([}#~=%\"])", r"\\\1", plain).replace("{", "&#123;")


def _without_braces(html: str) -> str:
    return html.replace("{", "&#123;").replace("}", "&#125;")


def _remark(source: Source, sentence: str) -> None:
    if sentence not in source.remarks:
        source.remarks.append(sentence)
