"""Outlines to publish in tests."""

from typing import Any
from uuid import UUID, uuid5

from courses.catalogue.domain import Outline, OutlineItem

NAMES = UUID("0e1b5a4e-6f0c-4b58-8a43-3a1c5b0f9d11")


def key_of(name: str) -> UUID:
    """Return the same key for the same name, as a page keeps its own."""
    return uuid5(NAMES, name)


def a_lesson(name: str, *practices: str, **facts: Any) -> OutlineItem:
    """Return a lesson, done by its practices, or by being read when it has none."""
    text = f"Teks pelajaran {name}."
    return _item(name, {"minutes": 5, "text": text, "practices": practices} | facts)


def a_quiz(name: str, **facts: Any) -> OutlineItem:
    """Return a quiz."""
    return _item(name, {"kind": "quiz", "minutes": 10} | facts)


def _item(name: str, facts: dict[str, Any]) -> OutlineItem:
    usual = {"key": key_of(name), "kind": "lesson", "slug": name, "title": name.capitalize()}
    return OutlineItem(**(usual | facts))


def an_outline(code: str, *items: OutlineItem, **facts: Any) -> Outline:
    """Return a course with these items."""
    usual = {
        "slug": code.lower(),
        "title": f"Kursus {code}",
        "summary": f"Satu kalimat tentang {code}.",
        "minutes": sum(item.minutes for item in items),
    }
    return Outline(code=code, items=items, **(usual | facts))
