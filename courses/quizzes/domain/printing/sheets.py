"""The three papers of a variant: questions, answer sheet, key. The key is a paper of its own."""

from collections.abc import Mapping
from pathlib import Path

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from certificates.domain.lettering import Value
from certificates.domain.typesetting import typeset
from courses.quizzes.domain.papers import PaperItem
from courses.quizzes.domain.printing.notation import LETTERS, typed_key
from courses.quizzes.domain.printing.paper_text import nodes_of, picture_of
from courses.quizzes.domain.printing.runs import items_of, questions_on
from courses.quizzes.models import PrintedPaper, QuestionVersion

DESIGNS = Path(__file__).resolve().parent.parent.parent / "designs"
LINES_FOR_AN_ESSAY = 10


def questions_pdf(paper: PrintedPaper) -> bytes:
    """Return the questions of the variant as a tagged PDF, without any key."""
    items = items_of(paper)
    questions = questions_on(items)
    with override("id"):
        return _set(
            "exam-paper",
            paper,
            {
                "heading": paper.run.version.title,
                "instructions": _instructions(paper),
                "items": [
                    _item(place, item, questions[item.question])
                    for place, item in enumerate(items, start=1)
                ],
            },
        )


def answers_pdf(paper: PrintedPaper) -> bytes:
    """Return the answer sheet of the variant as a tagged PDF."""
    with override("id"):
        return _set(
            "answer-sheet",
            paper,
            {
                "heading": _("Answer sheet"),
                "cells": [
                    _cell(place, item) for place, item in enumerate(items_of(paper), start=1)
                ],
            },
        )


def key_pdf(paper: PrintedPaper) -> bytes:
    """Return the key of the variant as a tagged PDF, for those who type the answers in."""
    items = items_of(paper)
    questions = questions_on(items)
    with override("id"):
        return _set(
            "answer-key",
            paper,
            {
                "heading": _("Key"),
                "rows": [
                    _key_row(place, item, questions[item.question])
                    for place, item in enumerate(items, start=1)
                ],
            },
        )


def _set(design: str, paper: PrintedPaper, values: Mapping[str, Value]) -> bytes:
    run = paper.run
    day = date_format(timezone.localtime(run.printed_at), "j F Y")
    common: dict[str, Value] = {
        "document_title": f"{values['heading']}: {run.version.title} {paper.variant}",
        "description": f"{run.version.title}, {run.occasion}, {paper.variant} ({paper.code})",
        "keywords": [paper.code],
        "issuer_lines": [run.version.title],
        "title": run.version.title,
        "occasion": run.occasion,
        "day": day,
        "variant": paper.variant,
        "code": paper.code,
        "count": len(paper.paper),
        "minutes": run.version.minutes_allowed or 0,
    }
    return typeset(DESIGNS / f"{design}.typ", {**common, **values}, made_at=run.printed_at)


def _instructions(paper: PrintedPaper) -> list[Value]:
    own = [line.strip() for line in paper.run.version.instructions.splitlines() if line.strip()]
    return [
        *own,
        _("Write your name, your number and the code of this paper on the answer sheet."),
        _(
            "Answer on the answer sheet only. Use a pen. To change an answer, strike it out clearly."
        ),
        _("Where letters stand before the answers, fill the circle of your letter."),
    ]


# --- Questions ------------------------------------------------------------------------------------


def _item(place: int, item: PaperItem, version: QuestionVersion) -> Value:
    content = version.content
    gaps = {name: str(number) for number, name in enumerate(item.shown.get("blanks", ()), start=1)}
    drawing, height = picture_of(content["picture"]) if content.get("picture") else ("", 0)
    return {
        "number": place,
        "kind": item.kind,
        "text": nodes_of(f"<p>{content['heading']}</p>{content['more']}"),
        "picture": drawing,
        "picture_alt": content.get("picture_alt") or _("Picture"),
        "picture_height": str(round(height, 4)),
        "hint": HINTS.get(item.kind, ""),
        "options": _lettered(content.get("options", ()), item.shown.get("options", ())),
        "lefts": _words(content.get("lefts", ()), item.shown.get("lefts", ())),
        "rights": _lettered(content.get("rights", ()), item.shown.get("rights", ())),
        "groups": _lettered(content.get("groups", ()), item.shown.get("groups", ())),
        "gaps": _gaps(item),
        "gap_text": nodes_of(content.get("blank_text", ""), gaps),
    }


HINTS: dict[str, str] = {
    "several": "Pilih semua jawaban yang benar.",
    "true_false": "B = benar, S = salah.",
    "ordering": "Tuliskan huruf-hurufnya menurut urutan yang benar.",
    "matching": "Untuk tiap nomor, tuliskan huruf pasangannya.",
    "categorise": "Untuk tiap nomor, tuliskan huruf kelompoknya.",
    "blanks": "Isi tiap titik-titik menurut nomornya.",
    "numeric": "Tuliskan angka dan satuannya.",
    "short": "Jawab dengan singkat.",
    "hotspot": "Tuliskan kotak yang Anda tunjuk: huruf kolom lalu nomor baris, misalnya F7.",
    "essay": "Tulis jawaban pada lembar jawaban.",
}


def _words(parts: object, order: object) -> list[Value]:
    texts = {part["id"]: part["text"] for part in parts}  # type: ignore[attr-defined]
    return [texts[one] for one in order]  # type: ignore[attr-defined]


def _lettered(parts: object, order: object) -> list[Value]:
    return [
        {"letter": LETTERS[place], "text": text} for place, text in enumerate(_words(parts, order))
    ]


def _gaps(item: PaperItem) -> list[Value]:
    return [
        {
            "number": number,
            "choices": [
                {"letter": LETTERS[place], "text": choice} for place, choice in enumerate(choices)
            ],
        }
        for number, choices in enumerate(item.shown.get("blanks", {}).values(), start=1)
    ]


# --- Answer sheet and key -------------------------------------------------------------------------


def _cell(place: int, item: PaperItem) -> Value:
    """Return what there is to fill in for a question: circles, boxes or lines."""
    circles = {
        "true_false": ["B", "S"],
        "single": list(LETTERS[: len(item.options)]),
        "several": list(LETTERS[: len(item.options)]),
    }.get(item.kind, [])
    boxes = {
        "ordering": len(item.options),
        "matching": len(item.shown.get("lefts", ())),
        "categorise": len(item.options),
        "hotspot": 2,
    }.get(item.kind, 0)
    lines = {"essay": LINES_FOR_AN_ESSAY, "blanks": len(item.shown.get("blanks", ()))}
    written = {"numeric": 1, "short": 1} | lines
    return {
        "number": place,
        "circles": circles,
        "boxes": boxes,
        "numbered": item.kind in {"matching", "categorise"},
        "lines": written.get(item.kind, 0),
    }


def _key_row(place: int, item: PaperItem, version: QuestionVersion) -> Value:
    domain = version.tags.get("domain")
    return [
        str(place),
        typed_key(item, version.key) or _("see the rubric"),
        version.question.ref,
        str(domain) if domain else "–",
    ]
