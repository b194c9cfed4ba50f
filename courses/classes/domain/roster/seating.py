"""Seat the pupils of a list that a teacher has looked at."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction

from courses.classes.domain.pupils import (
    Newcomer,
    digest_of_nisn,
    move_pupil,
    seat_pupils,
    take_back,
)
from courses.classes.domain.roster.looking import Outcome, Preview, PreviewRow
from courses.classes.models import Pupil, SchoolClass
from courses.people.models import User

ADD, LEAVE, MOVE = "add", "leave", "move"


@dataclass(frozen=True)
class Seated:
    """How many pupils came new, from another class, back, and were there already."""

    new: int
    moved: int
    known: int


@transaction.atomic
def seat_listed(
    school_class: SchoolClass, preview: Preview, answers: Mapping[int, str], *, by: User
) -> Seated:
    """Seat the rows as the teacher answered; `answers` maps a row's number to add, leave or move.

    A row that was asked about and not answered is left. Raises ValidationError when the class
    would get too large; then nothing is written.
    """
    newcomers, moved, known = [], 0, 0
    for row in preview.rows:
        answer = answers.get(row.listed.row, LEAVE)
        if row.outcome == Outcome.NEW or (row.is_asked and answer == ADD):
            newcomers.append(_newcomer(row))
        elif row.outcome == Outcome.ELSEWHERE and answer == MOVE and row.seat:
            move_pupil(row.seat, school_class, by=by)
            moved += 1
        elif row.seat and row.outcome != Outcome.ELSEWHERE:
            _know_again(row.seat, row, by)
            known += 1
    seat_pupils(school_class, newcomers, by=by)
    return Seated(len(newcomers), moved, known)


def _newcomer(row: PreviewRow) -> Newcomer:
    listed = row.listed
    return Newcomer(listed.name, listed.sex, listed.nisn, listed.number)


def _know_again(seat: Pupil, row: PreviewRow, by: User) -> None:
    """Bring back who had left, and remember the NISN of who was seated without one."""
    if seat.left_at and row.outcome == Outcome.SAME:
        take_back(seat, by=by)
    if row.listed.nisn and not seat.nisn_digest:
        Pupil.objects.filter(pk=seat.pk).update(nisn_digest=digest_of_nisn(row.listed.nisn))
