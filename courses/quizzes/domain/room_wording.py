"""A room in words: for its proctor's screen and for the sheet that is signed."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses.quizzes.domain.seats import SeatLine, SeatState
from courses.quizzes.domain.wording import time_left_in_words
from courses.quizzes.models import ExamSession, SessionEvent


@dataclass(frozen=True)
class SeatInWords:
    """One line of the seat list as it is read."""

    line: SeatLine
    state: str
    detail: str

    @property
    def is_silent(self) -> bool:
        """Tell whether the proctor should go and look."""
        return self.line.state == SeatState.SILENT

    @property
    def is_waiting(self) -> bool:
        """Tell whether the person waits to be let in."""
        seat = self.line.seat
        return seat.admitted_at is None and seat.dismissed_at is None

    @property
    def is_in(self) -> bool:
        """Tell whether the person can still be given time or sent out."""
        return self.line.state not in (SeatState.HANDED_IN, SeatState.DISMISSED)


def seat_lines_in_words(lines: Sequence[SeatLine], now: datetime) -> list[SeatInWords]:
    """Return each seat with its state and what there is to say about it."""
    return [SeatInWords(line, state_in_words(line.state), _detail(line, now)) for line in lines]


def state_in_words(state: SeatState) -> str:
    """Return how somebody is doing."""
    return {
        SeatState.WAITING: _("waits at the door"),
        SeatState.ADMITTED: _("may begin"),
        SeatState.ANSWERING: _("is answering"),
        SeatState.SILENT: _("no signal"),
        SeatState.HANDED_IN: _("handed in"),
        SeatState.DISMISSED: _("sent out"),
    }[state]


def _detail(line: SeatLine, now: datetime) -> str:
    parts = []
    if line.state == SeatState.SILENT:
        minutes = int((now - line.last_seen).total_seconds()) // 60
        parts.append(
            ngettext(
                "last heard of %(minutes)d minute ago",
                "last heard of %(minutes)d minutes ago",
                minutes,
            )
            % {"minutes": minutes}
        )
    if line.attempt is not None and line.attempt.submitted_at is None:
        parts.append(time_left_in_words(line.deadline, now))
    if line.attempt is not None and line.attempt.extra_minutes:
        parts.append(_("+%(minutes)d minutes") % {"minutes": line.attempt.extra_minutes})
    if line.late:
        parts.append(
            ngettext(
                "%(late)d answer came after the end",
                "%(late)d answers came after the end",
                line.late,
            )
            % {"late": line.late}
        )
    return " · ".join(filter(None, parts))


def summary_in_words(session: ExamSession, lines: Sequence[SeatLine]) -> str:
    """Return the room in a sentence: 18 of 20 seats; 15 answering, 2 without a signal, 1 handed in."""
    sentence = _("%(taken)d of %(seats)d seats are taken.") % {
        "taken": len(lines),
        "seats": session.seat_count,
    }
    counts = Counter(line.state for line in lines)
    told = [f"{counts[state]} {state_in_words(state)}" for state in SeatState if counts[state]]
    return f"{sentence} {', '.join(told)}." if told else sentence


def event_in_words(event: SessionEvent) -> str:
    """Return what was done in the room, by whom and to whom."""
    words = {"what": event.get_kind_display(), "who": event.done_by or _("somebody")}
    sentence = _("%(who)s: %(what)s") % words
    if event.minutes:
        sentence += " · " + _("+%(minutes)d minutes") % {"minutes": event.minutes}
    if event.seat is not None:
        sentence += " · " + _("seat %(number)d, %(name)s") % {
            "number": event.seat.number,
            "name": event.seat.learner.display_name,
        }
    return sentence
