"""Moodle's gapselect and ddwtos, "Kota [[1]] di Lampung", as texts with gaps to choose for."""

import re

from django.utils.translation import gettext as _

from courses.quizzes.domain.exchange.blanks import question_and_gaps
from courses.quizzes.domain.exchange.markup import one_line, words_of_html
from courses.quizzes.domain.exchange.moodle.source import Source
from courses.quizzes.domain.exchange.parcels import QuestionRefused
from courses.quizzes.domain.exchange.xml import descendants
from courses.quizzes.domain.specs import BlankSpec, QuestionSpec

NUMBER = re.compile(r"\[\[(\d+)\]\]")


def read_gaps(source: Source) -> QuestionSpec:
    """Return the question; each gap is chosen from the words of its group. Raises QuestionRefused."""
    words = _words(source)
    html = source.html("questiontext")
    places = [int(number) for number in NUMBER.findall(html)]
    if not all(1 <= place <= len(words) for place in places):
        raise QuestionRefused(_("a gap names a word that is not there."))
    blanks = tuple(
        _blank(str(number), words[place - 1], words) for number, place in enumerate(places, start=1)
    )
    names = iter(blank.id for blank in blanks)
    marked = NUMBER.sub(lambda _found: f"[[{next(names)}]]", html)
    picture, alt = source.picture()
    question, text = question_and_gaps(marked)
    return QuestionSpec(
        ref="",
        kind="blanks",
        text_html=question,
        blank_text=text,
        blanks=blanks,
        picture=picture,
        picture_alt=alt,
        partial="share",
    )


def _words(source: Source) -> list[tuple[str, str]]:
    """Return each word with the name of its group."""
    return [
        (words_of_html(one.findtext("text") or ""), one_line(one.findtext("group") or "1"))
        for one in descendants(source.element, "selectoption", "dragbox")
    ]


def _blank(name: str, right: tuple[str, str], words: list[tuple[str, str]]) -> BlankSpec:
    choices = dict.fromkeys(text for text, group in words if group == right[1])
    return BlankSpec(name, (right[0],), tuple(choices))
