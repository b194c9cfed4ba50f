"""Read GIFT: questions with a blank line between them, answers in braces."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from courses.quizzes.domain.exchange.decoding import decoded_text
from courses.quizzes.domain.exchange.gathering import Gathering
from courses.quizzes.domain.exchange.gift.answers import Asked, question_of
from courses.quizzes.domain.exchange.gift.signs import hide, show, show_all
from courses.quizzes.domain.exchange.markup import (
    html_of_text,
    pictures_in,
    text_of_html,
    words_of_html,
)
from courses.quizzes.domain.exchange.parcels import ExchangeRefused, Parcel, QuestionRefused, Remark
from courses.quizzes.domain.exchange.tagging import tags_of_words
from courses.quizzes.domain.specs import QuestionSpec

MOST_BYTES = 20 * 1024 * 1024
CATEGORY = re.compile(r"\$CATEGORY:(?P<path>.*)", re.IGNORECASE)
TITLE = re.compile(r"\s*::(?P<title>[^:]*(?::(?!:)[^:]*)*)::")
FORMAT = re.compile(r"\s*\[(?P<format>html|moodle|plain|markdown)\]", re.IGNORECASE)
NOTE = re.compile(r"\[(?P<name>id|tag):(?P<value>[^\]]*)\]")
LOOKS_LIKE_HTML = re.compile(r"<[a-zA-Z!/]")


@dataclass(frozen=True)
class Passage:
    """One question as it stands in the file, its hidden signs out of the way."""

    text: str
    ref: str
    words: tuple[str, ...]


def read_gift(content: bytes) -> Parcel:
    """Return the questions of a GIFT file. Raises ExchangeRefused."""
    text, is_guessed = decoded_text(content)
    if len(content) > MOST_BYTES or "\0" in text:
        raise ExchangeRefused(_("This is not a text file of questions, or it is too large."))
    gathering = Gathering()
    if is_guessed:
        gathering.remarks.append(
            Remark("", _("The file is not in UTF-8. Look whether all letters are right."))
        )
    for passage in _passages(text, gathering):
        title = TITLE.match(passage.text)
        name = show(title["title"]) if title else show(passage.text)[:60]
        with gathering.question(name) as place:
            ref = gathering.names.name(passage.ref or name, place)
            asked = _asked(passage, passage.text[title.end() :] if title else passage.text)
            gathering.keep(replace(_question(asked, passage), ref=ref), asked.remarks, {})
    return gathering.parcel()


def _passages(text: str, gathering: Gathering) -> Iterator[Passage]:
    for block in re.split(r"\n\s*\n", text.replace("\r\n", "\n").replace("\r", "\n")):
        lines, notes = [], []
        for line in block.split("\n"):
            if line.lstrip().startswith("//"):
                notes += NOTE.findall(line.replace("\\]", "\U000f005d"))
            elif category := CATEGORY.match(line.strip()):
                gathering.name_after(category["path"].rpartition("/")[2])
            else:
                lines.append(line)
        passage = hide("\n".join(lines).strip())
        if passage:
            yield Passage(
                passage,
                next((show(value) for name, value in notes if name == "id"), ""),
                tuple(show(value) for name, value in notes if name == "tag"),
            )


def _asked(passage: Passage, text: str) -> Asked:
    found = FORMAT.match(text)
    body = text[found.end() :] if found else text
    before, brace, rest = body.partition("{")
    inside, closing, after = rest.partition("}")
    if not brace or not closing:
        raise QuestionRefused(_("it has no answers in braces."))
    if "{" in after or "{" in inside:
        raise QuestionRefused(
            _("it has several pairs of braces. Put a \\ before those in the text.")
        )
    is_html = (
        (found["format"].lower() == "html") if found else bool(LOOKS_LIKE_HTML.search(passage.text))
    )
    answers, _marks, general = inside.partition("####")
    return Asked(show_all(before), answers.strip(), show_all(after), show(general), is_html)


def _question(asked: Asked, passage: Passage) -> QuestionSpec:
    tags, lesson = tags_of_words(passage.words)
    question = question_of(asked)
    if pictures_in(asked.before + asked.after):
        asked.remarks.append(_("Its picture is not in the file and was left out."))
    if not words_of_html(question.text_html):
        raise QuestionRefused(_("it has no words."))
    general = asked.general
    return replace(
        question,
        tags=tags,
        lesson_slug=lesson,
        feedback=text_of_html(general if asked.is_html else html_of_text(general)),
    )
