"""Between the Markdown of a package and the rich text of a page, both ways and without loss.

Only what an editor can write in the admin is Markdown here: paragraphs, ## and ### headings, bold,
italic, links, lists. The canonical form has one paragraph on each line and escapes a sign only where
it would otherwise be read as Markdown.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import escape
from html.parser import HTMLParser
from typing import Literal

from django.utils.translation import gettext as _
from markdown_it import MarkdownIt
from markdown_it.token import Token

from cms.starter.errors import PackageError

Kind = Literal["h2", "h3", "p", "ul", "ol"]
SAFE_ADDRESS = re.compile(r"^(?:https?://|mailto:|tel:|/(?!/)|#)\S+$", re.IGNORECASE)
SIGNS = re.compile(r"([\\*_\[\]#+\-.!()<>`~:])")
WORD_OR_GAP = re.compile(r"\s+|\S+")
UNUSED_RULES = (
    "autolink",
    "backticks",
    "blockquote",
    "code",
    "entity",
    "fence",
    "hr",
    "html_block",
    "html_inline",
    "image",
    "lheading",
    "reference",
)
MARKDOWN = MarkdownIt("commonmark").disable(list(UNUSED_RULES))
STRONG, EM, LINK = "strong", "em", "link:"
NO_DRESS: frozenset[str] = frozenset()

# How the address of a page or a document is found that the editor linked by choosing it.
FindAddress = Callable[[str, str], str]


@dataclass(frozen=True)
class Span:
    """A stretch of text in one dress: STRONG, EM, and LINK with its address."""

    text: str
    dress: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Block:
    """A heading, a paragraph, or a list; `rows` has a row of spans for each item, else one."""

    kind: Kind
    rows: tuple[tuple[Span, ...], ...]


# --- Reading Markdown ---------------------------------------------------------------------------


def read_markdown(text: str, file: str = "", first_line: int = 1) -> list[Block]:
    """Return the blocks of a Markdown text. Raises PackageError at the line of what is not allowed."""
    return list(_blocks(MARKDOWN.parse(text), file, first_line))


def _blocks(tokens: list[Token], file: str, first_line: int) -> Iterator[Block]:
    place = 0
    while place < len(tokens):
        token = tokens[place]
        line = first_line + (token.map[0] if token.map else 0)
        if token.type == "heading_open":
            if token.tag not in {"h2", "h3"}:
                raise PackageError(
                    file, line, _("Headings are ## or ###. The title stands in the front matter.")
                )
            yield Block(
                "h2" if token.tag == "h2" else "h3", (_spans(tokens[place + 1], file, line),)
            )
            place += 3
        elif token.type == "paragraph_open":
            yield Block("p", (_spans(tokens[place + 1], file, line),))
            place += 3
        elif token.type in {"bullet_list_open", "ordered_list_open"}:
            end = _end_of_list(tokens, place)
            kind: Kind = "ul" if token.type == "bullet_list_open" else "ol"
            yield Block(kind, tuple(_items(tokens[place + 1 : end], file, line, first_line)))
            place = end + 1
        else:  # pragma: no cover - every other rule is switched off
            raise PackageError(file, line, _("This sign is not used here. Write plain text."))


def _end_of_list(tokens: list[Token], start: int) -> int:
    level = tokens[start].level
    return next(
        place
        for place in range(start + 1, len(tokens))
        if tokens[place].level == level and tokens[place].nesting == -1
    )


def _items(
    tokens: list[Token], file: str, line: int, first_line: int
) -> Iterator[tuple[Span, ...]]:
    inside: list[Token] = []
    for token in tokens:
        if token.map:
            line = first_line + token.map[0]
        if token.type in {"bullet_list_open", "ordered_list_open", "heading_open"}:
            raise PackageError(
                file, line, _("A list holds only sentences: no list or heading inside it.")
            )
        if token.type == "inline":
            inside.append(token)
        if token.type == "list_item_close":
            if len(inside) != 1:
                raise PackageError(file, line, _("Each item of a list is one paragraph."))
            yield _spans(inside.pop(), file, line)


def _spans(inline: Token, file: str, line: int) -> tuple[Span, ...]:
    spans: list[Span] = []
    dress: list[str] = []
    for token in inline.children or []:
        if token.nesting == 1:
            dress.append(_dress_of(token, file, line))
        elif token.nesting == -1:
            dress.pop()
        else:
            text = " " if token.type in {"softbreak", "hardbreak"} else token.content
            spans.append(Span(text, frozenset(dress)))
    return _tidy(spans)


def _dress_of(token: Token, file: str, line: int) -> str:
    if token.type != "link_open":
        return token.type.removesuffix("_open")
    address = str(token.attrs.get("href", ""))
    if not SAFE_ADDRESS.match(address):
        raise PackageError(
            file,
            line,
            _("The link “%(link)s” must start with https:// or with /.") % {"link": address},
        )
    return LINK + address


# --- Reading rich text ----------------------------------------------------------------------------


def read_html(html: str, find_address: FindAddress = lambda kind, number: "") -> list[Block]:
    """Return the blocks of rich text as Wagtail keeps it."""
    parser = _RichTextParser(find_address)
    parser.feed(html)
    parser.close()
    return [block for block in parser.blocks if any(block.rows)]


class _RichTextParser(HTMLParser):
    """Collects blocks and spans; what it does not know it reads as plain text."""

    NAMES = {"b": STRONG, "strong": STRONG, "i": EM, "em": EM}

    def __init__(self, find_address: FindAddress) -> None:
        super().__init__(convert_charrefs=True)
        self.find_address = find_address
        self.blocks: list[Block] = []
        self.kind: Kind = "p"
        self.rows: list[tuple[Span, ...]] = []
        self.spans: list[Span] = []
        self.dress: list[str] = []
        self.link = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in self.NAMES:
            self.dress.append(self.NAMES[tag])
        elif tag == "a":
            self.link = self._address(dict(attrs))
        elif tag == "br":
            self.handle_data(" ")
        elif tag in {"ul", "ol"}:
            self._end_block()
            self.kind = "ul" if tag == "ul" else "ol"
        elif tag in {"h2", "h3"}:
            self._end_block()
            self.kind = "h2" if tag == "h2" else "h3"

    def handle_endtag(self, tag: str) -> None:
        if tag in self.NAMES and self.dress:
            self.dress.pop()
        elif tag == "a":
            self.link = ""
        elif tag == "li":
            self._end_row()
        elif tag in {"ul", "ol", "h2", "h3"} or (tag == "p" and self.kind == "p"):
            self._end_block()

    def handle_data(self, data: str) -> None:
        link = {LINK + self.link} if self.link else NO_DRESS
        self.spans.append(Span(data, frozenset(self.dress) | link))

    def close(self) -> None:
        super().close()
        self._end_block()

    def _address(self, attributes: dict[str, str | None]) -> str:
        if kind := attributes.get("linktype"):
            return self.find_address(kind, attributes.get("id") or "")
        return attributes.get("href") or ""

    def _end_row(self) -> None:
        if row := _tidy(self.spans):
            self.rows.append(row)
        self.spans = []

    def _end_block(self) -> None:
        self._end_row()
        if self.rows:
            self.blocks.append(Block(self.kind, tuple(self.rows)))
        self.rows, self.kind = [], "p"


def _tidy(spans: list[Span]) -> tuple[Span, ...]:
    """Make every gap one space in no more dress than its two neighbours share, and none at the ends."""
    tidy: list[Span] = []
    for number, span in enumerate(pieces := _pieces(spans)):
        dress = span.dress
        if span.text == " ":
            dress = pieces[number - 1].dress & pieces[number + 1].dress
        if tidy and tidy[-1].dress == dress:
            tidy[-1] = Span(tidy[-1].text + span.text, dress)
        else:
            tidy.append(Span(span.text, dress))
    return tuple(tidy)


def _pieces(spans: list[Span]) -> list[Span]:
    """Split the spans into words and single spaces, without spaces at the ends."""
    pieces: list[Span] = []
    for span in spans:
        for text in WORD_OR_GAP.findall(span.text):
            if not text.isspace():
                pieces.append(Span(text, span.dress))
            elif pieces and pieces[-1].text != " ":
                pieces.append(Span(" "))
    return pieces[:-1] if pieces and pieces[-1].text == " " else pieces


# --- Writing --------------------------------------------------------------------------------------


def write_html(blocks: list[Block]) -> str:
    """Return the rich text of the blocks, as Wagtail's editor would keep it."""
    return "".join(_html_of(block) for block in blocks)


