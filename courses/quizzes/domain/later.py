"""Put a question off for later: a mark for the taker alone, which nothing depends on."""

from django.db import transaction

from courses.quizzes.domain.papers import item_at
from courses.quizzes.models import Attempt


@transaction.atomic
def put_off(attempt: Attempt, position: int) -> None:
    """Mark the question for later. Raises LookupError for a position that the paper does not have."""
    _write(attempt, position, {position})


@transaction.atomic
def take_up(attempt: Attempt, position: int) -> None:
    """Take the mark away again. Raises LookupError for a position that the paper does not have."""
    _write(attempt, position, set())


def _write(attempt: Attempt, position: int, here: set[int]) -> None:
    item_at(attempt, position)
    locked = Attempt.objects.select_for_update(of=("self",)).only("marked", "submitted_at")
    found = locked.get(pk=attempt.pk)
    if found.submitted_at is not None:
        return
    found.marked = sorted({*found.marked} - {position} | here)
    found.save(update_fields=["marked"])
