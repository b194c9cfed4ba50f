"""What somebody did as a guest becomes theirs."""

from django.db import IntegrityError, transaction
from django.db.models import Exists, Max, OuterRef

from courses.people.domain.privacy import refuse_while_paused
from courses.people.models import User
from courses.quizzes.domain.passing import count_pass
from courses.quizzes.domain.takers import Taker
from courses.quizzes.models import Attempt
from courses.quizzes.querysets import AttemptQuerySet


def claim_attempts(learner: User, guest_key: str) -> int:
    """Give the guest's attempts to the learner, let passes count, and return how many were moved.

    An open attempt stays with the guest while the learner has one of the same quiz open. Safe to
    call twice; each attempt moves alone, so one that cannot holds up no other. Raises
    ProcessingPausedError in a pause.
    """
    refuse_while_paused(learner)
    guests = claimable_attempts(learner, guest_key).order_by("started_at", "number")
    return sum(_claim(learner, attempt) for attempt in list(guests))


def claimable_attempts(learner: User, guest_key: str) -> AttemptQuerySet:
    """Return the guest's attempts that a claim would give to the learner now."""
    digest = Taker(guest_key=guest_key).guest_digest
    own_open = Attempt.objects.filter(quiz=OuterRef("quiz"), learner=learner).open()
    return Attempt.objects.of(None, digest).exclude(Exists(own_open), submitted_at__isnull=True)


def _claim(learner: User, attempt: Attempt) -> bool:
    try:
        with transaction.atomic():
            return _move(learner, attempt)
    except IntegrityError:
        # The learner began the same quiz at this moment: the next claim finds it settled.
        return False


def _move(learner: User, attempt: Attempt) -> bool:
    guests = Attempt.objects.select_for_update(of=("self",)).filter(learner__isnull=True)
    locked = guests.select_related("quiz__lesson__course").filter(pk=attempt.pk).first()
    if locked is None:
        return False
    own = Attempt.objects.filter(quiz=locked.quiz, learner=learner)
    if locked.submitted_at is None and own.open().exists():
        return False
    locked.number = (own.aggregate(last=Max("number"))["last"] or 0) + 1
    locked.learner, locked.guest_digest = learner, ""
    locked.save(update_fields=["number", "learner", "guest_digest"])
    if locked.passed:
        count_pass(locked)
    return True
