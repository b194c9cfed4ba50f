"""Each kind of question of Moodle, read."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from courses.quizzes.domain.exchange.markup import one_line, words_of_html
from courses.quizzes.domain.exchange.moodle.cloze import read_cloze
from courses.quizzes.domain.exchange.moodle.gaps import read_gaps
from courses.quizzes.domain.exchange.moodle.markers import read_marker
from courses.quizzes.domain.exchange.moodle.source import (
    MoodleAnswer,
    Source,
    html_of,
    number_of,
)
from courses.quizzes.domain.exchange.parcels import QuestionRefused, letter
from courses.quizzes.domain.exchange.rubrics import reason_and_rubric
from courses.quizzes.domain.exchange.xml import child, children, text_at
from courses.quizzes.domain.specs import (
    NumericKey,
    OptionSpec,
    PairSpec,
    QuestionSpec,
    TextKey,
)

ALL = Decimal(100)


def _read_multichoice(source: Source) -> QuestionSpec:
    answers = [answer for answer in source.answers() if answer.text]
    if source.is_set("single"):
        right = [answer.percent == ALL for answer in answers]
        if any(0 < answer.percent < ALL for answer in answers):
            source.remarks.append(_("Its partly right answers count as wrong here."))
        if sum(right) != 1:
            raise QuestionRefused(_("exactly one of its answers has to be worth 100 %."))
    else:
        right = [answer.percent > 0 for answer in answers]
    picture, alt = source.picture()
    return QuestionSpec(
        ref="",
        kind="single" if source.is_set("single") else "several",
        text_html=source.body(),
        options=tuple(
            OptionSpec(letter(place), answer.text, is_right, answer.feedback)
            for place, (answer, is_right) in enumerate(zip(answers, right, strict=True))
        ),
        picture=picture,
        picture_alt=alt,
        partial="none" if source.is_set("single") else "share",
    )


def _read_truefalse(source: Source) -> QuestionSpec:
    answers = {answer.text.lower(): answer for answer in source.answers()}
    if set(answers) != {"true", "false"}:
        raise QuestionRefused(_("its answers are not true and false."))
    picture, alt = source.picture()
    return QuestionSpec(
        ref="",
        kind="true_false",
        text_html=source.body(),
        options=tuple(
            OptionSpec(name, "", answers[name].percent == ALL, answers[name].feedback)
            for name in ("true", "false")
        ),
        picture=picture,
        picture_alt=alt,
    )


def _read_shortanswer(source: Source) -> QuestionSpec:
    accepted = []
    for answer in source.answers():
        text = one_line(answer.element.findtext("text") or answer.text)
        if answer.percent == ALL and "*" in text.replace("\\*", ""):
            raise QuestionRefused(
                _("it accepts any words (*). Write down each form that is right.")
            )
        if answer.percent == ALL:
            accepted.append(text.replace("\\*", "*"))
        elif answer.percent > 0:
            source.remarks.append(_("Its partly right answers count as wrong here."))
        _say_that_feedback_is_left_out(source, answer.feedback)
    if not accepted:
        raise QuestionRefused(_("none of its answers is worth 100 %."))
    picture, alt = source.picture()
    return QuestionSpec(
        ref="",
        kind="short",
        text_html=source.body(),
        text_key=TextKey(tuple(dict.fromkeys(accepted)), source.is_set("usecase")),
        picture=picture,
        picture_alt=alt,
    )


def _read_numerical(source: Source) -> QuestionSpec:
    numbers = [_number(answer, source) for answer in source.answers()]
    picture, alt = source.picture()
    return QuestionSpec(
        ref="",
        kind="numeric",
        text_html=source.body(),
        numeric=tuple(
            NumericKey(one.value * times, one.tolerance * times, unit)
            for unit, times in _units(source)
            for one in numbers
            if one is not None
        ),
        picture=picture,
        picture_alt=alt,
    )


def _number(answer: MoodleAnswer, source: Source) -> NumericKey | None:
    """Return the number that is wholly right, or nothing."""
    _say_that_feedback_is_left_out(source, answer.feedback)
    if answer.text == "*" or answer.percent <= 0:
        return None
    if answer.percent < ALL:
        source.remarks.append(_("Its partly right answers count as wrong here."))
        return None
    tolerance = number_of(answer.element.findtext("tolerance") or "0")
    return NumericKey(number_of(answer.text), abs(tolerance))


def _units(source: Source) -> list[tuple[str, Decimal]]:
    holder = child(source.element, "units")
    found = [] if holder is None else children(holder, "unit")
    return [
        (one_line(unit.findtext("unit_name") or ""), number_of(unit.findtext("multiplier") or "1"))
        for unit in found
    ] or [("", Decimal(1))]


def _read_matching(source: Source) -> QuestionSpec:
    pairs = []
    for place, one in enumerate(children(source.element, "subquestion")):
        answer = child(one, "answer")
        right = "" if answer is None else one_line(text_at(answer, "text"))
        pairs.append(PairSpec(letter(place), words_of_html(html_of(one)), right))
    picture, alt = source.picture()
    return QuestionSpec(
        ref="",
        kind="matching",
        text_html=source.body(),
        pairs=tuple(pair for pair in pairs if pair.right),
        picture=picture,
        picture_alt=alt,
        partial="share",
    )


def _read_ordering(source: Source) -> QuestionSpec:
    picture, alt = source.picture()
    graded = source.words("gradingtype").upper()
    return QuestionSpec(
        ref="",
        kind="ordering",
        text_html=source.body(),
        options=tuple(
            OptionSpec(letter(place), answer.text) for place, answer in enumerate(source.answers())
        ),
        picture=picture,
        picture_alt=alt,
        partial="none" if graded in {"", "-1", "ALL_OR_NOTHING"} else "share",
    )


def _read_essay(source: Source) -> QuestionSpec:
    if source.words("responseformat") == "noinline":
        raise QuestionRefused(_("it asks for a file; answers here are words."))
    if source.words("attachments") not in {"", "0"}:
        source.remarks.append(_("Files can be attached in Moodle; here the answer is words."))
    picture, alt = source.picture()
    reason, rubric = reason_and_rubric(source.html("graderinfo"))
    words = source.words("maxwordlimit")
    return QuestionSpec(
        ref="",
        kind="essay",
        text_html=source.body(),
        rubric=rubric,
        reason=reason,
        max_words=int(words) if words.isdigit() and int(words) else None,
        picture=picture,
        picture_alt=alt,
    )


def _say_that_feedback_is_left_out(source: Source, feedback: str) -> None:
    sentence = _("What Moodle says to single answers was left out.")
    if feedback and sentence not in source.remarks:
        source.remarks.append(sentence)


READERS: dict[str, Callable[[Source], QuestionSpec]] = {
    "multichoice": _read_multichoice,
    "multichoiceset": lambda source: replace(_read_multichoice(source), partial="none"),
    "truefalse": _read_truefalse,
    "shortanswer": _read_shortanswer,
    "numerical": _read_numerical,
    "matching": _read_matching,
    "match": _read_matching,
    "ordering": _read_ordering,
    "essay": _read_essay,
    "cloze": read_cloze,
    "multianswer": read_cloze,
    "gapselect": read_gaps,
    "ddwtos": read_gaps,
    "ddmarker": read_marker,
}
UNREADABLE = {
    "description": gettext_lazy("it is a text without a question."),
    "calculated": gettext_lazy("it makes up its numbers each time, which is not possible here."),
    "calculatedmulti": gettext_lazy(
        "it makes up its numbers each time, which is not possible here."
    ),
    "calculatedsimple": gettext_lazy(
        "it makes up its numbers each time, which is not possible here."
    ),
    "random": gettext_lazy("it draws from a category; here the exam's blueprint draws."),
    "randomsamatch": gettext_lazy("it draws from a category; here the exam's blueprint draws."),
    "ddimageortext": gettext_lazy("it places things on a picture, which is not possible here."),
}
