"""Two versions of a question side by side, in words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from django.utils.html import strip_tags
from django.utils.translation import gettext as _

from courses.quizzes.domain.specs import QuestionSpec
from courses.quizzes.domain.stating import stated

WORDS = re.compile(r"\s+|[^\s]+")


@dataclass(frozen=True)
class Bit:
    """A run of words: kept, added or removed."""

    words: str
    change: str = ""


@dataclass(frozen=True)
class Change:
    """What became of one part of the question."""

    part: str
    bits: tuple[Bit, ...]


def changes_between(before: QuestionSpec, after: QuestionSpec) -> list[Change]:
    """Return the parts that differ, each as words kept, added and removed."""
    old, new = dict(_parts(before)), dict(_parts(after))
    return [
        Change(part, tuple(bits_between(old.get(part, ""), new.get(part, ""))))
        for part in dict.fromkeys([*new, *old])
        if old.get(part, "") != new.get(part, "")
    ]


def bits_between(before: str, after: str) -> Iterator[Bit]:
    """Yield the words of both texts in reading order."""
    old, new = WORDS.findall(before), WORDS.findall(after)
    for change, at, to, start, end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if change == "equal":
            yield Bit("".join(old[at:to]))
            continue
        if at < to:
            yield Bit("".join(old[at:to]), "removed")
        if start < end:
            yield Bit("".join(new[start:end]), "added")


def _parts(spec: QuestionSpec) -> Iterator[tuple[str, str]]:
    """Yield each part of a question with its words."""
    plain = stated(spec)
    yield _("Question"), " ".join(strip_tags(spec.text_html.replace("<", " <")).split())
    for place, option in enumerate(plain.pop("options"), start=1):
        told = [option["text"] or option["id"], _("(right)") if option["correct"] else ""]
        words = " ".join(part for part in [*told, option["feedback"]] if part)
        yield _("Answer %(place)d") % {"place": place}, words
    yield _("What is said afterwards"), spec.feedback
    yield _("Why this is right"), spec.reason
    yield _("What the picture shows"), spec.picture_alt
    yield _("Tags"), _in_words(plain.pop("tags"))
    for name in ("ref", "kind", "text_html", "feedback", "reason", "picture_alt", "picture_source"):
        plain.pop(name, None)
    yield _("Everything else"), _in_words(plain)


def _in_words(value: object) -> str:
    if isinstance(value, dict):
        said = (f"{name}: {_in_words(part)}" for name, part in value.items() if part)
        return "; ".join(said)
    if isinstance(value, list):
        return ", ".join(map(_in_words, value))
    return strip_tags(str(value))
