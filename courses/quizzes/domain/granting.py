"""What one person gets beside the rules: more time, more tries. Each grant is in the audit log."""

from django.db import transaction
from django.utils import timezone

from courses.people.domain.audit import note
from courses.people.models import User
from courses.quizzes.models import Exam, ExtraTime, Quiz, Seat, TryGrant


@transaction.atomic
def grant_extra_time(learner: User, percent: int, by: User) -> None:
    """Give so many percent more time in everything that is timed; 0 takes it back.

    It holds for attempts that begin from now on. Why is nobody's business, and is not kept.
    """
    if percent == 0:
        ExtraTime.objects.filter(learner=learner).delete()
    else:
        ExtraTime.objects.update_or_create(
            learner=learner,
            defaults={"percent": percent, "granted_by": by, "granted_at": timezone.now()},
        )
    note(by, "exam.extra_time", learner, percent=percent)


@transaction.atomic
def grant_tries(
    what: Exam | Quiz, learner: User, by: User, *, tries: int = 1, reason: str = ""
) -> TryGrant:
    """Give more tries at a quiz or an exam, to be used at once: the waiting time is over."""
    of = {"exam": what} if isinstance(what, Exam) else {"quiz": what}
    grant = TryGrant.objects.create(
        learner=learner, granted_by=by, tries=tries, reason=reason, **of
    )
    note(by, "exam.tries", learner, what=str(what), tries=tries, reason=reason)
    return grant


def forget_grants_of(learner: User) -> None:
    """Delete seats, extra time and granted tries of a person who is to be erased."""
    Seat.objects.filter(learner=learner).delete()
    ExtraTime.objects.filter(learner=learner).delete()
    TryGrant.objects.filter(learner=learner).delete()
