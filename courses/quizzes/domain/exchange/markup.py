"""HTML from outside made clean, and words made of it."""

import re
from collections.abc import Iterable
from html import escape
from html.parser import HTMLParser
from xml.etree.ElementTree import Element, SubElement

import nh3

TAGS = {
    *("p", "br", "strong", "em", "b", "i", "u", "sub", "sup", "code", "pre"),
    *("ul", "ol", "li", "table", "thead", "tbody", "tr", "th", "td"),
}
BLOCKS = {"p", "pre", "ul", "ol", "table"}
BREAKS = BLOCKS | {
    "blockquote",
    "div",
    "li",
    "tr",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "section",
    "article",
}
VOID = {"br", "img", "hr"}
# Signs that XML cannot carry and no keyboard types.
UNWRITABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
SPACES = re.compile(r"[^\S\n]+")
FIRST_PARAGRAPH = re.compile(r"\s*<p>")
BETWEEN_BLOCKS = re.compile(r"(</?(?:p|ul|ol|li|table|thead|tbody|tr|th|td)>|</pre>)\s+(?=<|\Z)")


def without_control_signs(text: str) -> str:
    """Return the text without what XML cannot carry, its lines ended in one way."""
    return UNWRITABLE.sub("", text).replace("\r\n", "\n").replace("\r", "\n")


def one_line(text: str) -> str:
    """Return the text with single spaces and no line break."""
    return " ".join(without_control_signs(text).split())


def lines_of(text: str) -> str:
    """Return the text with single spaces, at most one empty line between paragraphs."""
    lines = [" ".join(line.split()) for line in without_control_signs(text).split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def clean_html(html: str) -> str:
    """Return HTML of the tags a question may have; it begins with a paragraph."""
    cleaned = nh3.clean(
        without_control_signs(html),
        tags=TAGS,
        attributes={},
        clean_content_tags={"script", "style", "title"},
        link_rel=None,
    )
    cleaned = re.sub(r"<p>\s*</p>", "", BETWEEN_BLOCKS.sub(r"\1", cleaned)).strip()
    return cleaned if not cleaned or FIRST_PARAGRAPH.match(cleaned) else _in_paragraph(cleaned)


def _in_paragraph(html: str) -> str:
    """Put what stands before the first block into a paragraph of its own."""
    block = re.search(rf"<(?:{'|'.join(sorted(BLOCKS))})>", html)
    first, rest = (html[: block.start()], html[block.start() :]) if block else (html, "")
    return f"<p>{first.strip()}</p>{rest}" if first.strip() else html


def html_of_text(text: str) -> str:
    """Return paragraphs and line breaks for the empty and the ended lines of a text."""
    paragraphs = re.split(r"\n{2,}", lines_of(text))
    return "".join(
        f"<p>{escape(one, quote=False).replace('\n', '<br>')}</p>" for one in paragraphs if one
    )


def text_of_html(html: str) -> str:
    """Return the words of HTML, with its paragraphs and lines."""
    reader = _Words()
    reader.feed(without_control_signs(html))
    reader.close()
    return lines_of("".join(reader.parts))


def words_of_html(html: str) -> str:
    """Return the words of HTML on one line."""
    return one_line(text_of_html(html))


def pictures_in(html: str) -> list[tuple[str, str]]:
    """Return the address and the words of each picture, in their order."""
    reader = _Pictures()
    reader.feed(html)
    reader.close()
    return reader.found


def elements_of(html: str) -> list[Element]:
    """Return clean HTML as elements; words outside of any are in a paragraph."""
    reader = _Elements()
    reader.feed(html)
    reader.close()
    return _in_blocks(reader.root)


def _in_blocks(root: Element) -> list[Element]:
    blocks: list[Element] = []
    if (root.text or "").strip():
        blocks.append(Element("p"))
        blocks[-1].text = root.text
    for child in root:
        tail, child.tail = child.tail or "", None
        blocks.append(child)
        if tail.strip():
            blocks.append(Element("p"))
            blocks[-1].text = tail
    return blocks


def html_of_elements(elements: Iterable[Element]) -> str:
    """Return elements without namespaces as HTML."""
    return "".join(_html_of(element) for element in elements)


def _html_of(element: Element) -> str:
    name = str(element.tag)
    inside = escape(element.text or "", quote=False) + "".join(
        _html_of(child) + escape(child.tail or "", quote=False) for child in element
    )
    attributes = "".join(f' {key}="{escape(value)}"' for key, value in element.items())
    return f"<{name}{attributes}>" if name in VOID else f"<{name}{attributes}>{inside}</{name}>"


class _Words(HTMLParser):
    """Collects words; blocks end lines, scripts and styles say nothing."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.silent = 0

    def handle_starttag(self, tag: str, _attributes: list[tuple[str, str | None]]) -> None:
        self.silent += tag in {"script", "style"}
        if tag == "br" or tag in {"li", "tr"}:
            self.parts.append("\n")
        elif tag in BREAKS:
            self.parts.append("\n\n")

    def handle_endtag(self, tag: str) -> None:
        self.silent -= tag in {"script", "style"} and self.silent > 0
        if tag in {"td", "th"}:
            self.parts.append(" ")
        elif tag in BREAKS and tag not in {"li", "tr"}:
            self.parts.append("\n\n")

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.parts.append(SPACES.sub(" ", data.replace("\n", " ")))


class _Pictures(HTMLParser):
    """Collects pictures."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        if tag == "img":
            known = dict(attributes)
            self.found.append((known.get("src") or "", one_line(known.get("alt") or "")))


class _Elements(HTMLParser):
    """Builds elements of HTML that nh3 has balanced."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("div")
        self.open = [self.root]

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        element = SubElement(self.open[-1], tag, {name: value or "" for name, value in attributes})
        if tag not in VOID:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        if len(self.open) > 1 and self.open[-1].tag == tag:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        place = self.open[-1]
        if len(place):
            place[-1].tail = (place[-1].tail or "") + data
        else:
            place.text = (place.text or "") + data
