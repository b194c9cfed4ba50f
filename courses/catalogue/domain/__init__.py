"""Publish outlines, read them, search them."""

from courses.catalogue.domain.outline import Outline, OutlineItem
from courses.catalogue.domain.publishing import OutlineError, publish_outline, withdraw_course
from courses.catalogue.domain.reading import (
    PublishedItem,
    PublishedOutline,
    dropped_items,
    outline_of,
    outlines_of,
)

__all__ = [
    "Outline",
    "OutlineError",
    "OutlineItem",
    "PublishedItem",
    "PublishedOutline",
    "dropped_items",
    "outline_of",
    "outlines_of",
    "publish_outline",
    "withdraw_course",
]
