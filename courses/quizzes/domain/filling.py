"""What there is to fill in in a question that is not a list of options, and what was filled in.

What is right is added only when the caller says that its time has come: `key` is given then.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses.quizzes.domain.kinds.blanks import MARK
from courses.quizzes.domain.kinds.numeric import in_figures
from courses.quizzes.domain.kinds.pointing import area_at
from courses.quizzes.domain.kinds.words import is_one_of
from courses.quizzes.domain.papers import PaperItem
from courses.quizzes.models import Question

Given = Mapping[str, Any]
Kind = Question.Kind


@dataclass(frozen=True)
class Choice:
    """One thing to choose in a gap."""

    value: str
    text: str
    is_chosen: bool = False


@dataclass(frozen=True)
class Gap:
    """One place to fill in: typed, or chosen where there are choices.

    `name` is that of its field in the form. `verdict` is right, wrong or empty; `right` says what
    belongs here, both only when that may be told.
    """

    name: str
    label: str
    value: str = ""
    choices: tuple[Choice, ...] = ()
    verdict: str = ""
    right: str = ""


@dataclass(frozen=True)
class Piece:
    """A piece of a text with gaps: clean HTML, and the gap that comes after it."""

    html: str
    gap: Gap | None = None


@dataclass(frozen=True)
class Filling:
    """All there is to fill in; `right` is what would have been right, in words."""

    gaps: tuple[Gap, ...] = ()
    pieces: tuple[Piece, ...] = ()
    rule: str = ""
    text: str = ""
    right: str = ""
    asks_unit: bool = False
    x: int | None = None
    y: int | None = None
    areas: tuple[Mapping[str, Any], ...] = ()
    hit: str = ""
    max_words: int | None = None
    looked_at: tuple[str, ...] = ()


def filling_of(
    item: PaperItem, content: Given, response: Given | None, key: Given | None = None
) -> Filling:
    """Return what there is to fill in; with the key also what is right."""
    build = BUILDERS.get(item.kind)
    rule = partial_rule(item.kind, content)
    return build(item, content, response or {}, key, rule) if build else Filling(rule=rule)


def partial_rule(kind: str, content: Given) -> str:
    """Return how an answer that is right in part counts, in a sentence; empty where it does not."""
    if content.get("partial") != "share":
        return ""
    if kind == Kind.SEVERAL:
        return _(
            "Each right choice adds to your points, each wrong one takes the same away, "
            "and it never falls below zero."
        )
    if kind == Kind.ORDERING:
        return _("Each step in its right place adds to your points.")
    if kind == Kind.ESSAY:
        return ""
    return _("Each part that is right adds to your points.")


def _typed(
    item: PaperItem, content: Given, response: Given, key: Given | None, rule: str
) -> Filling:
    if item.kind == Kind.SHORT:
        gap = Gap("text", _("Your answer"), response.get("text", ""))
        return Filling((gap,), right=key["answer"]["text"] if key else "")
    gaps = [Gap("number", _("Number"), response.get("number", ""))]
    if content["asks_unit"]:
        gaps.append(Gap("unit", _("Unit"), response.get("unit", "")))
    right = _number_in_words(key["numeric"][0]) if key else ""
    return Filling(tuple(gaps), right=right, asks_unit=content["asks_unit"])


def _number_in_words(key: Given) -> str:
    number = in_figures(Decimal(key["value"])).replace(".", ",")
    tolerance = in_figures(Decimal(key["tolerance"])).replace(".", ",")
    spread = f" (± {tolerance})" if tolerance != "0" else ""
    return f"{number} {key['unit']}".strip() + spread


def _matched(
    item: PaperItem, content: Given, response: Given, key: Given | None, rule: str
) -> Filling:
    return _rows(
        "pairs",
        (item.shown["lefts"], _texts(content["lefts"])),
        (item.shown["rights"], _texts(content["rights"])),
        (response, key, rule),
    )


def _sorted_into_groups(
    item: PaperItem, content: Given, response: Given, key: Given | None, rule: str
) -> Filling:
    return _rows(
        "groups",
        (item.options, _texts(content["options"])),
        (item.shown["groups"], _texts(content["groups"])),
        (response, key, rule),
    )


Column = tuple[Any, Mapping[str, str]]


def _rows(
    name: str, lefts: Column, rights: Column, answered: tuple[Given, Given | None, str]
) -> Filling:
    response, key, rule = answered
    given: Given = response.get(name, {})
    right: Given = key["answer"][name] if key else {}
    gaps = tuple(
        Gap(
            name=f"{name}-{id}",
            label=lefts[1][id],
            value=rights[1].get(given.get(id, ""), ""),
            choices=tuple(
                Choice(other, rights[1][other], other == given.get(id)) for other in rights[0]
            ),
            verdict=_verdict(given.get(id) == right[id]) if key else "",
            right=rights[1][right[id]] if key else "",
        )
        for id in lefts[0]
    )
    return Filling(gaps, rule=rule)


def _with_blanks(
    item: PaperItem, content: Given, response: Given, key: Given | None, rule: str
) -> Filling:
    given: Given = response.get("blanks", {})
    gaps = {
        id: Gap(
            name=f"blanks-{id}",
            label=_("Blank %(number)d") % {"number": number},
            value=given.get(id, ""),
            choices=tuple(Choice(text, text, text == given.get(id)) for text in choices),
            verdict=_verdict(is_one_of(given.get(id, ""), key["blanks"][id])) if key else "",
            right=key["blanks"][id][0] if key else "",
        )
        for number, (id, choices) in enumerate(_in_text(item, content), start=1)
    }
    return Filling(tuple(gaps.values()), _pieces(content["blank_text"], gaps), rule)


def _in_text(item: PaperItem, content: Given) -> list[tuple[str, list[str]]]:
    """Return the blanks with their choices in the order in which they are read."""
    return [(id, item.shown["blanks"][id]) for id in MARK.findall(content["blank_text"])]


def _pieces(text: str, gaps: Mapping[str, Gap]) -> tuple[Piece, ...]:
    parts = re.split(MARK, text)
    pieces = [Piece(html, gaps[id]) for html, id in zip(parts[::2], parts[1::2], strict=False)]
    return (*pieces, Piece(parts[-1]))


def _pointed_at(
    item: PaperItem, content: Given, response: Given, key: Given | None, rule: str
) -> Filling:
    x, y = response.get("x"), response.get("y")
    if key is None:
        return Filling(x=x, y=y)
    area = area_at(key, x, y) if x is not None and y is not None else None
    right = tuple(_drawn(area, key["ratio"]) for area in key["areas"] if area["correct"])
    return Filling(
        x=x,
        y=y,
        areas=right,
        hit=area["label"] if area else "",
        right=_(" or ").join(area["label"] for area in right if area["label"]),
    )


def _drawn(area: Given, ratio: list[int]) -> dict[str, Any]:
    """Return an area with how far a circle reaches down, in thousandths of the picture's height."""
    height, width = ratio
    down = area["points"][2] * width // height if area["shape"] == "circle" else 0
    return {"shape": area["shape"], "points": area["points"], "label": area["label"], "down": down}


