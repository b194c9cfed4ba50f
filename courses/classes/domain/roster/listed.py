"""A pupil as a list has them: the four things that are read, and nothing else of the row."""

from dataclasses import dataclass

from courses.classes.domain.names import comparable


@dataclass(frozen=True)
class ListedPupil:
    """One row; `problem` is a sentence for the teacher, and keeps the row from being seated."""

    row: int
    name: str
    sex: str = ""
    nisn: str = ""
    group: str = ""
    number: int | None = None
    problem: str = ""

    @property
    def key(self) -> str:
        """Return what two rows of the same pupil have in common when there is no NISN."""
        return comparable(self.name)


@dataclass(frozen=True)
class Roster:
    """The rows of a list; `ignored` counts the columns left unread, `holds_nik` says what was among them."""

    rows: tuple[ListedPupil, ...]
    ignored: int = 0
    holds_nik: bool = False

    @property
    def groups(self) -> list[str]:
        """Return the rombels in the list, in their order."""
        return list(dict.fromkeys(row.group for row in self.rows if row.group))