def _html_of(block: Block) -> str:
    rows = [
        _nested(row, _html_start, _html_end, lambda text: escape(text, quote=False))
        for row in block.rows
    ]
    if block.kind in {"ul", "ol"}:
        rows = ["".join(f"<li>{row}</li>" for row in rows)]
    return f"<{block.kind}>{rows[0]}</{block.kind}>"


def _html_start(dress: str) -> str:
    if dress.startswith(LINK):
        return f'<a href="{escape(dress.removeprefix(LINK))}">'
    return "<b>" if dress == STRONG else "<i>"


def _html_end(dress: str) -> str:
    return "</a>" if dress.startswith(LINK) else "</b>" if dress == STRONG else "</i>"


def write_markdown(blocks: list[Block]) -> str:
    """Return the canonical Markdown of the blocks, without a newline at the end."""
    return "\n\n".join(_markdown_of(block) for block in blocks)


def _markdown_of(block: Block) -> str:
    starts = {"h2": "## ", "h3": "### ", "p": "", "ul": "- "}
    return "\n".join(
        (f"{place}. " if block.kind == "ol" else starts[block.kind])
        + write_sentence(row, block.kind)
        for place, row in enumerate(block.rows, start=1)
    )


def write_sentence(row: tuple[Span, ...], kind: Kind = "p") -> str:
    """Return a row of spans as Markdown, escaping only where it would otherwise be read differently.

    Where not even escapes help (bold that touches italic inside a word) the words stay and the dress goes.
    """
    for em in ("*", "_"):
        for escaped in (False, True):
            text = _as_markdown(row, em, _escaped if escaped else str)
            if not text.startswith(":::") and _reads_as(text, row, kind):
                return text
    undressed = (Span("".join(span.text for span in row)),)
    return _escaped(undressed[0].text) if row == undressed else write_sentence(undressed, kind)


