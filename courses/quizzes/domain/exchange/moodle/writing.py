"""Write Moodle XML, as Moodle 4.4 and later read it."""

import base64
from collections.abc import Callable
from decimal import Decimal
from html import escape
from xml.etree.ElementTree import Element

from courses.quizzes.domain.exchange.markup import html_of_text, one_line, words_of_html
from courses.quizzes.domain.exchange.moodle.cloze import cloze_of
from courses.quizzes.domain.exchange.moodle.losing import base_and_others, losses_of
from courses.quizzes.domain.exchange.moodle.markers import add_marker
from courses.quizzes.domain.exchange.parcels import Loss, Parcel, Written
from courses.quizzes.domain.exchange.rubrics import html_of_reason_and_rubric
from courses.quizzes.domain.exchange.tagging import words_of_tags
from courses.quizzes.domain.exchange.xml import add, xml_bytes
from courses.quizzes.domain.specs import QuestionSpec

TYPES = {
    "single": "multichoice",
    "several": "multichoice",
    "true_false": "truefalse",
    "ordering": "ordering",
    "numeric": "numerical",
    "short": "shortanswer",
    "matching": "matching",
    "categorise": "matching",
    "blanks": "cloze",
    "hotspot": "ddmarker",
    "essay": "essay",
}


def write_moodle(parcel: Parcel) -> Written:
    """Return the questions as Moodle XML, and what Moodle cannot keep of them."""
    root = Element("quiz")
    category = add(add(root, "question", type="category"), "category")
    add(category, "text", f"$course$/top/{one_line(parcel.title).replace('/', '//')}")
    losses: list[Loss] = []
    for question in parcel.questions:
        losses += losses_of(question, parcel)
        _write(root, question, parcel)
    return Written(xml_bytes(root, indented=False), tuple(losses))


def _write(root: Element, question: QuestionSpec, parcel: Parcel) -> None:
    element = add(root, "question", type=TYPES[question.kind])
    add(add(element, "name"), "text", _name(question))
    _write_text(element, question, parcel)
    _html(element, "generalfeedback", html_of_text(question.feedback))
    add(element, "defaultgrade", "1")
    add(element, "penalty", "0")
    add(element, "hidden", "0")
    add(element, "idnumber", question.ref)
    WRITERS[question.kind](element, question)
    if question.kind == "hotspot":
        add_marker(element, question, parcel.files[question.picture], question.picture)
    tags = add(element, "tags")
    for word in words_of_tags(question):
        add(add(tags, "tag"), "text", word)


def _name(question: QuestionSpec) -> str:
    return f"{question.ref} {words_of_html(question.text_html)}"[:120]


def _write_text(element: Element, question: QuestionSpec, parcel: Parcel) -> None:
    has_picture = bool(question.picture) and question.kind != "hotspot"
    name = question.picture.rpartition("/")[2]
    picture = (
        f'<p><img src="@@PLUGINFILE@@/{name}" alt="{escape(question.picture_alt)}"></p>'
        if has_picture
        else ""
    )
    html = (
        cloze_of(question, picture) if question.kind == "blanks" else question.text_html + picture
    )
    holder = _html(element, "questiontext", html)
    if has_picture:
        content = base64.b64encode(parcel.files[question.picture]).decode()
        file = add(holder, "file", content, path="/", encoding="base64")
        file.set("name", name)


def _html(parent: Element, name: str, html: str, **attributes: str) -> Element:
    holder = add(parent, name, format="html", **attributes)
    add(holder, "text", html)
    return holder


def _words(parent: Element, name: str, text: str, **attributes: str) -> Element:
    return _html(parent, name, escape(text, quote=False), **attributes)


def _write_choices(element: Element, question: QuestionSpec) -> None:
    right = sum(option.correct for option in question.options)
    wrong = len(question.options) - right
    is_single = question.kind == "single"
    add(element, "single", "true" if is_single else "false")
    add(element, "shuffleanswers", "true")
    add(element, "answernumbering", "abc")
    for option in question.options:
        against = "0" if is_single or not wrong else f"-{_share(wrong)}"
        worth = _share(right) if option.correct else against
        _add_answer(element, option.text, worth, option.feedback)


