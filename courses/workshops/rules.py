"""Who may do what with a workshop, and what its facts amount to."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from courses.people.models import Role, User
from courses.people.rules import is_admin
from courses.workshops.models import Meeting, Workshop, WorkshopFact

ROLES_THAT_PLAN = frozenset({Role.TRAINER, Role.ADMIN})
ROLES_THAT_READ_COVERAGE = frozenset({Role.TRAINER, Role.UNIT_HEAD, Role.CERTIFIER, Role.ADMIN})
# People come before the hour; an hour earlier it is a rehearsal or a mistake.
OPENS_BEFORE = timedelta(minutes=60)
CLOSES_AFTER = timedelta(hours=12)
FACES = (1, 2, 3)


def can_plan(person: User) -> bool:
    """Say whether the person may plan workshops of their own."""
    return person.is_superuser or person.roles.filter(role__in=ROLES_THAT_PLAN).exists()


def can_run(person: User, workshop: Workshop) -> bool:
    """Say whether the person may see and note who came: trainer, co-trainers, administrators."""
    return Workshop.objects.run_by(person).filter(pk=workshop.pk).exists()


def can_read_coverage(person: User) -> bool:
    """Say whether the person may see where nobody has been reached, and what it cost."""
    return person.is_superuser or person.roles.filter(role__in=ROLES_THAT_READ_COVERAGE).exists()


def can_keep_places(person: User) -> bool:
    """Say whether the person may write learning places: they are the same for everybody."""
    return is_admin(person)


# --- Time -----------------------------------------------------------------------------------


def ends_of(meeting: Meeting) -> datetime:
    """Return when the meeting is over by its plan."""
    return meeting.starts_at + timedelta(minutes=meeting.minutes)


def is_early(meeting: Meeting, moment: datetime) -> bool:
    """Say whether nobody can be present yet."""
    return moment < meeting.starts_at - OPENS_BEFORE


def is_over(meeting: Meeting, moment: datetime) -> bool:
    """Say whether it is too late for anything but the paper sheet."""
    return moment > ends_of(meeting) + CLOSES_AFTER


def meeting_at(meetings: Sequence[Meeting], moment: datetime) -> Meeting | None:
    """Return the meeting that is on, else the next one, else the last one."""
    standing = [meeting for meeting in meetings if meeting.cancelled_at is None]
    return next((each for each in standing if moment <= ends_of(each) + CLOSES_AFTER), None) or (
        standing[-1] if standing else None
    )


# --- What the facts amount to ---------------------------------------------------------------


@dataclass(frozen=True)
class Presence:
    """What a workshop's facts say; the order in which they arrived does not matter."""

    # Meetings at which somebody was present, by registration.
    meetings: Mapping[UUID, frozenset[UUID]] = field(default_factory=dict)
    # The facts that say so: what a correction has to name.
    standing: Mapping[tuple[UUID, UUID], tuple[WorkshopFact, ...]] = field(default_factory=dict)
    # People counted without a name, by meeting and L, P or -.
    counted: Mapping[UUID, Mapping[str, int]] = field(default_factory=dict)
    before: Mapping[int, int] = field(default_factory=dict)
    after: Mapping[int, int] = field(default_factory=dict)
    # How somebody managed, the newest word on it, by registration.
    managed: Mapping[UUID, str] = field(default_factory=dict)

    def is_present(self, registration: UUID, meeting: UUID) -> bool:
        """Say whether this person was at this meeting."""
        return meeting in self.meetings.get(registration, ())

    def counted_at(self, meeting: UUID) -> int:
        """Return how many were counted without a name."""
        return sum(self.counted.get(meeting, {}).values())


def presence_of(facts: Iterable[WorkshopFact]) -> Presence:
    """Return what these facts of one workshop amount to.

    Somebody is present when a fact says so that no correction names. Sums never fall below
    nothing: a minus that arrives before its plus must not hide anybody.
    """
    counting = [fact for fact in facts if fact.verdict != WorkshopFact.Verdict.REFUSED]
    corrected = {fact.corrects_id for fact in counting if fact.corrects_id}
    standing = [fact for fact in counting if fact.id not in corrected]
    present: dict[tuple[UUID, UUID], tuple[WorkshopFact, ...]] = {}
    meetings: dict[UUID, frozenset[UUID]] = {}
    for fact in standing:
        if fact.kind == WorkshopFact.Kind.PRESENT and fact.registration_id and fact.meeting_id:
            place = (fact.registration_id, fact.meeting_id)
            present[place] = (*present.get(place, ()), fact)
            known = meetings.get(fact.registration_id, frozenset())
            meetings[fact.registration_id] = known | {fact.meeting_id}
    return Presence(
        meetings=meetings,
        standing=present,
        counted=_counted(standing),
        before=_faces(standing, WorkshopFact.Kind.BEFORE),
        after=_faces(standing, WorkshopFact.Kind.AFTER),
        managed=_managed(standing),
    )


def share_of(present: Iterable[UUID], planned: Iterable[UUID]) -> int:
    """Return the percentage of all planned meetings at which somebody was, rounded down."""
    meetings = set(planned)
    return len(meetings & set(present)) * 100 // len(meetings) if meetings else 0


def _counted(facts: list[WorkshopFact]) -> dict[UUID, dict[str, int]]:
    sums: dict[UUID, Counter[str]] = {}
    for fact in facts:
        if fact.kind == WorkshopFact.Kind.COUNT and fact.meeting_id:
            sums.setdefault(fact.meeting_id, Counter())[fact.body.get("sex", "-")] += fact.body[
                "amount"
            ]
    return {
        meeting: {sex: max(0, count) for sex, count in count_by_sex.items()}
        for meeting, count_by_sex in sums.items()
    }


def _faces(facts: list[WorkshopFact], kind: str) -> dict[int, int]:
    """Count the faces: of somebody known the newest one, of the others every one."""
    known: dict[UUID, int] = {}
    unknown: Counter[int] = Counter()
    for fact in sorted(facts, key=lambda fact: (fact.occurred_at, fact.id)):
        if fact.kind != kind:
            continue
        if fact.registration_id:
            known[fact.registration_id] = fact.body["face"]
        else:
            unknown[fact.body["face"]] += fact.body.get("amount", 1)
    every = unknown + Counter(known.values())
    return {face: max(0, every[face]) for face in FACES}


def _managed(facts: list[WorkshopFact]) -> dict[UUID, str]:
    return {
        fact.registration_id: fact.body["how"]
        for fact in sorted(facts, key=lambda fact: (fact.occurred_at, fact.id))
        if fact.kind == WorkshopFact.Kind.HELP and fact.registration_id
    }