def _as_markdown(row: tuple[Span, ...], em: str, dressed: Callable[[str], str]) -> str:
    signs = {STRONG: "**", EM: em}
    return _nested(
        row,
        lambda dress: signs.get(dress, "["),
        lambda dress: signs.get(dress, f"]({dress.removeprefix(LINK)})"),
        dressed,
    )


def _escaped(text: str) -> str:
    return SIGNS.sub(r"\\\1", text)


def _reads_as(text: str, row: tuple[Span, ...], kind: Kind) -> bool:
    start = {"h2": "## ", "h3": "### ", "ul": "- ", "ol": "1. "}.get(kind, "")
    try:
        return read_markdown(start + text) == [Block(kind, (row,))]
    except PackageError:
        return False


def _nested(
    row: tuple[Span, ...],
    start: Callable[[str], str],
    end: Callable[[str], str],
    dressed: Callable[[str], str],
) -> str:
    """Return the spans with each dress opened and closed once, as far as nesting allows."""
    out: list[str] = []
    worn: list[str] = []
    for number, span in enumerate((*row, Span(""))):
        while not set(worn) <= span.dress:
            out.append(end(worn.pop()))
        # What is worn longest is put on first.
        new = sorted(
            span.dress - set(worn), key=lambda dress: (-_length(row[number:], dress), dress)
        )
        out += [start(dress) for dress in new]
        worn += new
        out.append(dressed(span.text))
    return "".join(out)


def _length(row: tuple[Span, ...], dress: str) -> int:
    return next((number for number, span in enumerate(row) if dress not in span.dress), len(row))


# --- In one step ------------------------------------------------------------------------------------


def html_of_markdown(text: str) -> str:
    """Return the rich text of a Markdown text that has been read before."""
    return write_html(read_markdown(text))


def markdown_of_html(html: str, find_address: FindAddress = lambda kind, number: "") -> str:
    """Return the canonical Markdown of rich text."""
    return write_markdown(read_html(html, find_address))
