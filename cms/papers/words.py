"""Rich text as a design of a paper reads it: paragraphs of runs, plain or bold."""

from dataclasses import asdict, dataclass, field
from html.parser import HTMLParser
from typing import Any

PARAGRAPHS = {"p": "paragraph", "li": "point", "h2": "heading", "h3": "heading", "h4": "heading"}
STRONG = {"b", "strong"}


@dataclass
class Paragraph:
    """One paragraph, point of a list or heading; `runs` are (text, is it bold)."""

    kind: str
    runs: list[tuple[str, bool]] = field(default_factory=list)


def paragraphs_of(html: str) -> list[dict[str, Any]]:
    """Return the paragraphs of clean HTML as plain values, without the empty ones."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return [
        asdict(one) for one in reader.paragraphs if any(text.strip() for text, _bold in one.runs)
    ]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.paragraphs: list[Paragraph] = []
        self.depth_of_bold = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in PARAGRAPHS:
            self.paragraphs.append(Paragraph(PARAGRAPHS[tag]))
        self.depth_of_bold += tag in STRONG

    def handle_endtag(self, tag: str) -> None:
        self.depth_of_bold -= tag in STRONG

    def handle_data(self, data: str) -> None:
        text = " ".join(data.split())
        if not text:
            return
        if not self.paragraphs:
            self.paragraphs.append(Paragraph("paragraph"))
        before, after = data[:1].isspace() * " ", data[-1:].isspace() * " "
        self.paragraphs[-1].runs.append((f"{before}{text}{after}", self.depth_of_bold > 0))
