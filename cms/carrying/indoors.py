"""HTML made to stand alone: what it shows lies beside it, and no link leads out."""

import hashlib
from collections.abc import Mapping
from html import escape
from html.parser import HTMLParser
from pathlib import PurePosixPath

FOLDER = "files"


class Luggage:
    """The files that pages take with them, each once; known by the address that they had at home."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}
        self.places: dict[str, str] = {}

    def pack(self, address: str, content: bytes) -> str:
        """Keep a file under a name that says nothing but what is in it; return its path."""
        suffix = PurePosixPath(address.partition("?")[0]).suffix.lower()
        path = f"{FOLDER}/{hashlib.sha256(content).hexdigest()[:16]}{suffix}"
        self.files[path] = content
        self.places[address] = path
        return path


def indoors(html: str, places: Mapping[str, str]) -> str:
    """Return the HTML with its pictures and files beside it, and links out as words."""
    reader = _Indoors(places)
    reader.feed(html)
    reader.close()
    return "".join(reader.parts)


def paths_in(html: str) -> tuple[str, ...]:
    """Return the packed files that the HTML shows or links to."""
    reader = _Paths()
    reader.feed(html)
    reader.close()
    return tuple(sorted(reader.found))


class _Indoors(HTMLParser):
    """Passes everything on as it is, except for what leads out."""

    def __init__(self, places: Mapping[str, str]) -> None:
        super().__init__(convert_charrefs=False)
        self.places = places
        self.parts: list[str] = []
        self.links: list[str] = []
        self.words = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = {name: value or "" for name, value in attrs}
        if tag == "a":
            self._open_link(known.get("href", ""))
        elif tag == "img":
            self._show(known)
        elif tag == "form":
            self.parts.append(_tag(tag, known, without=("action", "method")))
        elif tag != "source":
            self.parts.append(self.get_starttag_text() or "")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in {"img", "source"}:
            self.handle_starttag(tag, attrs)
        else:
            self.parts.append(self.get_starttag_text() or "")

    def handle_endtag(self, tag: str) -> None:
        if tag != "a" or not self.links:
            self.parts.append(f"</{tag}>")
            return
        end = self.links.pop()
        if end.startswith(" (") and end[2:-1] in self.words:
            end = ""
        self.parts.append(end)

    def handle_data(self, data: str) -> None:
        self.words += data
        self.parts.append(data)

    def handle_entityref(self, name: str) -> None:
        self.parts.append(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self.parts.append(f"&#{name};")

    def _open_link(self, href: str) -> None:
        self.words = ""
        if path := self.places.get(href):
            self.parts.append(f'<a href="{escape(path)}" download>')
            self.links.append("</a>")
        elif href.startswith("#"):
            self.parts.append(f'<a href="{escape(href)}">')
            self.links.append("</a>")
        else:
            is_out = href.startswith(("https://", "http://", "mailto:", "tel:"))
            address = href.removeprefix("mailto:").removeprefix("tel:").rstrip("/")
            self.links.append(f" ({escape(address)})" if is_out else "")

    def _show(self, known: Mapping[str, str]) -> None:
        path = self.places.get(known.get("src", ""))
        if path is None:
            self.parts.append(escape(known.get("alt", "")))
            return
        self.parts.append(_tag("img", {**known, "src": path}, without=("srcset",)))


class _Paths(HTMLParser):
    """Collects what lies beside a page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()

    def handle_starttag(self, _tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name in {"src", "href"} and value and value.startswith(f"{FOLDER}/"):
                self.found.add(value)


def _tag(name: str, attributes: Mapping[str, str], without: tuple[str, ...]) -> str:
    kept = "".join(
        f' {key}="{escape(value)}"' for key, value in attributes.items() if key not in without
    )
    return f"<{name}{kept}>"
