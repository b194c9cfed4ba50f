"""Texts with gaps: where the question ends and the text begins, and what stands between gaps."""

import re
from collections.abc import Callable

from django.utils.translation import gettext as _

from courses.quizzes.domain.exchange.markup import clean_html, elements_of, html_of_elements
from courses.quizzes.domain.exchange.parcels import QuestionRefused

MARK = re.compile(r"\[\[(?P<id>[^\[\]]{1,40})\]\]")
GAP_TEXT = re.compile(r'<div class="[^"]*\bisian\b[^"]*">(?P<gaps>.*)</div>\s*\Z', re.DOTALL)


def parts_of_gaps(text: str) -> list[str]:
    """Return words and ids of gaps in turn: words stand at even places."""
    return MARK.split(text)


def with_gaps(text: str, gap: Callable[[str], str]) -> str:
    """Return the text with each [[id]] replaced."""
    return MARK.sub(lambda found: gap(found["id"]), text)


def in_gap_text(html: str) -> str:
    """Return the text with gaps marked, so that it is told from the question before it."""
    return f'<div class="isian">{html}</div>'


def question_and_gaps(html: str) -> tuple[str, str]:
    """Return the question and the text whose gaps are marked with [[id]].

    Files of ours mark the text; elsewhere it begins with the first block that has a gap. Raises
    QuestionRefused when there is no gap.
    """
    if not MARK.search(html):
        raise QuestionRefused(_("it has no gap to fill in."))
    if marked := GAP_TEXT.search(html):
        question, gaps = html[: marked.start()], marked["gaps"]
    else:
        question, gaps = _before_and_after(clean_html(html))
    return clean_html(question) or f"<p>{_('Fill in the blanks.')}</p>", clean_html(gaps)


def _before_and_after(html: str) -> tuple[str, str]:
    blocks = [html_of_elements([block]) for block in elements_of(html)]
    first = next(place for place, block in enumerate(blocks) if MARK.search(block))
    return "".join(blocks[:first]), "".join(blocks[first:])