def _written(
    item: PaperItem, content: Given, response: Given, key: Given | None, rule: str
) -> Filling:
    return Filling(
        text=response.get("text", ""),
        max_words=content["max_words"],
        looked_at=tuple(content["looked_at"]),
    )


def words_in_words(text: str) -> str:
    """Return how long a text is."""
    words = len(text.split())
    return ngettext("%(words)d word", "%(words)d words", words) % {"words": words}


def _texts(parts: list[dict[str, str]]) -> dict[str, str]:
    return {part["id"]: part["text"] for part in parts}


def _verdict(is_right: bool) -> str:  # noqa: FBT001 - it is the value, not a switch
    return "right" if is_right else "wrong"


BUILDERS: dict[str, Callable[[PaperItem, Given, Given, Given | None, str], Filling]] = {
    Kind.NUMERIC: _typed,
    Kind.SHORT: _typed,
    Kind.MATCHING: _matched,
    Kind.CATEGORISE: _sorted_into_groups,
    Kind.BLANKS: _with_blanks,
    Kind.HOTSPOT: _pointed_at,
    Kind.ESSAY: _written,
}


# --- A response in words ------------------------------------------------------------------------


def response_in_words(kind: str, content: Given, response: Given) -> list[str]:
    """Return what was answered as a person reads it: for downloads, and for markers."""
    if kind == Kind.TRUE_FALSE:
        return [_("True") if response["choice"] == "true" else _("False")]
    if kind == Kind.NUMERIC:
        return [f"{response['number']} {response['unit']}".strip()]
    if kind in {Kind.SHORT, Kind.ESSAY}:
        return [response["text"]]
    if kind == Kind.HOTSPOT:
        place = {"x": response.get("x"), "y": response.get("y")}
        return [_("%(x)s of 1000 from the left, %(y)s of 1000 from the top") % place]
    if kind == Kind.BLANKS:
        return list(response["blanks"].values())
    if kind in {Kind.MATCHING, Kind.CATEGORISE}:
        return _pairs_in_words(content, response)
    texts = _texts(content["options"])
    given = [response["choice"]] if "choice" in response else next(iter(response.values()))
    return [texts.get(id) or id for id in given]


def _pairs_in_words(content: Given, response: Given) -> list[str]:
    parts = ("lefts", "rights", "options", "groups")
    texts = {id: text for part in parts for id, text in _texts(content.get(part, [])).items()}
    pairs: Given = next(iter(response.values()))
    return [f"{texts[left]} – {texts[right]}" for left, right in pairs.items()]
