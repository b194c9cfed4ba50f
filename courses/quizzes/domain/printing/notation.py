"""How an answer on paper is typed, and what it means: B, ACD, CBDA, 1500 MB, jakarta; bandung, F7.

single, true_false   one letter (true_false: B for benar, S for salah)
several              the letters of all that were chosen
ordering             the letters in their order
matching             a letter of the right side for each entry on the left, - for none
categorise           a letter of a group for each entry, - for none
blanks               what stands in each gap, with ; between; a letter where there are choices
numeric              the number, then its unit
hotspot              a cell of the grid over the picture: column and row
short, essay         the words
"""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from courses.quizzes.domain.kinds.pointing import area_at
from courses.quizzes.domain.papers import PaperItem

Response = dict[str, Any]
Given = Mapping[str, Any]

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
NOTHING = "-"
TRUTHS = {"B": "true", "S": "false"}
# The grid over a picture has so many columns and rows.
CELLS = 20
CELL = re.compile(r"([A-T])\s*(\d{1,2})\Z")
NUMBER = re.compile(r"(?P<number>[-+]?[\d.,\s]*\d)\s*(?P<unit>.*)\Z", re.DOTALL)
LONGEST = 4000


class TypedWrong(Exception):  # noqa: N818 - it reads as the sentence it carries
    """What was typed fits no answer; the sentence says what does."""


def response_of(item: PaperItem, typed: str) -> Response | None:
    """Return the answer that was typed, or None for none. Raises TypedWrong."""
    text = typed.strip()
    if not text or text == NOTHING:
        return None
    if len(text) > LONGEST:
        raise TypedWrong(_("This is too long."))
    return READERS[item.kind](item.shown, text)


def typed_key(item: PaperItem, key: Given) -> str:
    """Return what is right as it would be typed."""
    answer = key["answer"]
    if item.kind == "hotspot":
        return ", ".join(right_cells(key)[:6])
    return WRITERS[item.kind](item.shown, answer) if item.kind in WRITERS else ""


def right_cells(key: Given) -> list[str]:
    """Return the cells whose middle lies in an area that is right."""
    cells = [(column, row) for row in range(CELLS) for column in range(CELLS)]
    return [
        f"{LETTERS[column]}{row + 1}"
        for column, row in cells
        if (area := area_at(key, *_middle(column, row))) is not None and area["correct"]
    ]


def _middle(column: int, row: int) -> tuple[int, int]:
    side = 1000 // CELLS
    return column * side + side // 2, row * side + side // 2


def _letters(text: str, names: Sequence[str]) -> list[str]:
    """Return the names that the letters stand for. Raises TypedWrong."""
    known = LETTERS[: len(names)]
    found = [sign for sign in text.upper() if sign not in " ,.;/"]
    if not found or not set(found) <= set(known):
        raise TypedWrong(
            _("Type letters from %(first)s to %(last)s.") % {"first": known[0], "last": known[-1]}
        )
    return [names[known.index(sign)] for sign in found]


def _one(shown: Given, text: str) -> Response:
    found = _letters(text, shown["options"])
    if len(found) > 1:
        raise TypedWrong(_("Only one answer counts here. Type one letter."))
    return {"choice": found[0]}


def _truth(_shown: Given, text: str) -> Response:
    if text.upper() not in TRUTHS:
        raise TypedWrong(_("Type B for right (benar) or S for wrong (salah)."))
    return {"choice": TRUTHS[text.upper()]}


def _some(shown: Given, text: str) -> Response:
    return {"choices": list(dict.fromkeys(_letters(text, shown["options"])))}


def _order(shown: Given, text: str) -> Response:
    found = _letters(text, shown["options"])
    if sorted(found) != sorted(shown["options"]):
        raise TypedWrong(
            _("Type each of the %(count)d letters once.") % {"count": len(shown["options"])}
        )
    return {"order": found}