def _share(count: int) -> str:
    return f"{Decimal(100) / count:.5f}".rstrip("0").rstrip(".")


def _add_answer(element: Element, text: str, worth: str, feedback: str = "") -> Element:
    answer = _words(element, "answer", text, fraction=worth)
    _html(answer, "feedback", html_of_text(feedback))
    return answer


def _write_true_false(element: Element, question: QuestionSpec) -> None:
    for option in question.options:
        _add_answer(element, option.id, "100" if option.correct else "0", option.feedback)


def _write_ordering(element: Element, question: QuestionSpec) -> None:
    add(element, "layouttype", "VERTICAL")
    add(element, "selecttype", "ALL")
    add(element, "selectcount", "0")
    graded = "ALL_OR_NOTHING" if question.partial == "none" else "ABSOLUTE_POSITION"
    add(element, "gradingtype", graded)
    add(element, "showgrading", "SHOW")
    add(element, "numberingstyle", "none")
    for place, option in enumerate(question.options, start=1):
        _add_answer(element, option.text, f"{place}.0000000")


def _write_numeric(element: Element, question: QuestionSpec) -> None:
    base, others = base_and_others(question.numeric)
    for key in base:
        answer = add(element, "answer", fraction="100", format="moodle_auto_format")
        add(answer, "text", f"{key.value:f}")
        _html(answer, "feedback", "")
        add(answer, "tolerance", f"{key.tolerance:f}")
    if base[0].unit:
        units = add(element, "units")
        for name, times in [(base[0].unit, Decimal(1)), *others]:
            unit = add(units, "unit")
            add(unit, "multiplier", f"{times:f}")
            add(unit, "unit_name", name)
    add(element, "unitgradingtype", "1" if base[0].unit else "0")
    add(element, "unitpenalty", "1")
    add(element, "showunits", "0" if base[0].unit else "3")
    add(element, "unitsleft", "0")


def _write_short(element: Element, question: QuestionSpec) -> None:
    key = question.text_key
    if key is None:
        return
    add(element, "usecase", "1" if key.case_sensitive else "0")
    for text in key.accepted:
        answer = add(element, "answer", fraction="100", format="moodle_auto_format")
        add(answer, "text", text.replace("*", "\\*"))
        _html(answer, "feedback", "")


def _write_matching(element: Element, question: QuestionSpec) -> None:
    add(element, "shuffleanswers", "true")
    for pair in question.pairs:
        _add_pair(element, pair.left, pair.right)


def _write_groups(element: Element, question: QuestionSpec) -> None:
    add(element, "shuffleanswers", "true")
    titles = {group.id: group.title for group in question.groups}
    for option in question.options:
        _add_pair(element, option.text, titles[option.group])
    filled = {option.group for option in question.options}
    for group in question.groups:
        if group.id not in filled:
            _add_pair(element, "", group.title)


def _add_pair(element: Element, left: str, right: str) -> None:
    pair = _words(element, "subquestion", left)
    add(add(pair, "answer"), "text", right)


def _write_essay(element: Element, question: QuestionSpec) -> None:
    add(element, "responseformat", "plain")
    add(element, "responserequired", "1")
    add(element, "responsefieldlines", "10")
    if question.max_words:
        add(element, "maxwordlimit", str(question.max_words))
    add(element, "attachments", "0")
    _html(element, "graderinfo", html_of_reason_and_rubric(question.reason, question.rubric))


def _write_nothing(_element: Element, _question: QuestionSpec) -> None:
    """Gaps stand in the text, and areas are written with their picture."""


WRITERS: dict[str, Callable[[Element, QuestionSpec], None]] = {
    "single": _write_choices,
    "several": _write_choices,
    "true_false": _write_true_false,
    "ordering": _write_ordering,
    "numeric": _write_numeric,
    "short": _write_short,
    "matching": _write_matching,
    "categorise": _write_groups,
    "blanks": _write_nothing,
    "hotspot": _write_nothing,
    "essay": _write_essay,
}
