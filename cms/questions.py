"""A question as an editor fills it in (cms.blocks.questions), and as the quizzes take it: both ways."""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from functools import partial
from html import unescape
from typing import Any

from django.utils.html import escape, linebreaks, strip_tags
from wagtail.images.models import Image
from wagtail.rich_text import expand_db_html

from cms.pictures import shown
from courses.quizzes.domain.specs import (
    AreaSpec,
    BlankSpec,
    GroupSpec,
    NumericKey,
    OptionSpec,
    PairSpec,
    QuestionSpec,
    RubricRow,
    TextKey,
)

Value = Mapping[str, Any]
# Tags with the name of the block's field; numbers are kept as numbers.
TAGS = ("difficulty", "bloom", "pilar", "element", "kka_element", "competency")


def question_spec_of(kind: str, value: Value) -> QuestionSpec:
    """Return what one question states."""
    picture = shown(value["picture"])
    tags: dict[str, object] = {name: value[name] for name in TAGS if value.get(name)}
    if value["domain"]:
        tags["domain"] = int(value["domain"])
    return QuestionSpec(
        ref=value["ref"],
        kind=kind,
        text_html=linebreaks(escape(value["text"])) + _html_of(value.get("more")),
        picture=picture.url if picture else "",
        picture_alt=value["alt"] or "",
        picture_source=str(value["picture"].pk) if picture else "",
        picture_size=(round(picture.width), round(picture.height))
        if picture and kind == "hotspot"
        else (0, 0),
        feedback=value["feedback"] or "",
        tags=tags,
        lesson_slug=value["lesson_slug"] or "",
        reason=value["reason"] or "",
        **{"partial": value.get("partial") or "none", **ANSWERS[kind](value)},
    )


def stated_picture(image: Image) -> dict[str, Any]:
    """Return what a question states of its picture; nothing of one whose file is gone."""
    picture = shown(image)
    if picture is None:
        return {}
    return {
        "picture": picture.url,
        "picture_source": str(image.pk),
        "picture_size": (round(picture.width), round(picture.height)),
    }


def _html_of(more: Any) -> str:  # noqa: ANN401 - RichText from a page, text from a package
    source = str(getattr(more, "source", more) or "")
    return expand_db_html(source) if strip_tags(source).strip() else ""


def named(items: Any, words: Callable[[Any], str]) -> list[tuple[str, Any]]:  # noqa: ANN401
    """Return the entries of a list with an id each: the block's own, or one made of the words.

    Neither says where the entry stands, so that moving it up or down changes nothing else.
    """
    blocks = getattr(items, "bound_blocks", None)
    ids = [block.id for block in blocks] if blocks is not None else [None] * len(items)
    names: list[tuple[str, Any]] = []
    for id, item in zip(ids, items, strict=True):
        name = id or hashlib.sha256(words(item).encode()).hexdigest()[:12]
        times = sum(other.split("~")[0] == name for other, _item in names)
        names.append((f"{name}~{times}" if times else name, item))
    return names


def _options(value: Value) -> dict[str, Any]:
    return {
        "options": tuple(
            OptionSpec(id, option["text"], bool(option["correct"]), option["feedback"] or "")
            for id, option in named(value["options"], lambda option: option["text"])
        )
    }


def _true_false(value: Value) -> dict[str, Any]:
    is_true = value["answer"] == "benar"
    return {"options": (OptionSpec("true", "", is_true), OptionSpec("false", "", not is_true))}


def _ordering(value: Value) -> dict[str, Any]:
    return {"options": tuple(OptionSpec(id, text) for id, text in named(value["order"], str))}


def _numeric(value: Value) -> dict[str, Any]:
    return {
        "numeric": tuple(
            NumericKey(
                Decimal(str(number["value"])),
                Decimal(str(number["tolerance"] or 0)),
                number["unit"] or "",
            )
            for number in value["numeric"]
        )
    }


def _short(value: Value) -> dict[str, Any]:
    key = TextKey(
        tuple(value["accepted"]), bool(value["case_sensitive"]), value["typing_mistakes"] or 0
    )
    return {"text_key": key}


def _matching(value: Value) -> dict[str, Any]:
    pairs = named(value["pairs"], lambda pair: f"{pair['left']}={pair['right']}")
    return {"pairs": tuple(PairSpec(id, pair["left"] or "", pair["right"]) for id, pair in pairs)}


def _blanks(value: Value) -> dict[str, Any]:
    return {
        "blank_text": linebreaks(escape(value["blank_text"])),
        "blanks": tuple(
            BlankSpec(blank["name"], tuple(blank["accepted"]), tuple(blank["choices"]))
            for blank in value["blanks"]
        ),
    }


def _categorise(value: Value) -> dict[str, Any]:
    groups = named(value["groups"], lambda group: group["title"])
    return {
        "groups": tuple(GroupSpec(id, group["title"]) for id, group in groups),
        "options": tuple(
            OptionSpec(item_id, text, group=id)
            for id, group in groups
            for item_id, text in named(group["items"], partial(_in_group, group["title"]))
        ),
    }


def _in_group(title: str, text: str) -> str:
    return f"{title}: {text}"


def _hotspot(value: Value) -> dict[str, Any]:
    return {
        "areas": tuple(
            AreaSpec(
                id, area["shape"], points_of(area["points"]), area["label"], bool(area["correct"])
            )
            for id, area in named(value["areas"], lambda area: area["label"])
        )
    }