def _assigned(text: str, lefts: Sequence[str], rights: Sequence[str]) -> dict[str, str]:
    """Return which right belongs to which left. Raises TypedWrong."""
    signs = [sign for sign in text.upper() if sign not in " ,.;/"]
    if len(signs) != len(lefts):
        raise TypedWrong(
            _("Type %(count)d letters, one for each entry; - where nothing was written.")
            % {"count": len(lefts)}
        )
    return {
        left: _letters(sign, rights)[0]
        for left, sign in zip(lefts, signs, strict=True)
        if sign != NOTHING
    }


def _pairs(shown: Given, text: str) -> Response:
    return {"pairs": _assigned(text, shown["lefts"], shown["rights"])}


def _groups(shown: Given, text: str) -> Response:
    return {"groups": _assigned(text, shown["options"], shown["groups"])}


def _blanks(shown: Given, text: str) -> Response:
    parts = [part.strip() for part in text.split(";")]
    gaps = list(shown["blanks"].items())
    if len(parts) > len(gaps):
        raise TypedWrong(
            _("There are %(count)d gaps. Type ; only between them.") % {"count": len(gaps)}
        )
    return {
        "blanks": {
            name: _in_gap(part, choices)
            for part, (name, choices) in zip(parts, gaps, strict=False)
            if part not in {"", NOTHING}
        }
    }


def _in_gap(text: str, choices: Sequence[str]) -> str:
    if not choices:
        return text
    by_words = {choice.casefold(): choice for choice in choices}
    return by_words.get(text.casefold()) or _letters(text, choices)[0]


def _number(_shown: Given, text: str) -> Response:
    found = NUMBER.match(text)
    if found is None:
        raise TypedWrong(_("Type a number, then its unit if one is asked."))
    return {"number": found["number"].strip(), "unit": found["unit"].strip()}


def _cell(_shown: Given, text: str) -> Response:
    found = CELL.match(text.upper())
    if found is None or not 1 <= int(found[2]) <= CELLS:
        raise TypedWrong(_("Type a cell of the grid, such as F7."))
    x, y = _middle(LETTERS.index(found[1]), int(found[2]) - 1)
    return {"x": x, "y": y}


def _text(_shown: Given, text: str) -> Response:
    return {"text": text}


READERS: dict[str, Callable[[Given, str], Response]] = {
    "single": _one,
    "true_false": _truth,
    "several": _some,
    "ordering": _order,
    "matching": _pairs,
    "categorise": _groups,
    "blanks": _blanks,
    "numeric": _number,
    "hotspot": _cell,
    "short": _text,
    "essay": _text,
}


def _as_letters(names: Sequence[str], chosen: Sequence[str]) -> str:
    return "".join(LETTERS[list(names).index(one)] for one in chosen)


def _typed_blanks(shown: Given, answer: Given) -> str:
    return "; ".join(
        _as_letters(choices, [answer["blanks"][name]])
        if answer["blanks"].get(name) in choices
        else answer["blanks"].get(name, NOTHING)
        for name, choices in shown["blanks"].items()
    )


WRITERS: dict[str, Callable[[Given, Given], str]] = {
    "single": lambda shown, answer: _as_letters(shown["options"], [answer["choice"]]),
    "true_false": lambda _shown, answer: "B" if answer["choice"] == "true" else "S",
    "several": lambda shown, answer: "".join(
        sorted(_as_letters(shown["options"], answer["choices"]))
    ),
    "ordering": lambda shown, answer: _as_letters(shown["options"], answer["order"]),
    "matching": lambda shown, answer: "".join(
        _as_letters(shown["rights"], [answer["pairs"][left]]) for left in shown["lefts"]
    ),
    "categorise": lambda shown, answer: "".join(
        _as_letters(shown["groups"], [answer["groups"][one]]) for one in shown["options"]
    ),
    "blanks": _typed_blanks,
    "numeric": lambda _shown, answer: f"{answer['number']} {answer['unit']}".strip(),
    "short": lambda _shown, answer: str(answer["text"]),
}
