"""An item of QTI taken apart, in the words of 2.1 and without namespaces."""

import copy
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from posixpath import dirname, join, normpath
from urllib.parse import unquote
from xml.etree.ElementTree import Element

from django.utils.translation import gettext as _

from courses.quizzes.domain.exchange.markup import (
    clean_html,
    html_of_elements,
    one_line,
    text_of_html,
)
from courses.quizzes.domain.exchange.parcels import QuestionRefused
from courses.quizzes.domain.exchange.pictures import kept_path
from courses.quizzes.domain.exchange.xml import children, descendants

INTERACTIONS = "Interaction"
NOT_ASKED = {"rubricBlock", "feedbackBlock", "feedbackInline", "infoControl", "stylesheet"}
FEEDBACK = ("feedbackInline", "feedbackBlock")


@dataclass
class AskedItem:
    """One item; it collects what has to be said about it, and the files it brings."""

    root: Element
    path: str
    package: Mapping[str, bytes]
    remarks: list[str] = field(default_factory=list)
    files: dict[str, bytes] = field(default_factory=dict)

    @property
    def body(self) -> Element:
        """Return what is shown. Raises QuestionRefused when there is nothing."""
        found = children(self.root, "itemBody")
        if not found:
            raise QuestionRefused(_("it shows nothing."))
        return found[0]

    def interactions(self) -> list[Element]:
        """Return what can be answered, in its order."""
        return [one for one in self.body.iter() if str(one.tag).endswith(INTERACTIONS)]

    def declared(self, name: str) -> Element:
        """Return the declaration of a response. Raises QuestionRefused."""
        for one in children(self.root, "responseDeclaration"):
            if one.get("identifier") == name:
                return one
        raise QuestionRefused(_("it does not say what is right."))

    def right(self, name: str) -> list[str]:
        """Return what is right: the stated answers, or those that are worth something."""
        declared = self.declared(name)
        stated = [words_in(one) for one in descendants(declared, "value") if words_in(one)]
        worth = self.worth(name)
        best = max(worth.values(), default=Decimal(0))
        is_one = declared.get("cardinality") == "single"
        mapped = [
            key for key, points in worth.items() if points > 0 and (points == best or not is_one)
        ]
        return list(dict.fromkeys([*stated, *mapped])) if is_one else stated or mapped

    def worth(self, name: str) -> dict[str, Decimal]:
        """Return what each mapped answer is worth."""
        return {
            one.get("mapKey", ""): decimal_of(one.get("mappedValue", "0"))
            for one in descendants(self.declared(name), "mapEntry")
        }

    def is_shared(self) -> bool:
        """Tell whether a part of the answer gives a part of the point."""
        return any(
            descendants(one, "mapResponse", "divide") and not descendants(one, "gte")
            for one in children(self.root, "responseProcessing")
        ) or any(
            "map_response" in one.get("template", "")
            for one in children(self.root, "responseProcessing")
        )

    def text(self, gaps: Callable[[Element], str | None] = lambda _one: None) -> str:
        """Return the HTML of the body without what is answered; `gaps` gives a mark for some of it."""
        body = copy.deepcopy(self.body)
        _replace(body, gaps)
        prompts = [one for asked in self.interactions() for one in children(asked, "prompt")]
        html = (
            html_of_elements(body)
            if not (body.text or "").strip()
            else f"{body.text}{html_of_elements(body)}"
        )
        return html + "".join(f"<p>{html_inside(one)}</p>" for one in prompts)

    def question(self) -> str:
        """Return the clean text of the question. Raises QuestionRefused when it says nothing."""
        html = clean_html(self.text())
        if not text_of_html(html):
            raise QuestionRefused(_("it has no words."))
        if descendants(self.body, "math"):
            self.remarks.append(_("Its formulas became plain signs. Look at them."))
        return html

    def picture(self) -> tuple[str, str]:
        """Return where the picture of the question is kept, and its words. Raises QuestionRefused."""
        asked = {one for part in self.interactions() for one in part.iter()}
        found = [one for one in descendants(self.body, "img", "object") if one not in asked]
        if len(found) > 1:
            raise QuestionRefused(
                _("it has several pictures or films; one question here shows one.")
            )
        return self.kept(found[0]) if found else ("", "")

    def kept(self, picture: Element) -> tuple[str, str]:
        """Keep the file that an img or object names. Raises QuestionRefused."""
        address = unquote(picture.get("src") or picture.get("data") or "")
        place = normpath(join(dirname(self.path), address))
        if place not in self.package:
            raise QuestionRefused(_("the file of its picture is missing."))
        content = self.package[place]
        path = kept_path(place.rpartition("/")[2], content)
        self.files[path] = content
        words = one_line(picture.get("alt") or "".join(picture.itertext()))[:400]
        if not words:
            self.remarks.append(_("Its picture has no words yet. Say what it shows."))
        return path, words


def words_in(holder: Element) -> str:
    """Return the words of a choice on one line, without what is said about it afterwards."""
    return one_line("".join(_words(holder)))


def said_about(holder: Element) -> str:
    """Return what is said about a choice."""
    found = [html_inside(one) for one in descendants(holder, *FEEDBACK)]
    return text_of_html("".join(f"<p>{one}</p>" for one in found))


def html_inside(holder: Element) -> str:
    """Return what an element holds as HTML."""
    inside = Element("div")
    inside.text = holder.text
    inside.extend(copy.deepcopy(list(holder)))
    return html_of_elements([inside]).removeprefix("<div>").removesuffix("</div>")


def decimal_of(text: str) -> Decimal:
    """Return a number. Raises QuestionRefused."""
    try:
        number = Decimal(text.strip() or "0")
    except InvalidOperation as error:
        raise QuestionRefused(_("“%(text)s” is not a number.") % {"text": text[:40]}) from error
    if not number.is_finite():
        raise QuestionRefused(_("“%(text)s” is not a number.") % {"text": text[:40]})
    return number


def _words(holder: Element) -> Iterator[str]:
    yield holder.text or ""
    for one in holder:
        if one.tag not in FEEDBACK:
            yield " " if one.tag in {"br", "p", "div"} else ""
            yield from _words(one)
        yield one.tail or ""


def _replace(parent: Element, gaps: Callable[[Element], str | None]) -> None:
    for one in list(parent):
        mark = gaps(one)
        is_gone = mark is not None or str(one.tag).endswith(INTERACTIONS) or one.tag in NOT_ASKED
        if one.tag in {"gapMatchInteraction"}:
            _replace(one, gaps)
            one.tag = "div"
            for choice in [
                *children(one, "gapText"),
                *children(one, "gapImg"),
                *children(one, "prompt"),
            ]:
                one.remove(choice)
        elif is_gone:
            _remove(parent, one, (mark or "") + (one.tail or ""))
        else:
            _replace(one, gaps)


def _remove(parent: Element, one: Element, words: str) -> None:
    place = list(parent).index(one)
    parent.remove(one)
    if place:
        parent[place - 1].tail = (parent[place - 1].tail or "") + words
    else:
        parent.text = (parent.text or "") + words
