"""What ends with time: what was said about learners, and where they stopped, in activities long left alone."""

from datetime import datetime, timedelta
from itertools import batched
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone

from courses.packages.models import Play, SavedState, Statement

AT_ONCE = 500


def forget_old_plays() -> int:
    """Delete statements, plays and states older than STATEMENTS_KEPT_DAYS; return how many rows went.

    That a practice is done stays: it stands in the learner's progress. Some at a time, so that nobody
    who is learning just now waits for it.
    """
    before = timezone.now() - timedelta(days=settings.STATEMENTS_KEPT_DAYS)
    return sum(map(_delete, _old(before)))


def _old(before: datetime) -> list[QuerySet[Statement] | QuerySet[Play] | QuerySet[SavedState]]:
    """Return what is too old; a play lasts as long as something is reported of it."""
    return [
        Statement.objects.filter(stored_at__lt=before),
        Play.objects.filter(active_at__lt=before),
        SavedState.objects.filter(saved_at__lt=before),
    ]


def _delete(rows: QuerySet[Statement] | QuerySet[Play] | QuerySet[SavedState]) -> int:
    keys: list[Any] = list(rows.order_by("pk").values_list("pk", flat=True))
    for some in batched(keys, AT_ONCE):
        rows.filter(pk__in=some).delete()
    return len(keys)
