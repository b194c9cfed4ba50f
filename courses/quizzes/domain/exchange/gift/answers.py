"""The answers of a GIFT question: what stands between the braces decides its kind."""

import re
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext as _

from courses.quizzes.domain.exchange.blanks import in_gap_text, question_and_gaps
from courses.quizzes.domain.exchange.gift.signs import show
from courses.quizzes.domain.exchange.markup import (
    clean_html,
    html_of_text,
    one_line,
    text_of_html,
    words_of_html,
)
from courses.quizzes.domain.exchange.parcels import QuestionRefused, letter
from courses.quizzes.domain.specs import (
    BlankSpec,
    NumericKey,
    OptionSpec,
    PairSpec,
    QuestionSpec,
    TextKey,
)

ANSWER = re.compile(r"(?P<sign>[=~])(?P<text>[^=~]*)")
WORTH = re.compile(r"\s*%(?P<percent>-?\d+(?:\.\d+)?)%")
FORMAT = re.compile(r"\s*\[(?:html|moodle|plain|markdown)\]", re.IGNORECASE)
TRUE_OR_FALSE = re.compile(
    r"(?P<key>T|TRUE|F|FALSE)\s*(?:#(?P<first>[^#]*))?(?:#(?P<second>.*))?\Z",
    re.IGNORECASE | re.DOTALL,
)


@dataclass
class Asked:
    """A question taken apart: words before and after the braces, the answers, what is said afterwards."""

    before: str
    answers: str
    after: str
    general: str
    is_html: bool
    remarks: list[str] = field(default_factory=list)

    def remark(self, sentence: str) -> None:
        """Note once what was left out."""
        if sentence not in self.remarks:
            self.remarks.append(sentence)

    def body(self) -> str:
        """Return the clean text of the question."""
        return clean_html(self.before if self.is_html else html_of_text(self.before))

    def words(self, text: str) -> str:
        """Return the words of an answer on one line."""
        plain = show(FORMAT.sub("", text))
        return words_of_html(plain) if self.is_html else one_line(plain)

    def said(self, text: str) -> str:
        """Return the words of a feedback."""
        plain = show(FORMAT.sub("", text))
        return text_of_html(plain if self.is_html else html_of_text(plain))


@dataclass(frozen=True)
class GiftAnswer:
    """One answer: its raw words, what it is worth in percent, what is said about it.

    `is_whole` says that it was marked with =, which makes it the only one to choose.
    """

    text: str
    percent: Decimal
    feedback: str
    is_whole: bool


def question_of(asked: Asked) -> QuestionSpec:
    """Return the question, without its name and tags. Raises QuestionRefused."""
    if asked.answers.startswith("#"):
        return _numeric(asked)
    if match := TRUE_OR_FALSE.match(asked.answers):
        return _true_false(asked, match)
    answers = [_answer(found, asked) for found in ANSWER.finditer(asked.answers)]
    if not answers and asked.answers:
        raise QuestionRefused(_("its answers cannot be read. Each begins with = or ~."))
    if not answers:
        return QuestionSpec("", "essay", asked.body())
    if asked.after.strip():
        return _missing_word(asked, answers)
    if all("->" in answer.text for answer in answers):
        return _matching(asked, answers)
    if "~" not in asked.answers:
        return _short(asked, answers)
    return _choices(asked, answers)


def _answer(found: re.Match[str], asked: Asked) -> GiftAnswer:
    text, _mark, feedback = found["text"].partition("#")
    worth = WORTH.match(text)
    percent = Decimal(worth["percent"]) if worth else Decimal(100 if found["sign"] == "=" else 0)
    return GiftAnswer(
        text[worth.end() :] if worth else text, percent, asked.said(feedback), found["sign"] == "="
    )


def _choices(asked: Asked, answers: list[GiftAnswer]) -> QuestionSpec:
    is_single = sum(answer.is_whole for answer in answers) == 1
    if is_single and any(0 < answer.percent < 100 for answer in answers):
        asked.remark(_("Its partly right answers count as wrong here."))
    return QuestionSpec(
        "",
        "single" if is_single else "several",
        asked.body(),
        tuple(
            OptionSpec(
                letter(place),
                asked.words(answer.text),
                answer.is_whole if is_single else answer.percent > 0,
                answer.feedback,
            )
            for place, answer in enumerate(answers)
        ),
        partial="none" if is_single else "share",
    )


