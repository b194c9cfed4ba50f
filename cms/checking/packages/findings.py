"""What was found in a package file, where, and how much it matters."""

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """Whether the package must be mended, or somebody should look."""

    ERROR = "error"
    ADVICE = "advice"


@dataclass(frozen=True)
class Finding:
    """One thing to look at; `code` stays the same whatever the language of the message."""

    severity: Severity
    code: str
    file: str
    line: int | None
    message: str

    @property
    def is_error(self) -> bool:
        """Tell whether the package must be mended."""
        return self.severity == Severity.ERROR

    @property
    def place(self) -> str:
        """Return the file and line as editors and terminals understand them."""
        return self.file if self.line is None else f"{self.file}:{self.line}"


@dataclass(frozen=True)
class TextFile:
    """A file of a package: how it is named to people, and its lines, to find the place of a finding."""

    name: str
    lines: tuple[str, ...]

    def error(self, code: str, message: str, words: str = "") -> Finding:
        """Return a finding that must be mended, at the first line that holds the words."""
        return Finding(Severity.ERROR, code, self.name, self.line_of(words), message)

    def advice(self, code: str, message: str, words: str = "") -> Finding:
        """Return a finding to look at, at the first line that holds the words."""
        return Finding(Severity.ADVICE, code, self.name, self.line_of(words), message)

    def line_of(self, words: str) -> int | None:
        """Return the number of the first line that holds the words; none if they are on no line."""
        if not words:
            return None
        wanted = words.casefold()
        found = (
            number for number, line in enumerate(self.lines, start=1) if wanted in line.casefold()
        )
        return next(found, None)
