"""The outline of a course as an editor published it, and how it becomes a version."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID


@dataclass(frozen=True)
class OutlineItem:
    """One lesson or quiz of an outline; `key` stays the same for ever.

    `practices` are the ids of the practices in it, `text` its plain text for the search.
    """

    key: UUID
    kind: str
    slug: str
    title: str
    summary: str = ""
    minutes: int = 0
    practices: tuple[str, ...] = ()
    required: bool = True
    text: str = ""


@dataclass(frozen=True)
class Outline:
    """A course as published: `award` is none, completion or training; `minutes` in minutes."""

    code: str
    slug: str
    title: str
    summary: str
    items: tuple[OutlineItem, ...]
    can_do: tuple[str, ...] = ()
    prepare: tuple[str, ...] = ()
    audiences: tuple[str, ...] = ()
    level: str = "dasar"
    needs: tuple[str, ...] = ()
    pillars: Mapping[str, int] = field(default_factory=dict)
    digcomp: tuple[int, ...] = ()
    asn_domains: tuple[int, ...] = ()
    informatika_phase: str = ""
    informatika_elements: tuple[str, ...] = ()
    kka_elements: tuple[str, ...] = ()
    graduate_profile: tuple[str, ...] = ()
    services: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    minutes: int = 0
    jp: int = 0
    min_age: int | None = None
    award: str = "none"
    picture: str = ""
    weight_bytes: int = 0
    author: str = ""
    checked_by: str = ""
    checked_on: date | None = None
