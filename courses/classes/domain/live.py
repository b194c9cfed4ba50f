"""Who is where during a lesson. Read only; the page asks again every few seconds."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import sha256

from django.core.cache import cache
from django.db.models import Count, Max
from django.utils import timezone
from django.utils.http import quote_etag
from django.utils.translation import gettext as _

from courses.classes.domain.cells import Done
from courses.classes.domain.work import Work, work_of
from courses.classes.models import Assignment, Pupil
from courses.people.models import Session
from courses.quizzes.models import Attempt

STUCK_AFTER = timedelta(minutes=5)
REMEMBERED_FOR = 3 * 60 * 60  # seconds


class Place(StrEnum):
    """Where a pupil is, in the order in which a teacher wants to look."""

    STUCK = "stuck"
    WORKING = "working"
    AWAY = "away"
    DONE = "done"


@dataclass(frozen=True)
class LivePupil:
    """One pupil: where, in which step, and since when nothing has happened."""

    pupil: Pupil
    place: Place
    step: str
    seen_at: datetime | None
    is_here: bool


@dataclass(frozen=True)
class Live:
    """The class at this moment, who is stuck first."""

    assignment: Assignment
    rows: tuple[LivePupil, ...]

    @property
    def fingerprint(self) -> str:
        """Return an ETag that is another as soon as a row looks different; whole minutes of waiting count."""
        now = timezone.now()
        rows = [
            (
                row.pupil.number,
                row.pupil.name,
                row.place,
                row.step,
                row.is_here,
                (now - row.seen_at) // timedelta(minutes=1)
                if row.seen_at and row.place == Place.STUCK
                else 0,
            )
            for row in self.rows
        ]
        return quote_etag(sha256(repr(rows).encode()).hexdigest()[:32])

    def count(self, place: str) -> int:
        """Return how many pupils are there."""
        return sum(row.place == place for row in self.rows)

    @property
    def stuck(self) -> int:
        """Return how many seem stuck."""
        return self.count(Place.STUCK)

    @property
    def working(self) -> int:
        """Return how many are at it."""
        return self.count(Place.WORKING)

    @property
    def done(self) -> int:
        """Return how many are done."""
        return self.count(Place.DONE)

    @property
    def away(self) -> int:
        """Return how many have not begun."""
        return self.count(Place.AWAY)


def note_opening(assignment: Assignment, pupil: Pupil) -> None:
    """Remember for this lesson that the pupil has opened it; forgotten after three hours."""
    cache.set(_key(assignment, pupil), timezone.now(), REMEMBERED_FOR)


def live_of(assignment: Assignment) -> Live:
    """Return where the pupils of this assignment are. Eight queries for any number of them."""
    school_class = assignment.school_class
    chosen = set(assignment.pupils.values_list("pk", flat=True))
    pupils = [pupil for pupil in school_class.pupils.present() if not chosen or pupil.pk in chosen]
    people = [pupil.person_id for pupil in pupils]
    work = work_of(people, [assignment])
    here = set(
        Session.objects.filter(person__in=people, expire_date__gt=timezone.now()).values_list(
            "person", flat=True
        )
    )
    answering = _open_attempts(people, assignment)
    opened = cache.get_many([_key(assignment, pupil) for pupil in pupils])
    now = timezone.now()
    rows = [
        _row(
            pupil,
            work,
            assignment,
            opened.get(_key(assignment, pupil)),
            answering.get(pupil.person_id),
            now,
            is_here=pupil.person_id in here,
        )
        for pupil in pupils
    ]
    order = list(Place)
    return Live(
        assignment, tuple(sorted(rows, key=lambda row: (order.index(row.place), row.pupil.number)))
    )


def _row(
    pupil: Pupil,
    work: Work,
    assignment: Assignment,
    opened: datetime | None,
    answering: tuple[int, int, datetime] | None,
    now: datetime,
    *,
    is_here: bool,
) -> LivePupil:
    done = work.done(pupil.person_id, assignment)
    moments = [opened, work.active_at(pupil.person_id, assignment) if done.is_begun else None]
    moments += [answering[2]] if answering else []
    seen_at = max((moment for moment in moments if moment), default=None)
    place = _place(done, seen_at, now, is_answering=answering is not None)
    step = "" if place == Place.AWAY else _step(done, work, pupil, assignment, answering)
    return LivePupil(pupil, place, step, seen_at, is_here)


def _place(done: Done, seen_at: datetime | None, now: datetime, *, is_answering: bool) -> Place:
    if done.is_done and not is_answering:
        return Place.DONE
    if seen_at is None:
        return Place.AWAY
    return Place.STUCK if now - seen_at > STUCK_AFTER else Place.WORKING


def _step(
    done: Done,
    work: Work,
    pupil: Pupil,
    assignment: Assignment,
    answering: tuple[int, int, datetime] | None,
) -> str:
    if answering:
        return _("%(answered)d of %(total)d questions answered") % {
            "answered": answering[0],
            "total": answering[1],
        }
    if done.is_done:
        return _("done") if done.points is None else _("done, %(points)d") % {"points": done.points}
    item = work.item(assignment)
    enrolment = work.enrolments.get((pupil.person_id, assignment.course_id or 0))
    if item and item.practices and enrolment:
        finished = enrolment.results.get(str(item.key), {}).get("practices", {})
        return _("%(done)d of %(total)d practices done") % {
            "done": len(set(finished) & set(item.practices)),
            "total": len(item.practices),
        }
    return _("is reading") if done.is_begun else ""


def _open_attempts(
    people: Sequence[int], assignment: Assignment
) -> dict[int, tuple[int, int, datetime]]:
    """Return how many questions each has answered in an open attempt, of how many, and when last."""
    rows = (
        Attempt.objects.filter(learner__in=people, quiz=assignment.lesson_id)
        .open()
        .annotate(answered=Count("answers"), last=Max("answers__saved_at"))
        .values_list("learner", "answered", "paper", "last", "started_at")
    )
    return {
        person: (answered, len(paper), last or started_at)
        for person, answered, paper, last, started_at in rows
    }


def _key(assignment: Assignment, pupil: Pupil) -> str:
    return f"classes:opened:{assignment.pk}:{pupil.pk}"
