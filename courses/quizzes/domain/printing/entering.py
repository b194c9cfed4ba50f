"""Type in what candidates wrote on paper: row by row, corrected until it is finished."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.people.domain.privacy import ProcessingPausedError
from courses.people.models import User
from courses.quizzes.domain.answers import save_answer
from courses.quizzes.domain.attempts import Beginning, StartRefused, begin
from courses.quizzes.domain.papers import PaperItem
from courses.quizzes.domain.printing.notation import TypedWrong, response_of
from courses.quizzes.domain.printing.runs import items_of
from courses.quizzes.domain.responses import AnswerRefused, clean_response
from courses.quizzes.domain.sitting import start_paper_attempt
from courses.quizzes.domain.submitting import submit_attempt
from courses.quizzes.domain.takers import Taker
from courses.quizzes.models import Attempt, PaperEntry, PrintedPaper, PrintRun

Typed = dict[str, str]


class EntryRefused(Exception):  # noqa: N818 - it reads as the sentence it carries
    """Nothing was changed; the sentence says why."""


@dataclass(frozen=True)
class Fault:
    """A cell that cannot be read, and what fits there."""

    position: int
    sentence: str


def add_candidate(run: PrintRun, paper: PrintedPaper, learner: User, by: User) -> PaperEntry:
    """Return the row of the candidate in the grid, made now if there was none. Raises EntryRefused."""
    entry, is_new = PaperEntry.objects.get_or_create(
        run=run, learner=learner, defaults={"paper": paper, "typed_by": by}
    )
    if not is_new and entry.paper_id != paper.pk:
        raise EntryRefused(
            _("%(name)s is in the grid already, with another variant.")
            % {"name": learner.display_name}
        )
    return entry


def faults_of(items: list[PaperItem], typed: Mapping[str, str]) -> list[Fault]:
    """Return the cells of a row that cannot be read."""
    faults = []
    for position, item in enumerate(items, start=1):
        try:
            read_cell(item, typed.get(str(position), ""))
        except TypedWrong as wrong:
            faults.append(Fault(position, str(wrong)))
    return faults


def read_cell(item: PaperItem, typed: str) -> dict[str, object] | None:
    """Return the answer in a cell, or None for none. Raises TypedWrong."""
    response = response_of(item, typed)
    try:
        return response and clean_response(item, response)
    except AnswerRefused as refused:
        raise TypedWrong(str(refused)) from refused


@transaction.atomic
def keep_row(entry: PaperEntry, typed: Mapping[str, str], by: User) -> PaperEntry:
    """Keep what was typed so far, unreadable cells too: they are shown until they are mended.

    The row before is kept, so that the change can be taken back. Raises EntryRefused once the row
    is finished.
    """
    locked = _open_row(entry)
    known = {str(position) for position in range(1, len(locked.paper.paper) + 1)}
    clean = {place: text.strip()[:4000] for place, text in typed.items() if place in known}
    new = {place: text for place, text in {**locked.typed, **clean}.items() if text}
    if new != locked.typed:
        locked.before, locked.typed = locked.typed, new
        locked.typed_by, locked.typed_at = by, timezone.now()
        locked.save(update_fields=["before", "typed", "typed_by", "typed_at"])
    return locked


@transaction.atomic
def take_back(entry: PaperEntry, by: User) -> PaperEntry:
    """Bring the row back to what it was before its last change; again brings the change back."""
    locked = _open_row(entry)
    if locked.before is None:
        raise EntryRefused(_("There is nothing to take back."))
    locked.before, locked.typed = locked.typed, locked.before
    locked.typed_by, locked.typed_at = by, timezone.now()
    locked.save(update_fields=["before", "typed", "typed_by", "typed_at"])
    return locked


@transaction.atomic
def drop_row(entry: PaperEntry) -> None:
    """Take a candidate out of the grid. Raises EntryRefused once the row is finished."""
    _open_row(entry).delete()


@transaction.atomic
def finish_row(entry: PaperEntry, by: User) -> Attempt:
    """Grade the row as an attempt of its candidate, by the same engine as all others.

    Raises EntryRefused while a cell cannot be read, and when the candidate may not take it.
    """
    locked = _open_row(entry)
    items = items_of(locked.paper)
    if faults := faults_of(items, locked.typed):
        raise EntryRefused(
            _("Question %(position)d: %(sentence)s")
            % {"position": faults[0].position, "sentence": faults[0].sentence}
        )
    attempt = _begin(locked)
    if attempt.paper != locked.paper.paper:
        raise EntryRefused(
            _("The paper drawn by this code is another one. Tell the administrator.")
        )
    moment = int(timezone.now().timestamp() * 1000)
    for position, item in enumerate(items, start=1):
        response = read_cell(item, locked.typed.get(str(position), ""))
        if response:
            save_answer(attempt, position, response, moment)
    submitted = submit_attempt(attempt)
    locked.attempt, locked.typed_by = submitted, by
    locked.save(update_fields=["attempt", "typed_by"])
    return submitted


def forget_entries_of(learner: User) -> None:
    """Delete what a person who is to be erased wrote on paper."""
    PaperEntry.objects.filter(learner=learner).delete()


def _begin(entry: PaperEntry) -> Attempt:
    run = entry.run
    try:
        if run.exam is not None:
            return start_paper_attempt(
                run.exam,
                entry.learner,
                entry.paper.seed,
                version=run.version,
                supervised=run.supervised,
            )
    except ProcessingPausedError as paused:
        raise EntryRefused(
            _("%(name)s has paused the use of their data. It cannot be graded now.")
            % {"name": entry.learner.display_name}
        ) from paused
    except StartRefused as refused:
        raise EntryRefused(
            _("%(name)s has passed already, has no try left, or has begun elsewhere.")
            % {"name": entry.learner.display_name}
        ) from refused
    return _begin_practice(entry)


def _begin_practice(entry: PaperEntry) -> Attempt:
    before = Attempt.objects.filter(quiz=entry.run.quiz, learner=entry.learner)
    attempt = begin(
        Beginning(
            entry.run.version,
            Taker(entry.learner),
            number=before.count() + 1,
            now=timezone.now(),
            quiz=entry.run.quiz,
            seed=entry.paper.seed,
            supervised=entry.run.supervised,
            on_paper=True,
        )
    )
    if attempt is None:
        raise EntryRefused(
            _("%(name)s has begun this quiz on a screen. It has to be handed in there first.")
            % {"name": entry.learner.display_name}
        )
    return attempt


def _open_row(entry: PaperEntry) -> PaperEntry:
    locked = (
        PaperEntry.objects.select_for_update(of=("self",))
        .select_related("paper", "learner", "run__exam", "run__quiz", "run__version")
        .get(pk=entry.pk)
    )
    if locked.attempt_id is not None:
        raise EntryRefused(_("This row is finished and does not change any more."))
    return locked