def _true_false(asked: Asked, match: re.Match[str]) -> QuestionSpec:
    is_true = match["key"].upper() in {"T", "TRUE"}
    when_wrong, when_right = (asked.said(match[name] or "") for name in ("first", "second"))
    return QuestionSpec(
        "",
        "true_false",
        asked.body(),
        (
            OptionSpec("true", "", is_true, when_right if is_true else when_wrong),
            OptionSpec("false", "", not is_true, when_wrong if is_true else when_right),
        ),
    )


def _short(asked: Asked, answers: list[GiftAnswer]) -> QuestionSpec:
    return QuestionSpec("", "short", asked.body(), text_key=TextKey(_accepted(asked, answers)))


def _accepted(asked: Asked, answers: list[GiftAnswer]) -> tuple[str, ...]:
    """Return the words that are wholly right. Raises QuestionRefused."""
    if any(answer.percent < 100 for answer in answers):
        asked.remark(_("Its partly right answers count as wrong here."))
    if any(answer.feedback for answer in answers):
        asked.remark(_("What is said to single answers was left out."))
    right = [one_line(show(FORMAT.sub("", one.text))) for one in answers if one.percent == 100]
    if "*" in right:
        raise QuestionRefused(_("it accepts any words (*). Write down each form that is right."))
    if not right:
        raise QuestionRefused(_("none of its answers is worth 100 %."))
    return tuple(dict.fromkeys(right))


def _matching(asked: Asked, answers: list[GiftAnswer]) -> QuestionSpec:
    pairs = []
    for place, answer in enumerate(answers):
        left, _arrow, right = answer.text.partition("->")
        pairs.append(PairSpec(letter(place), asked.words(left), one_line(show(right))))
    return QuestionSpec("", "matching", asked.body(), pairs=tuple(pairs), partial="share")


def _missing_word(asked: Asked, answers: list[GiftAnswer]) -> QuestionSpec:
    if any(answer.percent == 100 for answer in answers) and "~" in asked.answers:
        choices = tuple(dict.fromkeys(asked.words(answer.text) for answer in answers))
        right = tuple(asked.words(answer.text) for answer in answers if answer.percent == 100)
        blank = BlankSpec("1", right[:1], choices)
    else:
        blank = BlankSpec("1", _accepted(asked, answers))
    text = f"{asked.before.replace('[[', '[ [')}[[1]]{asked.after.replace('[[', '[ [')}"
    html = text if asked.is_html else in_gap_text(html_of_text(text))
    question, gaps = question_and_gaps(html)
    return QuestionSpec("", "blanks", question, blanks=(blank,), blank_text=gaps, partial="share")


def _numeric(asked: Asked) -> QuestionSpec:
    inside = asked.answers.removeprefix("#").strip()
    keys = []
    for part in [found["text"] for found in ANSWER.finditer(inside)] or [inside]:
        text, _mark, feedback = part.partition("#")
        worth = WORTH.match(text)
        if feedback.strip():
            asked.remark(_("What is said to single answers was left out."))
        if worth and Decimal(worth["percent"]) < 100:
            asked.remark(_("Its partly right answers count as wrong here."))
            continue
        keys.append(_key(show(text[worth.end() :] if worth else text)))
    return QuestionSpec("", "numeric", asked.body(), numeric=tuple(keys))


def _key(text: str) -> NumericKey:
    """Return 3, 3:0.5 or 2.5..3.5 as a number with its tolerance. Raises QuestionRefused."""
    try:
        if ".." in text:
            low, high = (Decimal(part.strip()) for part in text.split("..", 1))
            return NumericKey((low + high) / 2, abs(high - low) / 2)
        value, _colon, tolerance = text.partition(":")
        return NumericKey(Decimal(value.strip()), abs(Decimal(tolerance.strip() or "0")))
    except InvalidOperation as error:
        raise QuestionRefused(_("“%(text)s” is not a number.") % {"text": text[:40]}) from error
