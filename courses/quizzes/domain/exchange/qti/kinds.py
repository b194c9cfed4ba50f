"""What each kind of question is in QTI: what is declared, asked and given points for."""

import re
from collections.abc import Callable
from xml.etree.ElementTree import Element

from courses.quizzes.domain.exchange.areas import large_enough, to_points
from courses.quizzes.domain.exchange.markup import elements_of, one_line
from courses.quizzes.domain.exchange.parcels import Parcel, letter
from courses.quizzes.domain.exchange.pictures import size_of, type_of
from courses.quizzes.domain.exchange.qti.building import (
    RESPONSE,
    as_mapped,
    element,
    mapping,
    outcome,
    point_if,
    response,
    share,
    value,
    variable,
    when_right,
)
from courses.quizzes.domain.exchange.qti.writing import (
    ADDRESS_OF_PICTURES,
    Item,
    choices,
    decimal,
    item_of,
    names_of,
)
from courses.quizzes.domain.specs import BlankSpec, QuestionSpec

GAP = re.compile(r"\[\[([^\[\]]{1,40})\]\]")
UNIT = "UNIT"


def write_item(question: QuestionSpec, parcel: Parcel) -> Element:
    """Return the item of the question."""
    parts = (
        _hotspot(question, parcel) if question.kind == "hotspot" else KINDS[question.kind](question)
    )
    return item_of(question, parts)


def _one_choice(question: QuestionSpec) -> Item:
    right = [
        name for name, one in zip(names_of(question), question.options, strict=True) if one.correct
    ]
    asked = element(
        "choiceInteraction",
        *choices(question),
        responseIdentifier=RESPONSE,
        shuffle="false" if question.kind == "true_false" else "true",
        maxChoices="1",
    )
    return Item([response("single", "identifier", right)], [asked], [when_right()])


def _several(question: QuestionSpec) -> Item:
    worth = [
        (name, one.correct) for name, one in zip(names_of(question), question.options, strict=True)
    ]
    right = [name for name, is_right in worth if is_right]
    wrong = [name for name, is_right in worth if not is_right]
    shares = [(name, share(len(right))) for name in right]
    shares += [(name, -share(len(wrong))) for name in wrong]
    is_shared = question.partial == "share"
    asked = element(
        "choiceInteraction",
        *choices(question),
        responseIdentifier=RESPONSE,
        shuffle="true",
        maxChoices="0",
    )
    more = [mapping(shares)] if is_shared else []
    return Item(
        [response("multiple", "identifier", right, *more)],
        [asked],
        [as_mapped() if is_shared else when_right()],
    )


def _ordering(question: QuestionSpec) -> Item:
    asked = element(
        "orderInteraction", *choices(question), responseIdentifier=RESPONSE, shuffle="true"
    )
    return Item([response("ordered", "identifier", names_of(question))], [asked], [when_right()])


def _numeric(question: QuestionSpec) -> Item:
    keys = question.numeric
    has_unit = any(key.unit for key in keys)
    declared = [response("single", "float", [decimal(keys[0].value)])]
    line = element(
        "p", element("textEntryInteraction", responseIdentifier=RESPONSE, expectedLength="12")
    )
    if has_unit:
        declared.append(response("single", "string", [keys[0].unit], name=UNIT))
        line.append(element("textEntryInteraction", responseIdentifier=UNIT, expectedLength="8"))
    ways = []
    for key in keys:
        tolerance = decimal(key.tolerance)
        near = element(
            "equal",
            variable(),
            value("float", decimal(key.value)),
            toleranceMode="absolute" if key.tolerance else "exact",
            **({"tolerance": f"{tolerance} {tolerance}"} if key.tolerance else {}),
        )
        if has_unit:
            unit = element(
                "stringMatch", variable(UNIT), value("string", key.unit), caseSensitive="false"
            )
            near = element("and", near, unit)
        ways.append(near)
    return Item(declared, [line], [point_if(ways[0] if len(ways) == 1 else element("or", *ways))])


def _short(question: QuestionSpec) -> Item:
    key = question.text_key
    accepted = [one_line(text) for text in key.accepted] if key else []
    cases = "true" if key and key.case_sensitive else "false"
    worth = mapping([(text, 1) for text in accepted], caseSensitive=cases)
    line = element(
        "p", element("textEntryInteraction", responseIdentifier=RESPONSE, expectedLength="40")
    )
    return Item([response("single", "string", accepted[:1], worth)], [line], [as_mapped()])


def _matching(question: QuestionSpec) -> Item:
    """Rights with the same words are one, which several lefts may share."""
    rights = {
        text: f"r_{letter(n)}"
        for n, text in enumerate(dict.fromkeys(p.right for p in question.pairs))
    }
    left = [(letter(place), pair) for place, pair in enumerate(question.pairs) if pair.left]
    pairs = [f"{name} {rights[pair.right]}" for name, pair in left]
    most = 1 if len({pair.right for _name, pair in left}) == len(left) else 0
    first = [_associable(name, pair.left, 1) for name, pair in left]
    second = [_associable(name, text, most) for text, name in rights.items()]
    return _matched(question, pairs, first, second, "pasangan")


