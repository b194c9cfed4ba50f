"""Items of QTI whose answers are typed or chosen inside a line: numbers, words, texts with gaps."""

from decimal import Decimal
from xml.etree.ElementTree import Element

from django.utils.translation import gettext as _

from courses.quizzes.domain.exchange.blanks import question_and_gaps
from courses.quizzes.domain.exchange.parcels import QuestionRefused
from courses.quizzes.domain.exchange.qti.asked import AskedItem, decimal_of, words_in
from courses.quizzes.domain.exchange.xml import children, descendants
from courses.quizzes.domain.specs import BlankSpec, NumericKey, QuestionSpec, TextKey

NUMBERS = {"float", "integer"}


def read_entries(item: AskedItem, asked: list[Element]) -> QuestionSpec:
    """Return a number, some words or a text with gaps. Raises QuestionRefused."""
    names = [one.get("responseIdentifier", "") for one in asked]
    types = [item.declared(name).get("baseType", "string") for name in names]
    is_text = "isian" in {one.get("class") for one in item.body.iter()}
    if types[0] in NUMBERS and not is_text and (len(asked) == 1 or _has_unit(item, names)):
        return QuestionSpec("", "numeric", item.question(), numeric=_keys(item, names))
    if (
        len(asked) == 1
        and asked[0].tag == "textEntryInteraction"
        and not is_text
        and _is_alone(item)
    ):
        return QuestionSpec("", "short", item.question(), text_key=_text_key(item, names[0]))
    return _gaps(item, asked)


def _has_unit(item: AskedItem, names: list[str]) -> bool:
    matched = [
        words_in(one)
        for part in descendants(item.root, "stringMatch")
        for one in descendants(part, "baseValue")
    ]
    return len(names) == 2 and bool(matched)


def _keys(item: AskedItem, names: list[str]) -> tuple[NumericKey, ...]:
    found = []
    for near in descendants(item.root, "equal"):
        value = [words_in(one) for one in children(near, "baseValue")]
        if value:
            unit = _unit_beside(item.root, near) if len(names) == 2 else ""
            found.append(NumericKey(decimal_of(value[0]), _tolerance(near, value[0]), unit))
    if found:
        return tuple(found)
    nearness = descendants(item.root, "equal")
    return tuple(
        NumericKey(decimal_of(right), _tolerance(nearness[0], right) if nearness else Decimal(0))
        for right in item.right(names[0])
    )


def _tolerance(near: Element, value: str) -> Decimal:
    stated = (near.get("tolerance") or "0").split()
    most = max(decimal_of(one) for one in stated)
    if near.get("toleranceMode") == "relative":
        return abs(decimal_of(value)) * most / 100
    return most if near.get("toleranceMode") == "absolute" else Decimal(0)


def _unit_beside(root: Element, near: Element) -> str:
    for both in descendants(root, "and"):
        if near in list(both):
            return next(
                (
                    words_in(one)
                    for one in descendants(both, "baseValue")
                    if one.get("baseType") == "string"
                ),
                "",
            )
    return ""


def _text_key(item: AskedItem, name: str) -> TextKey:
    accepted = item.right(name)
    if not accepted:
        raise QuestionRefused(_("it does not say what is right."))
    entries = descendants(item.declared(name), "mapEntry")
    cases = [one.get("caseSensitive", "true") == "true" for one in entries]
    return TextKey(tuple(dict.fromkeys(accepted)), all(cases) if cases else True)


def _is_alone(item: AskedItem) -> bool:
    """Tell whether the entry stands in a line of its own, so that it ends the question."""
    for block in item.body.iter():
        if any(one.tag == "textEntryInteraction" for one in block):
            return not words_in(block) or block is item.body
    return True


def _gaps(item: AskedItem, asked: list[Element]) -> QuestionSpec:
    names = {
        one.get("responseIdentifier", ""): str(place) for place, one in enumerate(asked, start=1)
    }

    def mark(one: Element) -> str | None:
        name = names.get(one.get("responseIdentifier", ""))
        return f"[[{name}]]" if name else None

    html = item.text(mark)
    question, text = question_and_gaps(html)
    return QuestionSpec(
        "",
        "blanks",
        question,
        blanks=tuple(_blank(item, one, str(place)) for place, one in enumerate(asked, start=1)),
        blank_text=text,
        partial="share" if _shares(item, asked) else "none",
    )


def _shares(item: AskedItem, asked: list[Element]) -> bool:
    return item.is_shared() and len(asked) > 0


def _blank(item: AskedItem, asked: Element, place: str) -> BlankSpec:
    right = item.right(asked.get("responseIdentifier", ""))
    if not right:
        raise QuestionRefused(_("a gap does not say what is right."))
    choices = {one.get("identifier"): words_in(one) for one in descendants(asked, "inlineChoice")}
    if not choices:
        return BlankSpec(place, tuple(right))
    return BlankSpec(
        place, tuple(choices[one] for one in right if one in choices), tuple(choices.values())
    )
