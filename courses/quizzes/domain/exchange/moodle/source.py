"""One question of a Moodle file, and what all kinds of it have."""

import base64
import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from urllib.parse import unquote
from xml.etree.ElementTree import Element

from django.utils.translation import gettext as _

from courses.quizzes.domain.exchange.markup import (
    clean_html,
    html_of_text,
    one_line,
    pictures_in,
    text_of_html,
)
from courses.quizzes.domain.exchange.parcels import QuestionRefused
from courses.quizzes.domain.exchange.pictures import kept_path
from courses.quizzes.domain.exchange.xml import child, children, text_at

LOOKS_LIKE_HTML = re.compile(r"<[a-zA-Z!/]")
DATA_ADDRESS = re.compile(r"data:image/[\w.+-]+;base64,(?P<content>[A-Za-z0-9+/=\s]+)\Z")
LONGEST_ANSWER = 300


@dataclass(frozen=True)
class MoodleAnswer:
    """One answer with its worth in percent."""

    text: str
    percent: Decimal
    feedback: str
    element: Element


@dataclass
class Source:
    """One question; it collects what has to be said about it, and the files it brings."""

    element: Element
    remarks: list[str] = field(default_factory=list)
    files: dict[str, bytes] = field(default_factory=dict)

    def words(self, *path: str) -> str:
        """Return the words at the path on one line."""
        return one_line(text_at(self.element, *path))

    def is_set(self, name: str) -> bool:
        """Tell whether a setting is on."""
        return self.words(name).lower() in {"1", "true"}

    def html(self, *path: str) -> str:
        """Return the text at the path as HTML, as it came; see clean_html."""
        holder = child(self.element, *path)
        return "" if holder is None else html_of(holder)

    def text(self, *path: str) -> str:
        """Return the text at the path as words with their lines."""
        return text_of_html(self.html(*path))

    def answers(self) -> list[MoodleAnswer]:
        """Return the answers with their worth and feedback."""
        return [self._answer(one) for one in children(self.element, "answer")]

    def picture(self) -> tuple[str, str]:
        """Return where the picture of the question is kept, and its words. Raises QuestionRefused."""
        found = pictures_in(self.html("questiontext"))
        if len(found) > 1:
            raise QuestionRefused(_("it has several pictures; one question here shows one."))
        if not found:
            return "", ""
        address, words = found[0]
        path = self.keep(address, self._file(address))
        if not words:
            self.remarks.append(_("Its picture has no words yet. Say what it shows."))
        return path, words[:400]

    def keep(self, name: str, content: bytes) -> str:
        """Keep the picture and return its path."""
        path = kept_path(name.rpartition("/")[2], content)
        self.files[path] = content
        return path

    def body(self) -> str:
        """Return the clean text of the question. Raises QuestionRefused when it says nothing."""
        html = clean_html(self.html("questiontext"))
        if not html:
            raise QuestionRefused(_("it has no words."))
        return html

    def _answer(self, element: Element) -> MoodleAnswer:
        html = html_of(element)
        if pictures_in(html):
            raise QuestionRefused(_("one of its answers is a picture; answers here are words."))
        text = one_line(text_of_html(html))
        if len(text) > LONGEST_ANSWER:
            raise QuestionRefused(
                _("one of its answers is longer than %(most)d characters.")
                % {"most": LONGEST_ANSWER}
            )
        feedback = child(element, "feedback")
        return MoodleAnswer(
            text,
            number_of(element.get("fraction", "0")),
            text_of_html(html_of(feedback)) if feedback is not None else "",
            element,
        )

    def _file(self, address: str) -> bytes:
        if match := DATA_ADDRESS.match(address):
            return decoded(match["content"])
        if not address.startswith("@@PLUGINFILE@@"):
            raise QuestionRefused(_("its picture lies on another site. Put it into the question."))
        name = unquote(address.rpartition("/")[2])
        for file in self._files():
            if file.get("name") == name:
                return decoded(file.text or "")
        raise QuestionRefused(_("the file of its picture is missing."))

    def _files(self) -> Iterator[Element]:
        holder = child(self.element, "questiontext")
        yield from children(holder, "file") if holder is not None else ()


def html_of(holder: Element) -> str:
    """Return what an element of Moodle says, as HTML, whichever of its formats it uses."""
    text = text_at(holder, "text") if child(holder, "text") is not None else (holder.text or "")
    if holder.get("format") in {"html", "markdown"} or LOOKS_LIKE_HTML.search(text):
        return text
    return html_of_text(text)


def number_of(text: str) -> Decimal:
    """Return a number as Moodle writes it. Raises QuestionRefused."""
    try:
        number = Decimal(text.strip().replace(",", ".") or "0")
    except InvalidOperation as error:
        raise QuestionRefused(_("“%(text)s” is not a number.") % {"text": text[:40]}) from error
    if not number.is_finite():
        raise QuestionRefused(_("“%(text)s” is not a number.") % {"text": text[:40]})
    return number


def decoded(text: str) -> bytes:
    """Return what base64 carries. Raises QuestionRefused."""
    try:
        return base64.b64decode("".join(text.split()), validate=True)
    except binascii.Error as error:
        raise QuestionRefused(_("the file of its picture is damaged.")) from error
