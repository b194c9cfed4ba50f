"""Read an item of QTI."""

from collections.abc import Callable
from dataclasses import replace
from xml.etree.ElementTree import Element

from django.utils.translation import gettext as _

from courses.quizzes.domain.exchange.areas import from_points
from courses.quizzes.domain.exchange.markup import one_line, text_of_html
from courses.quizzes.domain.exchange.parcels import QuestionRefused, letter
from courses.quizzes.domain.exchange.qti.asked import (
    AskedItem,
    decimal_of,
    html_inside,
    said_about,
    words_in,
)
from courses.quizzes.domain.exchange.qti.entries import read_entries
from courses.quizzes.domain.exchange.rubrics import reason_and_rubric
from courses.quizzes.domain.exchange.xml import children, descendants
from courses.quizzes.domain.specs import (
    AreaSpec,
    GroupSpec,
    OptionSpec,
    PairSpec,
    QuestionSpec,
    RubricRow,
)

LONGEST_ANSWER = 300
TRUTHS = ({"true", "false"}, {"benar", "salah"})
SHAPES = {"circle": "circle", "rect": "rect", "poly": "polygon"}


def read_item(item: AskedItem) -> QuestionSpec:
    """Return the question of an item, without its name and tags. Raises QuestionRefused."""
    asked = item.interactions()
    kinds = {str(one.tag) for one in asked}
    if kinds and kinds <= {"textEntryInteraction", "inlineChoiceInteraction"}:
        question = read_entries(item, asked)
    elif len(asked) == 1 and asked[0].tag in READERS:
        question = READERS[str(asked[0].tag)](item, asked[0])
    elif not asked:
        raise QuestionRefused(_("it is a text without a question."))
    elif len(asked) > 1:
        raise QuestionRefused(_("it asks several things at once. Make a question of each."))
    else:
        raise QuestionRefused(
            _("its kind (%(kind)s) does not exist here.") % {"kind": str(asked[0].tag)[:40]}
        )
    reason, rubric = _for_markers(item)
    if question.picture:
        return replace(question, reason=reason, rubric=rubric, feedback=_feedback(item))
    picture, alt = item.picture()
    return replace(
        question,
        reason=reason,
        rubric=rubric,
        feedback=_feedback(item),
        picture=picture,
        picture_alt=alt,
    )


def _feedback(item: AskedItem) -> str:
    said = [text_of_html(html_inside(one)) for one in children(item.root, "modalFeedback")]
    return "\n\n".join(filter(None, said))


def _for_markers(item: AskedItem) -> tuple[str, tuple[RubricRow, ...]]:
    blocks = [html_inside(one) for one in descendants(item.body, "rubricBlock")]
    return reason_and_rubric("".join(blocks))


def _choice(item: AskedItem, asked: Element) -> QuestionSpec:
    name = asked.get("responseIdentifier", "")
    found = _simple_choices(asked)
    right = item.right(name)
    is_single = item.declared(name).get("cardinality") == "single"
    options = tuple(
        OptionSpec(letter(place), words_in(one), one.get("identifier") in right, said_about(one))
        for place, one in enumerate(found)
    )
    if is_single and _are_true_and_false(found):
        return QuestionSpec("", "true_false", item.question(), _truths(options))
    is_shared = not is_single and item.is_shared()
    return QuestionSpec(
        "",
        "single" if is_single else "several",
        item.question(),
        options,
        partial="share" if is_shared else "none",
    )


def _simple_choices(asked: Element) -> list[Element]:
    found = descendants(asked, "simpleChoice")
    for one in found:
        if descendants(one, "img", "object", "video", "audio"):
            raise QuestionRefused(_("one of its answers is a picture; answers here are words."))
        if len(words_in(one)) > LONGEST_ANSWER:
            raise QuestionRefused(
                _("one of its answers is longer than %(most)d characters.")
                % {"most": LONGEST_ANSWER}
            )
    return found


def _are_true_and_false(found: list[Element]) -> bool:
    return {words_in(one).lower() for one in found} in TRUTHS and len(found) == 2


def _truths(options: tuple[OptionSpec, ...]) -> tuple[OptionSpec, ...]:
    names = ["true" if option.text.lower() in {"true", "benar"} else "false" for option in options]
    named = [replace(option, id=name, text="") for name, option in zip(names, options, strict=True)]
    return tuple(sorted(named, key=lambda option: option.id, reverse=True))


