"""A question as its editor wrote it, as plain values and back."""

import dataclasses
import types
from collections.abc import Mapping
from dataclasses import fields
from decimal import Decimal
from typing import Any, Union, get_args, get_origin, get_type_hints

from courses.quizzes.domain.specs import QuestionSpec
from courses.quizzes.models import QuestionVersion

# What every stored question has; the rest is written down only where it says something.
ALWAYS = frozenset(
    {
        "ref",
        "kind",
        "text_html",
        "options",
        "picture",
        "picture_alt",
        "feedback",
        "tags",
        "lesson_slug",
        "reason",
        "id",
        "text",
        "correct",
    }
)
# Facts about the file of the picture, which say nothing else about the question.
ABOUT_THE_FILE = ("picture_source", "picture_size")


def stated(spec: QuestionSpec) -> dict[str, Any]:
    """Return the question as plain values, without what is left as it is by default."""
    plain: dict[str, Any] = _plain(spec)
    return plain


def wording_of(spec: QuestionSpec) -> dict[str, Any]:
    """Return what makes a new version when it changes."""
    return {name: part for name, part in stated(spec).items() if name not in ABOUT_THE_FILE}


def spec_of(version: QuestionVersion) -> QuestionSpec:
    """Return the question as its editor wrote it."""
    return built(version.stated)


def built(plain: Mapping[str, Any]) -> QuestionSpec:
    """Return the question that `stated` wrote down."""
    spec: QuestionSpec = _built(QuestionSpec, plain)
    return spec


def _plain(value: Any) -> Any:  # noqa: ANN401 - walks through values of every type a spec has
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {
            field.name: _plain(part)
            for field in fields(value)
            if (part := getattr(value, field.name)) != field.default or field.name in ALWAYS
        }
    if isinstance(value, Mapping):
        return {str(name): _plain(part) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(part) for part in value]
    return str(value) if isinstance(value, Decimal) else value


def _built(kind: Any, value: Any) -> Any:  # noqa: ANN401 - builds values of every type a spec has
    """Return the value of this type that the plain one stands for."""
    if dataclasses.is_dataclass(kind) and isinstance(kind, type):
        hints = get_type_hints(kind)
        return kind(**{name: _built(hints[name], part) for name, part in value.items()})
    if get_origin(kind) in {Union, types.UnionType}:
        inner = next(part for part in get_args(kind) if part is not type(None))
        return None if value is None else _built(inner, value)
    if get_origin(kind) is tuple:
        inside = get_args(kind)
        if inside[-1] is Ellipsis:
            return tuple(_built(inside[0], part) for part in value)
        return tuple(_built(one, part) for one, part in zip(inside, value, strict=True))
    return Decimal(value) if kind is Decimal else value
