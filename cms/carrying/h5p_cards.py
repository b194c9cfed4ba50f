"""Questions on our own cards (Literasi.Cards, Literasi.Choice), whose libraries go with them."""

import json
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

import courses.packages
from cms.carrying.h5p_questions import type_of_picture
from courses.packages.domain.h5p.exporting import LibraryToWrite
from courses.quizzes.domain.exchange.markup import elements_of, html_of_elements, words_of_html
from courses.quizzes.domain.exchange.parcels import Loss
from courses.quizzes.domain.specs import OptionSpec, QuestionSpec

LIBRARIES = Path(courses.packages.__file__).parent / "sample"
CARDS, CHOICE = "Literasi.Cards-1.0", "Literasi.Choice-1.0"
ONE_IS_RIGHT = ("single", "true_false")


def losses_on_cards(question: QuestionSpec) -> Iterator[Loss]:
    """Yield each part of the question that our cards do not keep."""
    ref = question.ref
    if question.kind not in ONE_IS_RIGHT:
        yield Loss(
            ref, "question", _("Our cards hold questions with one right option; it is left out.")
        )
        return
    if question.picture and not type_of_picture(question.picture):
        yield Loss(ref, "picture", _("H5P shows only PNG, JPEG and GIF."))
    if question.reason:
        yield Loss(ref, "reason", _("H5P has no place for why the key is right."))
    if question.tags:
        yield Loss(ref, "tags", _("H5P has no tags."))


def card_of(question: QuestionSpec, number: int, picture: str, own_id: str) -> dict[str, Any]:
    """Return a card; `picture` is the path of its picture in the package."""
    first, rest = _first_and_rest(question.text_html)
    card: dict[str, Any] = {
        "title": _("Question %(number)d") % {"number": number},
        "question": {
            "library": "Literasi.Choice 1.0",
            "subContentId": own_id,
            "metadata": {"contentType": "Literasi.Choice", "license": "U", "title": first},
            "params": {
                "question": escape(first, quote=False),
                "options": [_option(question, option) for option in question.options],
                "words": {
                    "check": _("Check"),
                    "retry": _("Try again"),
                    "right": _("Right"),
                    "wrong": _("Not right yet"),
                    "choose": _("Choose an answer first."),
                },
            },
        },
    }
    if rest:
        card["text"] = rest
    if picture:
        card["picture"] = {"path": picture, "mime": type_of_picture(picture)}
        card["alt"] = question.picture_alt
    return card


def our_libraries() -> tuple[LibraryToWrite, ...]:
    """Return the files of our own content types, as they lie beside the code."""
    return tuple(
        LibraryToWrite(
            folder,
            {
                path.relative_to(LIBRARIES / folder).as_posix(): _opener(path)
                for path in sorted((LIBRARIES / folder).rglob("*"))
                if path.is_file()
            },
        )
        for folder in (CARDS, CHOICE)
    )


def our_manifests() -> tuple[dict[str, Any], ...]:
    """Return the library.json of our own content types, the main one first."""
    return tuple(
        json.loads((LIBRARIES / folder / "library.json").read_text()) for folder in (CARDS, CHOICE)
    )


def _opener(path: Path) -> Any:  # noqa: ANN401 - the bound method of a path
    return lambda: path.open("rb")


def _first_and_rest(html: str) -> tuple[str, str]:
    """Return the first paragraph in words, and the rest as HTML."""
    blocks = elements_of(html)
    return words_of_html(html_of_elements(blocks[:1])), html_of_elements(blocks[1:])


def _option(question: QuestionSpec, option: OptionSpec) -> dict[str, Any]:
    said = " ".join(filter(None, [option.feedback, question.feedback]))
    words = {"true": _("True"), "false": _("False")} if question.kind == "true_false" else {}
    return {
        "text": escape(option.text or words.get(option.id, ""), quote=False),
        "correct": option.correct,
        "feedback": escape(said, quote=False),
    }
