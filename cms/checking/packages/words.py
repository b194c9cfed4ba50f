"""The words of a lesson file, as the page will show them."""

from dataclasses import dataclass
from functools import lru_cache

from wagtail.rich_text import RichText

from cms.plain import prose_of, words_of
from cms.starter.documents import BlockValue, LessonDocument, Prose
from cms.starter.prose import html_of_markdown


@dataclass(frozen=True)
class _Block:
    """A block of a document in the shape of a block of a page."""

    block_type: str
    value: object


def paragraphs_of(lesson: LessonDocument) -> list[str]:
    """Return the paragraphs of running text: what readability is measured on."""
    return prose_of([_shown(block) for block in lesson.blocks])


def all_words_of(lesson: LessonDocument) -> str:
    """Return everything that a learner can read, practices too."""
    return words_of([_shown(block) for block in lesson.blocks])


def _shown(block: BlockValue) -> _Block:
    kind, value = block
    return _Block(kind, _with_html(value))


def _with_html(value: object) -> object:
    if isinstance(value, Prose):
        return RichText(_html_of(value.markdown))
    if isinstance(value, dict):
        return {name: _with_html(part) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [_with_html(part) for part in value]
    return value


@lru_cache(maxsize=20_000)
def _html_of(markdown: str) -> str:
    """Return the HTML once for each text: several checks read the same words."""
    return html_of_markdown(markdown)
