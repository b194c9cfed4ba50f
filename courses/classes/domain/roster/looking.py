"""What would come of each row of a list: the preview, and the sentence above it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from rapidfuzz import fuzz

from courses.classes.domain.names import comparable
from courses.classes.domain.pupils import digests_of_nisn
from courses.classes.domain.roster.listed import ListedPupil, Roster
from courses.classes.models import Pupil, SchoolClass
from courses.people.models import User

# Two names this much alike are perhaps one pupil, spelt twice.
ALIKE = 91


class Outcome(StrEnum):
    """What the teacher is told about a row."""

    NEW = "new"
    SAME = "same"
    PERHAPS = "perhaps"
    ELSEWHERE = "elsewhere"
    PROBLEM = "problem"


@dataclass(frozen=True)
class PreviewRow:
    """A row and what would come of it; `twin` is whom it looks like."""

    listed: ListedPupil
    outcome: Outcome
    twin: str = ""
    seat: Pupil | None = None

    @property
    def is_asked(self) -> bool:
        """Tell whether the teacher has to say if it is the same pupil."""
        return self.outcome in (Outcome.PERHAPS, Outcome.ELSEWHERE)


@dataclass(frozen=True)
class Preview:
    """The rows of one rombel, and the sentence that says what happens to the rest."""

    rows: tuple[PreviewRow, ...]
    sentence: str
    groups: tuple[str, ...]
    group: str

    def count(self, outcome: Outcome) -> int:
        """Return how many rows come out like this."""
        return sum(row.outcome == outcome for row in self.rows)

    @property
    def new(self) -> int:
        """Return how many pupils are seated without a question."""
        return self.count(Outcome.NEW)

    @property
    def questions(self) -> int:
        """Return how many rows need an answer."""
        return sum(row.is_asked for row in self.rows)

    @property
    def problems(self) -> int:
        """Return how many rows cannot be seated."""
        return self.count(Outcome.PROBLEM)


def look_at(roster: Roster, school_class: SchoolClass, teacher: User, group: str = "") -> Preview:
    """Return what would come of the rows of this rombel. Two queries for any number of rows."""
    groups = roster.groups
    chosen = _chosen_group(groups, school_class, group)
    listed = [row for row in roster.rows if not groups or row.group == chosen]
    own = list(school_class.pupils.all())
    others = _seats_elsewhere(school_class, teacher)
    rows = tuple(_judged(listed, own, others))
    return Preview(
        rows, _sentence(roster, listed, chosen or school_class.name), tuple(groups), chosen
    )


def _chosen_group(groups: Sequence[str], school_class: SchoolClass, wished: str) -> str:
    if wished in groups:
        return wished
    fitting = [group for group in groups if _same_class(group, school_class.name)]
    return next(iter(fitting or groups), "")


def _same_class(one: str, other: str) -> bool:
    return "".join(one.split()).casefold() in {
        "".join(other.split()).casefold(),
        "kelas" + "".join(other.split()).casefold(),
    }


def _seats_elsewhere(school_class: SchoolClass, teacher: User) -> dict[str, Pupil]:
    """Return the seats in the teacher's other classes of this school, by the hash of the NISN."""
    reachable = SchoolClass.objects.taught_by(teacher).current()
    seats = Pupil.objects.present().filter(
        school_class__in=reachable.filter(school=school_class.school_id)
    )
    found = seats.exclude(school_class=school_class).exclude(nisn_digest="")
    return {seat.nisn_digest: seat for seat in found.select_related("school_class")}


def _judged(
    listed: Iterable[ListedPupil], own: Sequence[Pupil], others: dict[str, Pupil]
) -> Iterable[PreviewRow]:
    by_nisn = {seat.nisn_digest: seat for seat in own if seat.nisn_digest}
    by_name = {comparable(seat.name): seat for seat in own}
    seen: dict[str, ListedPupil] = {}
    for row in listed:
        yield _judge(row, by_nisn, by_name, others, seen)
        if not row.problem:
            seen.setdefault(row.key, row)


def _judge(
    row: ListedPupil,
    by_nisn: dict[str, Pupil],
    by_name: dict[str, Pupil],
    others: dict[str, Pupil],
    seen: dict[str, ListedPupil],
) -> PreviewRow:
    if row.problem:
        return PreviewRow(row, Outcome.PROBLEM)
    digests = digests_of_nisn(row.nisn)
    for digest in digests:
        if seat := by_nisn.get(digest):
            return PreviewRow(row, Outcome.SAME, seat.name, seat)
        if seat := others.get(digest):
            return PreviewRow(
                row, Outcome.ELSEWHERE, f"{seat.name}, {seat.school_class.name}", seat
            )
    if seat := by_name.get(row.key):
        # The same name and two NISN: one of them may be wrong, so the teacher is asked.
        told_apart = bool(digests and seat.nisn_digest)
        outcome = Outcome.PERHAPS if told_apart else Outcome.SAME
        return PreviewRow(row, outcome, seat.name, seat)
    if twin := _alike(row.key, seen):
        return PreviewRow(row, Outcome.PERHAPS, seen[twin].name)
    if twin := _alike(row.key, by_name):
        return PreviewRow(row, Outcome.PERHAPS, by_name[twin].name, by_name[twin])
    return PreviewRow(row, Outcome.NEW)


def _alike(key: str, known: Iterable[str]) -> str:
    return next((other for other in known if fuzz.ratio(key, other) >= ALIKE), "")


def _sentence(roster: Roster, listed: Sequence[ListedPupil], group: str) -> str:
    """Return "38 pupils VII A; 62 other columns are ignored, NIK and parents' data among them"."""
    pupils = ngettext("%(count)d pupil %(group)s", "%(count)d pupils %(group)s", len(listed)) % {
        "count": len(listed),
        "group": group,
    }
    if not roster.ignored:
        return f"{pupils}."
    ignored = ngettext(
        "%(count)d other column is ignored", "%(count)d other columns are ignored", roster.ignored
    ) % {"count": roster.ignored}
    among = _(", NIK and parents' data among them") if roster.holds_nik else ""
    return f"{pupils}; {ignored}{among}."
