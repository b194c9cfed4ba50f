"""Begin an attempt at an exam, its placement check or refresher, or enter one written on paper."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from certificates.domain.programmes import counts_after
from courses.catalogue.models import Course
from courses.people.domain.privacy import refuse_while_paused
from courses.people.models import User
from courses.quizzes.domain.attempts import (
    Beginning,
    StartRefused,
    begin,
    grants_of,
    until_one_is_open,
)
from courses.quizzes.domain.passing import FACTS, key_of
from courses.quizzes.domain.submitting import submit_attempt
from courses.quizzes.domain.takers import Taker
from courses.quizzes.models import Attempt, Exam, ExtraTime, QuizVersion, Seat
from courses.quizzes.rules import (
    Hindrance,
    Tries,
    count_tries,
    is_gone,
    is_overdue,
    minutes_for,
    tries_that_count,
)

Mode = QuizVersion.Mode


@dataclass(frozen=True)
class Need:
    """A course that comes before an exam; `slug` is empty when it is not published."""

    code: str
    title: str
    slug: str
    is_met: bool


@dataclass(frozen=True)
class Entry:
    """What somebody has to have before an exam: every course, or the placement check."""

    needs: tuple[Need, ...]
    is_placed: bool

    @property
    def is_open(self) -> bool:
        """Tell whether the exam may be taken."""
        return self.is_placed or all(need.is_met for need in self.needs)


def entry_of(exam: Exam, learner: User) -> Entry:
    """Return which courses are done, and whether the placement check was passed. Three statements."""
    courses = {
        course.code: course
        for course in Course.objects.filter(code__in=exam.needs).select_related("current")
    }
    passed = _courses_passed(exam, learner)
    placed = Attempt.objects.filter(
        learner=learner, exam=exam, passed=True, version__mode=Mode.PLACEMENT
    )
    needs = tuple(_need(code, courses.get(code), is_met=code in passed) for code in exam.needs)
    return Entry(needs, placed.exists())


def _courses_passed(exam: Exam, learner: User) -> set[str]:
    passed = Attempt.objects.filter(
        learner=learner, passed=True, quiz__lesson__course__code__in=exam.needs
    )
    return set(passed.values_list("quiz__lesson__course__code", flat=True))


def _need(code: str, course: Course | None, *, is_met: bool) -> Need:
    if course is None or course.current is None:
        return Need(code, code, "", is_met)
    return Need(code, course.current.title, course.slug, is_met)


def exam_tries_of(exam: Exam, version: QuizVersion, learner: User, now: datetime) -> Tries:
    """Return how often the learner has tried, and whether they may again on their own."""
    return _tries(exam, version, learner, now, _attempts_at(exam, learner), supervised=False)


def _attempts_at(exam: Exam, learner: User) -> list[Attempt]:
    """Return everything the learner has begun of the exam and its placement check. One statement."""
    return list(Attempt.objects.filter(exam=exam, learner=learner).with_exam_rules().defer("paper"))


def _tries(
    exam: Exam,
    version: QuizVersion,
    learner: User,
    now: datetime,
    theirs: list[Attempt],
    *,
    supervised: bool,
) -> Tries:
    handed_in = [one for one in theirs if one.submitted_at and one.version.mode == version.mode]
    if version.mode == Mode.REFRESHER or any(one.passed for one in handed_in):
        anew_after = renews_after(exam, version, learner)
        if anew_after is None and version.mode == Mode.REFRESHER:
            return Tries(0, None, passed=False, hindrance=Hindrance.NOTHING_TO_RENEW)
        # What led to the last certificate is no hindrance to the next.
        handed_in = [
            one
            for one in handed_in
            if anew_after is None or timezone.localdate(one.started_at) > anew_after
        ]
    counted = tries_that_count(handed_in, supervised=supervised)
    # A grant only adds to tries that were used.
    return count_tries(version, counted, now, grants_of(version, learner) if handed_in else ())


def renews_after(exam: Exam, version: QuizVersion, learner: User) -> date | None:
    """Return the day after which a pass renews the learner's certificate; None when it does not now."""
    if version.mode not in FACTS:
        return None
    return counts_after(str(learner.public_id), key_of(exam, version.mode), timezone.localdate())


def open_exam_attempt_of(exam: Exam, learner: User) -> Attempt | None:
    """Return what the learner has begun of the exam or its placement check, also on paper."""
    return Attempt.objects.filter(exam=exam, learner=learner).open().with_exam_rules().first()


def handed_in_by(exam: Exam, learner: User) -> list[Attempt]:
    """Return what the learner has handed in of the exam and its placement check, the newest first."""
    of_exam = Attempt.objects.filter(exam=exam, learner=learner).submitted().defer("paper")
    return list(of_exam.select_related("version").order_by("-submitted_at"))


def minutes_of(version: QuizVersion, learner: User) -> int | None:
    """Return how long the learner may take, with the extra time that they were granted."""
    extra = ExtraTime.objects.filter(learner=learner).first()
    return minutes_for(version, extra.percent if extra else 0)