def _order(item: AskedItem, asked: Element) -> QuestionSpec:
    found = {one.get("identifier", ""): one for one in _simple_choices(asked)}
    right = [
        words_in(one)
        for one in descendants(item.declared(asked.get("responseIdentifier", "")), "value")
    ]
    if sorted(right) != sorted(found):
        raise QuestionRefused(_("it does not say the right order of all its steps."))
    return QuestionSpec(
        "",
        "ordering",
        item.question(),
        tuple(
            OptionSpec(letter(place), words_in(found[name]), feedback=said_about(found[name]))
            for place, name in enumerate(right)
        ),
    )


def _match(item: AskedItem, asked: Element) -> QuestionSpec:
    sets = [descendants(one, "simpleAssociableChoice") for one in children(asked, "simpleMatchSet")]
    if len(sets) != 2:
        raise QuestionRefused(_("it does not have two lists to match."))
    pairs = [pair.split() for pair in item.right(asked.get("responseIdentifier", ""))]
    partners = {pair[0]: pair[1] for pair in pairs if len(pair) == 2}
    if len(partners) != len(pairs) or set(partners) != {one.get("identifier") for one in sets[0]}:
        raise QuestionRefused(_("each entry on the left needs exactly one partner."))
    words = {one.get("identifier", ""): words_in(one) for part in sets for one in part}
    is_sorted = "kelompok" in asked.get("class", "") or (
        "pasangan" not in asked.get("class", "") and len(set(partners.values())) < len(partners)
    )
    partial = "share" if item.is_shared() else "none"
    make = _sorted if is_sorted else _paired
    return replace(
        make(partners, words, [one.get("identifier", "") for one in sets[1]]),
        text_html=item.question(),
        partial=partial,
    )


def _paired(partners: dict[str, str], words: dict[str, str], rights: list[str]) -> QuestionSpec:
    alone = [("", words[one]) for one in rights if one not in partners.values()]
    pairs = [(words[left], words[right]) for left, right in partners.items()]
    return QuestionSpec(
        "",
        "matching",
        "",
        pairs=tuple(
            PairSpec(letter(place), left, right)
            for place, (left, right) in enumerate([*pairs, *alone])
        ),
    )


def _sorted(partners: dict[str, str], words: dict[str, str], groups: list[str]) -> QuestionSpec:
    names = {group: letter(place) for place, group in enumerate(groups)}
    return QuestionSpec(
        "",
        "categorise",
        "",
        tuple(
            OptionSpec(letter(place), words[one], group=names[group])
            for place, (one, group) in enumerate(partners.items())
        ),
        groups=tuple(GroupSpec(name, words[group]) for group, name in names.items()),
    )


def _hotspot(item: AskedItem, asked: Element) -> QuestionSpec:
    name = asked.get("responseIdentifier", "")
    pictures = descendants(asked, "object", "img")
    if not pictures or not (pictures[0].get("width") and pictures[0].get("height")):
        raise QuestionRefused(_("its picture does not state its size."))
    width, height = (
        decimal_of(pictures[0].get(side, "0").removesuffix("px")) for side in ("width", "height")
    )
    size = (max(1, int(width)), max(1, int(height)))
    picture, alt = item.kept(pictures[0])
    right = item.right(name)
    areas = descendants(asked, "hotspotChoice")
    mapped = descendants(item.declared(name), "areaMapEntry")
    if not areas and not mapped:
        raise QuestionRefused(_("it does not say which places are right."))
    return QuestionSpec(
        "",
        "hotspot",
        item.question(),
        picture=picture,
        picture_alt=alt,
        areas=tuple(
            _area(one, letter(place), size, is_right=_is_right(one, right))
            for place, one in enumerate(areas or mapped)
        ),
    )


def _is_right(area: Element, right: list[str]) -> bool:
    if area.tag == "areaMapEntry":
        return decimal_of(area.get("mappedValue", "0")) > 0
    return area.get("identifier") in right


def _area(one: Element, name: str, size: tuple[int, int], *, is_right: bool) -> AreaSpec:
    shape = SHAPES.get(one.get("shape", ""))
    if shape is None:
        raise QuestionRefused(_("one of its areas cannot be read."))
    numbers = [int(decimal_of(part)) for part in one.get("coords", "").split(",")]
    label = one_line(one.get("hotspotLabel", ""))
    return AreaSpec(name, shape, from_points(shape, numbers, size), label, is_right)


def _essay(item: AskedItem, _asked: Element) -> QuestionSpec:
    return QuestionSpec("", "essay", item.question())


READERS: dict[str, Callable[[AskedItem, Element], QuestionSpec]] = {
    "choiceInteraction": _choice,
    "orderInteraction": _order,
    "matchInteraction": _match,
    "hotspotInteraction": _hotspot,
    "selectPointInteraction": _hotspot,
    "extendedTextInteraction": _essay,
}