def points_of(written: str) -> tuple[int, ...]:
    """Return the numbers that stand in the text; none if something else stands there too."""
    words = written.replace(",", " ").replace(";", " ").split()
    are_numbers = all(word.isascii() and word.isdigit() for word in words)
    return tuple(map(int, words)) if are_numbers else ()


def _essay(value: Value) -> dict[str, Any]:
    rows = named(value["rubric"], lambda row: row["title"])
    return {
        "max_words": value["max_words"] or None,
        "rubric": tuple(
            RubricRow(
                id,
                row["title"],
                tuple((level["points"], level["text"]) for level in row["levels"]),
            )
            for id, row in rows
        ),
        "partial": "share",
    }


ANSWERS: dict[str, Callable[[Value], dict[str, Any]]] = {
    "single": _options,
    "several": _options,
    "true_false": _true_false,
    "ordering": _ordering,
    "numeric": _numeric,
    "short": _short,
    "matching": _matching,
    "blanks": _blanks,
    "categorise": _categorise,
    "hotspot": _hotspot,
    "essay": _essay,
}


# --- Back to the fields of the block --------------------------------------------------------------


def value_of(spec: QuestionSpec) -> dict[str, Any]:
    """Return the question as plain values of its block's fields; lists keep the ids of entries."""
    head, more = _split(spec.text_html)
    value: dict[str, Any] = {
        "ref": spec.ref,
        "text": head,
        "more": more,
        "picture": image_of(spec.picture_source),
        "alt": spec.picture_alt,
        "feedback": spec.feedback,
        "lesson_slug": spec.lesson_slug,
        "reason": spec.reason,
        "partial": spec.partial,
        "domain": str(spec.tags.get("domain", "")),
    }
    value |= {name: str(spec.tags.get(name, "")) for name in TAGS}
    return value | FIELDS[spec.kind](spec)


def image_of(source: str) -> Image | None:
    """Return the picture that the editor chose, if it is still there."""
    return Image.objects.filter(pk=int(source)).first() if source.isdigit() else None


def _split(html: str) -> tuple[str, str]:
    """Return the words of the leading paragraphs that hold nothing but words, and the rest."""
    words: list[str] = []
    rest = html.strip()
    while rest.startswith("<p>"):
        inside, _end, after = rest[3:].partition("</p>")
        plain = inside.replace("<br />", "\n").replace("<br>", "\n")
        if words and "<" in plain:
            break
        words.append(unescape(strip_tags(plain)))
        rest = after.strip()
    return ("\n\n".join(words) or unescape(strip_tags(html)), rest if words else "")


def _entries(entries: Iterable[tuple[str, Any]]) -> list[dict[str, Any]]:
    """Return a list as Wagtail keeps it, with the id of each entry."""
    return [{"type": "item", "id": id, "value": value} for id, value in entries]


def _plain(values: Iterable[Any]) -> list[Any]:
    return list(values)


FIELDS: dict[str, Callable[[QuestionSpec], dict[str, Any]]] = {
    kind: lambda spec: {
        "options": _entries(
            (
                option.id,
                {"text": option.text, "correct": option.correct, "feedback": option.feedback},
            )
            for option in spec.options
        )
    }
    for kind in ("single", "several")
} | {
    "true_false": lambda spec: {
        "answer": "benar"
        if any(option.correct and option.id == "true" for option in spec.options)
        else "salah"
    },
    "ordering": lambda spec: {
        "order": _entries((option.id, option.text) for option in spec.options)
    },
    "numeric": lambda spec: {
        "numeric": _plain(
            {"value": key.value, "tolerance": key.tolerance or None, "unit": key.unit}
            for key in spec.numeric
        )
    },
    "short": lambda spec: {
        "accepted": list(spec.text_key.accepted if spec.text_key else ()),
        "case_sensitive": bool(spec.text_key and spec.text_key.case_sensitive),
        "typing_mistakes": spec.text_key.typing_mistakes if spec.text_key else 0,
    },
    "matching": lambda spec: {
        "pairs": _entries(
            (pair.id, {"left": pair.left, "right": pair.right}) for pair in spec.pairs
        )
    },
    "blanks": lambda spec: {
        "blank_text": _split(spec.blank_text)[0],
        "blanks": _plain(
            {"name": blank.id, "accepted": list(blank.accepted), "choices": list(blank.choices)}
            for blank in spec.blanks
        ),
    },
    "categorise": lambda spec: {
        "groups": _entries(
            (
                group.id,
                {
                    "title": group.title,
                    "items": _entries(
                        (option.id, option.text)
                        for option in spec.options
                        if option.group == group.id
                    ),
                },
            )
            for group in spec.groups
        )
    },
    "hotspot": lambda spec: {
        "areas": _entries(
            (
                area.id,
                {
                    "label": area.label,
                    "shape": area.shape,
                    "points": ", ".join(map(str, area.points)),
                    "correct": area.correct,
                },
            )
            for area in spec.areas
        )
    },
    "essay": lambda spec: {
        "max_words": spec.max_words,
        "rubric": _entries(
            (
                row.id,
                {
                    "title": row.title,
                    "levels": [{"points": points, "text": text} for points, text in row.levels],
                },
            )
            for row in spec.rubric
        ),
    },
}