def start_exam(exam: Exam, learner: User, seat: Seat | None = None) -> Attempt:
    """Return the open attempt, or begin one; with a seat it is a supervised one.

    Raises StartRefused, saying in `tries.hindrance` why not: also for missing courses, for a seat
    whose holder was not let in, and while something else of the exam is open.
    """
    if exam.current is None:
        raise LookupError(exam.slug)
    if seat is not None and not _may_begin(seat):
        raise StartRefused(Tries(0, None, passed=False, hindrance=Hindrance.NOT_ADMITTED))
    attempt = _start(exam, exam.current, learner, seat)
    if seat is not None and attempt.supervised and seat.attempt_id != attempt.pk:
        Seat.objects.filter(pk=seat.pk).update(attempt=attempt)
    return attempt


def start_placement(exam: Exam, learner: User) -> Attempt:
    """Return the open placement check, or begin one. Raises StartRefused, LookupError without one."""
    if exam.placement is None:
        raise LookupError(exam.slug)
    return _start(exam, exam.placement, learner, None)


def start_refresher(exam: Exam, learner: User) -> Attempt:
    """Return the open refresher, or begin one. Raises StartRefused, LookupError without one."""
    if exam.refresher is None:
        raise LookupError(exam.slug)
    return _start(exam, exam.refresher, learner, None)


def start_paper_attempt(
    exam: Exam,
    learner: User,
    seed: int,
    *,
    version: QuizVersion | None = None,
    supervised: bool = True,
    written_at: datetime | None = None,
) -> Attempt:
    """Begin the attempt of a paper that was printed, so that its answers can be entered.

    `version` are the rules that the paper was drawn by, the current ones if left out. It has no
    deadline and cannot be opened on a screen; save_answer and submit_attempt do the rest. Raises
    StartRefused while the learner has something of the exam open, or has passed or used up all.
    """
    rules = version or exam.current
    if rules is None:
        raise LookupError(exam.slug)
    refuse_while_paused(learner)
    now = written_at or timezone.now()

    def one_round() -> Attempt | None:
        theirs = _attempts_at(exam, learner)
        if (found := _still_open(theirs)) is not None:
            if found.on_paper and found.seed == seed:
                return found
            raise StartRefused(Tries(0, None, passed=False, hindrance=Hindrance.ANOTHER_OPEN))
        tries = _tries(exam, rules, learner, now, theirs, supervised=supervised)
        if tries.hindrance in (Hindrance.PASSED, Hindrance.USED_UP, Hindrance.BEING_MARKED):
            raise StartRefused(tries)
        return begin(
            Beginning(
                rules,
                Taker(learner),
                number=len(theirs) + 1,
                now=now,
                exam=exam,
                seed=seed,
                supervised=supervised,
                on_paper=True,
            )
        )

    return until_one_is_open(one_round)


def _start(exam: Exam, version: QuizVersion, learner: User, seat: Seat | None) -> Attempt:
    refuse_while_paused(learner)
    return until_one_is_open(lambda: _open_or_new(exam, version, learner, seat))


def _open_or_new(
    exam: Exam, version: QuizVersion, learner: User, seat: Seat | None
) -> Attempt | None:
    """Return the attempt to go on with, a new one, or None when it has to be looked for again."""
    now, theirs = timezone.now(), _attempts_at(exam, learner)
    found = _still_open(theirs)
    if found is not None and not is_overdue(found, now):
        if found.on_paper or found.version.mode != version.mode or not _fits(found, seat):
            raise StartRefused(Tries(0, None, passed=False, hindrance=Hindrance.ANOTHER_OPEN))
        return found
    if found is not None and not is_gone(found, now):
        return found
    if found is not None:
        submit_attempt(found)
        return None
    tries = _tries(exam, version, learner, now, theirs, supervised=seat is not None)
    if (
        tries.hindrance is None
        and version.mode == Mode.EXAM
        and not _may_enter(exam, theirs, learner)
    ):
        tries = Tries(tries.used, tries.left, passed=False, hindrance=Hindrance.NEEDS_COURSES)
    if tries.hindrance:
        raise StartRefused(tries)
    return begin(
        Beginning(
            version,
            Taker(learner),
            number=len(theirs) + 1,
            now=now,
            exam=exam,
            supervised=seat is not None,
            extra_minutes=seat.session.extra_minutes if seat else 0,
        )
    )


def _still_open(theirs: list[Attempt]) -> Attempt | None:
    return next((one for one in theirs if one.submitted_at is None), None)


def _may_enter(exam: Exam, theirs: list[Attempt], learner: User) -> bool:
    """Tell what `entry_of` tells, from the attempts at hand. At most one statement."""
    if any(one.passed and one.version.mode == Mode.PLACEMENT for one in theirs):
        return True
    return not exam.needs or set(exam.needs) <= _courses_passed(exam, learner)


def _fits(attempt: Attempt, seat: Seat | None) -> bool:
    """Tell whether an open attempt is the one of this seat, or of no seat: they certify differently."""
    if seat is None:
        return True
    return attempt.supervised and seat.attempt_id in (None, attempt.pk)


def _may_begin(seat: Seat) -> bool:
    is_in = seat.admitted_at is not None and seat.dismissed_at is None
    return is_in and seat.session.closed_at is None and seat.session.paused_at is None
