"""The questions of a practice as a page in an LMS marks them by itself."""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from courses.quizzes.domain.exchange.blanks import with_gaps
from courses.quizzes.domain.exchange.parcels import Loss
from courses.quizzes.domain.specs import BlankSpec, OptionSpec, QuestionSpec

LEFT_OUT = ("hotspot", "essay")


@dataclass(frozen=True)
class Row:
    """A field with its label."""

    label: str
    field: SafeString


@dataclass(frozen=True)
class Asked:
    """A question as the template shows it; its `kind` is how lib/quiz.js marks it."""

    ref: str
    kind: str
    partial: str
    text: SafeString
    picture: str
    picture_alt: str
    feedback: str
    input: str = ""
    options: tuple[OptionSpec, ...] = ()
    gaps: SafeString | str = ""
    rows: tuple[Row, ...] = field(default_factory=tuple)


def losses_in_lms(question: QuestionSpec) -> Iterator[Loss]:
    """Yield what a page in an LMS cannot do."""
    if question.kind in LEFT_OUT:
        yield Loss(
            question.ref,
            "question",
            _("Pointing at pictures and essays are marked only here; the question is left out."),
        )


def asked(question: QuestionSpec, picture: str) -> Asked:
    """Return the question as it is shown; `picture` is the path of its picture in the package."""
    return Asked(
        ref=question.ref,
        partial=question.partial,
        # Clean HTML: every question was checked when it was published.
        text=mark_safe(question.text_html),  # noqa: S308 - clean since published
        picture=picture,
        picture_alt=question.picture_alt,
        feedback=question.feedback,
        **PARTS[question.kind](question),
    )


def _choices(question: QuestionSpec) -> dict[str, Any]:
    return {
        "kind": "choices",
        "input": "checkbox" if question.kind == "several" else "radio",
        "options": tuple(_mixed(question.options, question.ref, lambda option: option.text)),
    }


def _true_false(question: QuestionSpec) -> dict[str, Any]:
    words = {"true": _("True"), "false": _("False")}
    options = tuple(
        OptionSpec(one.id, one.text or words[one.id], one.correct, one.feedback)
        for one in question.options
    )
    return {"kind": "choices", "input": "radio", "options": options}


def _ordering(question: QuestionSpec) -> dict[str, Any]:
    places = [str(place) for place in range(1, len(question.options) + 1)]
    right = dict(zip((option.id for option in question.options), places, strict=True))
    rows = tuple(
        Row(option.text, _select([right[option.id]], places))
        for option in _mixed(question.options, question.ref, lambda option: option.text)
    )
    return {"kind": "parts", "rows": rows}


def _matching(question: QuestionSpec) -> dict[str, Any]:
    rights = _mixed({pair.right for pair in question.pairs}, question.ref, str)
    rows = tuple(Row(one.left, _select([one.right], rights)) for one in question.pairs if one.left)
    return {"kind": "parts", "rows": rows}


def _categorise(question: QuestionSpec) -> dict[str, Any]:
    titles = {group.id: group.title for group in question.groups}
    rows = tuple(
        Row(one.text, _select([titles[one.group]], titles.values()))
        for one in _mixed(question.options, question.ref, lambda option: option.text)
    )
    return {"kind": "parts", "rows": rows}


def _blanks(question: QuestionSpec) -> dict[str, Any]:
    fields = {
        blank.id: _gap(question, blank, _("Gap %(number)d") % {"number": number})
        for number, blank in enumerate(question.blanks, start=1)
    }
    gaps = with_gaps(question.blank_text, lambda id: str(fields[id]))
    # Clean HTML as above, with fields that format_html made.
    return {"kind": "parts", "gaps": mark_safe(gaps)}  # noqa: S308 - clean since published


def _gap(question: QuestionSpec, blank: BlankSpec, label: str) -> SafeString:
    if blank.choices:
        return _select(blank.accepted, _mixed(blank.choices, question.ref, str), label)
    return _typed({"accepted": list(blank.accepted)}, label)


def _short(question: QuestionSpec) -> dict[str, Any]:
    key = question.text_key
    if key is None:
        raise ValueError(question.ref)
    rules = {
        "accepted": list(key.accepted),
        "strict": key.case_sensitive,
        "mistakes": key.typing_mistakes,
    }
    return {"kind": "parts", "rows": (Row(_("Your answer"), _typed(rules)),)}


def _numeric(question: QuestionSpec) -> dict[str, Any]:
    numbers = [
        {name: str(value) for name, value in asdict(key).items()} for key in question.numeric
    ]
    label = _("Your answer, with its unit") if question.numeric[0].unit else _("Your answer")
    return {"kind": "parts", "rows": (Row(label, _typed({"numbers": numbers})),)}


PARTS: Mapping[str, Callable[[QuestionSpec], dict[str, Any]]] = {
    "single": _choices,
    "several": _choices,
    "true_false": _true_false,
    "ordering": _ordering,
    "matching": _matching,
    "categorise": _categorise,
    "blanks": _blanks,
    "short": _short,
    "numeric": _numeric,
}


def _select(accepted: Iterable[str], choices: Iterable[str], label: str = "") -> SafeString:
    options = format_html_join("", "<option>{}</option>", ((choice,) for choice in choices))
    key = json.dumps({"accepted": list(accepted), "strict": True}, ensure_ascii=False)
    return format_html(
        '<select data-key="{}"{}><option value="">{}</option>{}</select>',
        key,
        _named(label),
        _("Choose"),
        options,
    )


def _typed(key: Mapping[str, object], label: str = "") -> SafeString:
    return format_html(
        '<input type="text" autocomplete="off" data-key="{}"{}>',
        json.dumps(key, ensure_ascii=False),
        _named(label),
    )


def _named(label: str) -> SafeString:
    """Return the name of a field that has no label beside it."""
    return format_html(' aria-label="{}"', label) if label else SafeString("")


def _mixed[Thing](things: Iterable[Thing], seed: str, words: Callable[[Thing], str]) -> list[Thing]:
    """Return the things in an order that says nothing of what is right, the same one every time."""
    return sorted(things, key=lambda one: hashlib.sha256(f"{seed}:{words(one)}".encode()).digest())
