"""The words of a lesson without their dress: for the search, and for measuring how it reads."""

import re
from collections.abc import Iterable, Iterator, Mapping
from html import unescape

from wagtail.blocks import StreamValue
from wagtail.blocks.list_block import ListValue
from wagtail.rich_text import RichText

END_OF_PARAGRAPH = re.compile(r"</(?:p|li|h[1-6])>|<br\s*/?>", re.IGNORECASE)
TAG = re.compile(r"<[^>]+>")
# Parts of blocks that nobody reads as text.
NOT_WORDS = frozenset(
    {"id", "name", "kind", "tone", "address", "expected", "avoid", "size", "duration", "button"}
)
# What stands on the page for others than learners: neither found by the search nor measured.
NOT_FOR_LEARNERS = frozenset({"teacher_sheet"})
# Blocks that are read as running text; practices are read too but their options are scraps.
PROSE = frozenset({"text", "story", "steps", "callout", "remember", "stuck", "face_to_face"})


def words_of(body: StreamValue) -> str:
    """Return everything in the body that learners can read, a line for each paragraph."""
    return "\n".join(
        line
        for block in body
        if block.block_type not in NOT_FOR_LEARNERS
        for line in _lines(block.value)
    )


def prose_of(body: StreamValue) -> list[str]:
    """Return the paragraphs of running text: what readability is measured on."""
    return [line for block in body if block.block_type in PROSE for line in _lines(block.value)]


def paragraphs_of_html(html: str) -> list[str]:
    """Return the texts of paragraphs, list items and headings."""
    parts = END_OF_PARAGRAPH.split(html)
    return [text for part in parts if (text := " ".join(unescape(TAG.sub("", part)).split()))]


def _lines(value: object) -> Iterator[str]:
    if isinstance(value, RichText):
        yield from paragraphs_of_html(value.source)
    elif isinstance(value, str):
        yield from (
            line for line in (" ".join(part.split()) for part in value.splitlines()) if line
        )
    elif isinstance(value, Mapping):
        yield from _lines_of_all(part for name, part in value.items() if name not in NOT_WORDS)
    elif isinstance(value, ListValue | list | tuple):
        yield from _lines_of_all(value)


def _lines_of_all(values: Iterable[object]) -> Iterator[str]:
    for value in values:
        yield from _lines(value)