def _categorise(question: QuestionSpec) -> Item:
    groups = {group.id: f"g_{letter(place)}" for place, group in enumerate(question.groups)}
    items = list(enumerate(question.options))
    pairs = [f"{letter(place)} {groups[option.group]}" for place, option in items]
    first = [_associable(letter(place), option.text, 1) for place, option in items]
    second = [_associable(groups[group.id], group.title, 0) for group in question.groups]
    return _matched(question, pairs, first, second, "kelompok")


def _associable(name: str, text: str, most: int) -> Element:
    return element(
        "simpleAssociableChoice", text=one_line(text), identifier=name, matchMax=str(most)
    )


def _matched(
    question: QuestionSpec, pairs: list[str], first: list[Element], second: list[Element], word: str
) -> Item:
    asked = element(
        "matchInteraction",
        element("simpleMatchSet", *first),
        element("simpleMatchSet", *second),
        responseIdentifier=RESPONSE,
        shuffle="true",
        maxAssociations="0",
    )
    asked.set("class", word)
    is_shared = question.partial == "share"
    more = [mapping([(pair, share(len(pairs))) for pair in pairs])] if is_shared else []
    return Item(
        [response("multiple", "directedPair", pairs, *more)],
        [asked],
        [as_mapped() if is_shared else when_right()],
    )


def _blanks(question: QuestionSpec) -> Item:
    blanks = {blank.id: (f"GAP_{n}", blank) for n, blank in enumerate(question.blanks, start=1)}
    declared = [_declared_gap(name, blank) for name, blank in blanks.values()]
    text = elements_of(GAP.sub(r'<x-gap id="\1"></x-gap>', question.blank_text))
    holder = element("div", *text)
    holder.set("class", "isian")
    for parent in list(holder.iter()):
        for place, part in enumerate(list(parent)):
            if part.tag == "x-gap":
                asked = _asked_gap(*blanks[part.get("id", "")])
                asked.tail = part.tail
                parent[place] = asked
    total = element(
        "sum", *(element("mapResponse", identifier=name) for name, _blank in blanks.values())
    )
    count = value("float", str(len(blanks)))
    score = (
        outcome("SCORE", element("divide", total, count))
        if question.partial == "share"
        else point_if(element("gte", total, count))
    )
    return Item(declared, [holder], [score])


def _declared_gap(name: str, blank: BlankSpec) -> Element:
    if blank.choices:
        right = [letter(n) for n, choice in enumerate(blank.choices) if choice in blank.accepted]
        worth = mapping([(one, 1) for one in right])
        return response("single", "identifier", right[:1], worth, name=name)
    accepted = [one_line(text) for text in blank.accepted]
    worth = mapping([(text, 1) for text in accepted], caseSensitive="false")
    return response("single", "string", accepted[:1], worth, name=name)


def _asked_gap(name: str, blank: BlankSpec) -> Element:
    if not blank.choices:
        return element("textEntryInteraction", responseIdentifier=name, expectedLength="20")
    options = [
        element("inlineChoice", text=one_line(choice), identifier=letter(place))
        for place, choice in enumerate(blank.choices)
    ]
    return element("inlineChoiceInteraction", *options, responseIdentifier=name, shuffle="false")


def _hotspot(question: QuestionSpec, parcel: Parcel) -> Item:
    width, height = large_enough(size_of(parcel.files[question.picture]))
    picture = element(
        "object",
        text=question.picture_alt,
        data=f"{ADDRESS_OF_PICTURES}{question.picture}",
        type=type_of(question.picture),
        width=str(width),
        height=str(height),
    )
    areas = [
        element(
            "hotspotChoice",
            identifier=letter(place),
            shape={"polygon": "poly"}.get(area.shape, area.shape),
            coords=",".join(map(str, to_points(area, (width, height)))),
            hotspotLabel=area.label,
        )
        for place, area in enumerate(question.areas)
    ]
    right = [letter(place) for place, area in enumerate(question.areas) if area.correct]
    asked = element(
        "hotspotInteraction", picture, *areas, responseIdentifier=RESPONSE, maxChoices="1"
    )
    worth = mapping([(name, 1) for name in right])
    return Item([response("single", "identifier", right[:1], worth)], [asked], [as_mapped()])


def _essay(question: QuestionSpec) -> Item:
    asked = element("extendedTextInteraction", responseIdentifier=RESPONSE, expectedLines="10")
    return Item([response("single", "string", ())], [asked])


KINDS: dict[str, Callable[[QuestionSpec], Item]] = {
    "single": _one_choice,
    "true_false": _one_choice,
    "several": _several,
    "ordering": _ordering,
    "numeric": _numeric,
    "short": _short,
    "matching": _matching,
    "categorise": _categorise,
    "blanks": _blanks,
    "essay": _essay,
}
