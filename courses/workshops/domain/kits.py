"""Publish the kit of a workshop: what editors wrote, as a value that can be projected and printed."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Self

from django.db import transaction
from django.utils import timezone

from courses.workshops.models import Kit


@dataclass(frozen=True, slots=True)
class RunStep:
    """What happens from this minute on."""

    minute: int
    title: str
    trainer: str
    people: str = ""
    material: str = ""


@dataclass(frozen=True, slots=True)
class Screen:
    """One page on the wall: a heading, at most five short lines, what the trainer says with it."""

    title: str
    lines: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A heading with numbered steps or paragraphs, on a handout or a sheet.

    `kind` is "steps", "points", "text", "boxes" (to be ticked), "lines" (to write on).
    """

    title: str
    kind: str
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of paper for people to work on."""

    title: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Purchase:
    """One line of the shopping list; what nobody knows for this desa stays open."""

    what: str
    amount: str
    price: str = ""
    free_way: str = ""


@dataclass(frozen=True, slots=True)
class KitSpec:
    """A kit as it was written."""

    code: str
    title: str
    summary: str
    minutes: int
    for_whom: str
    courses: tuple[str, ...]
    goals: tuple[str, ...]
    prepare: tuple[str, ...]
    run: tuple[RunStep, ...]
    screens: tuple[Screen, ...]
    handout: tuple[Part, ...]
    poster: tuple[str, ...]
    sheets: tuple[Sheet, ...]
    unplugged: tuple[str, ...]
    shopping: tuple[Purchase, ...]
    announcement: str
    whatsapp: str

    def content(self) -> dict[str, Any]:
        """Return everything but what has a column of its own, in JSON's own types."""
        content: dict[str, Any] = json.loads(json.dumps(asdict(self)))
        return {
            name: part
            for name, part in content.items()
            if name not in ("code", "title", "summary", "minutes", "courses")
        }

    @classmethod
    def from_content(cls, kit: Kit) -> Self:
        """Return the value that was published."""
        return cls(
            code=kit.code,
            title=kit.title,
            summary=kit.summary,
            minutes=kit.minutes,
            courses=tuple(kit.courses),
            **_parts_of(kit.content),
        )


@transaction.atomic
def publish_kit(spec: KitSpec) -> bool:
    """Keep the kit as it is now; tell whether anything changed. Two statements when nothing did."""
    digest = hashlib.sha256(json.dumps(asdict(spec), sort_keys=True).encode()).hexdigest()
    kit = Kit.objects.select_for_update().filter(code=spec.code).first() or Kit(code=spec.code)
    if kit.digest == digest and kit.withdrawn_at is None:
        return False
    kit.title, kit.summary, kit.minutes = spec.title, spec.summary, spec.minutes
    kit.courses, kit.content, kit.digest = list(spec.courses), spec.content(), digest
    kit.published_at, kit.withdrawn_at = timezone.now(), None
    kit.save()
    return True


def withdraw_kit(code: str) -> None:
    """Offer the kit no more; workshops planned with it keep it."""
    Kit.objects.filter(code=code, withdrawn_at=None).update(withdrawn_at=timezone.now())


def _parts_of(content: Mapping[str, Any]) -> dict[str, Any]:
    texts = ("goals", "prepare", "poster", "unplugged")
    return {
        **{name: tuple(content[name]) for name in texts},
        **{name: content[name] for name in ("for_whom", "announcement", "whatsapp")},
        "run": tuple(RunStep(**step) for step in content["run"]),
        "screens": tuple(_with_lines(Screen, screen) for screen in content["screens"]),
        "handout": tuple(_with_lines(Part, part) for part in content["handout"]),
        "sheets": tuple(
            Sheet(sheet["title"], tuple(_with_lines(Part, part) for part in sheet["parts"]))
            for sheet in content["sheets"]
        ),
        "shopping": tuple(Purchase(**line) for line in content["shopping"]),
    }


def _with_lines[Kind: (Screen, Part)](kind: type[Kind], stored: Mapping[str, Any]) -> Kind:
    return kind(**{**stored, "lines": tuple(stored["lines"])})
