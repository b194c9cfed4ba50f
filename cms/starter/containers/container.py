"""A container as it stands in a lesson file: `::: cerita judul="…"` with its lines."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from cms.starter import prose
from cms.starter.documents import Prose
from cms.starter.errors import PackageError
from cms.starter.reader import Reader

OPENING = re.compile(r"^:::[ \t]+(?P<name>[a-z-]+)(?P<attributes>.*)$")
ATTRIBUTE = re.compile(r'\s+(?P<name>[a-z_]+)="(?P<value>(?:[^"\\]|\\.)*)"')
CLOSING = ":::"


@dataclass(frozen=True)
class Container:
    """A container as it stands in a file; `line` is that of its first line."""

    name: str
    attributes: Mapping[str, str]
    body: str
    file: str
    line: int

    def refuse(self, sentence: str) -> PackageError:
        """Return the error about this container."""
        return PackageError(self.file, self.line, sentence)

    def attribute(self, name: str, *, default: str | None = None) -> str:
        """Return an attribute; without a default it must be there."""
        value = self.attributes.get(name, default)
        if value is None or (value == "" and default is None):
            raise self.refuse(
                _('“::: %(container)s” needs %(name)s="…".')
                % {"container": self.name, "name": name}
            )
        return value

    def rich_text(self) -> Prose:
        """Return the body as rich text; headings are the lesson's own."""
        blocks = prose.read_markdown(self.body, self.file, self.line + 1)
        if not blocks:
            raise self.refuse(
                _("“::: %(container)s” is empty. Write its text.") % {"container": self.name}
            )
        if any(block.kind in {"h2", "h3"} for block in blocks):
            raise self.refuse(
                _("“::: %(container)s” holds no headings.") % {"container": self.name}
            )
        return Prose(prose.write_markdown(blocks))

    def items(self, kind: prose.Kind) -> list[Prose]:
        """Return the body's one list, an entry for each item."""
        blocks = prose.read_markdown(self.body, self.file, self.line + 1)
        if [block.kind for block in blocks] != [kind]:
            example = "1. …" if kind == "ol" else "- …"
            raise self.refuse(
                _("“::: %(container)s” holds one list: lines such as “%(example)s”.")
                % {"container": self.name, "example": example}
            )
        return [Prose(prose.write_sentence(row)) for row in blocks[0].rows]

    def reader(self) -> Reader:
        """Return the body read as YAML."""
        return Reader.of_text(self.body, self.file, self.line + 1)
