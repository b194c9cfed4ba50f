"""The work that is done in the background, and how often somebody looks for it.

Work is a row first: each verb below finds its own due rows, so it may be called at any
time, by any number of processes, and killed at any moment. The embedded worker
(`manage.py work`) and Celery beat read this one list.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.core.management import call_command

from certificates.domain.announcing import sweep_announcements
from certificates.domain.bulk import sweep_bulk_issues
from certificates.domain.expiring import remind_of_expiry
from certificates.domain.outbox import sweep_outbox
from cms.exchange.waiting import go_on_with_imports
from courses.classes.domain.retention import end_due_classes
from courses.notices.domain import deliver_due_messages
from courses.packages.domain.forwarding import forward_due_statements
from courses.packages.domain.retention import forget_old_plays
from courses.packages.domain.sweeping import sweep_unused_bytes
from courses.packages.domain.uploads import import_due_uploads
from courses.quizzes.domain.housekeeping import forget_old_guest_attempts, submit_overdue_attempts
from courses.quizzes.domain.importing import forget_old_pending_questions
from courses.quizzes.domain.regrading import regrade_due
from courses.quizzes.domain.statistics import count_statistics
from courses.workshops.domain.forgetting import forget_old_attendees
from courses.workshops.domain.registering import settle_overdue_offers
from courses.workshops.domain.telling import remind_of_meetings
from literasi.privacy.erasing import erase_due_people


@dataclass(frozen=True)
class ScheduledWork:
    """One verb and the pause between two calls of it."""

    name: str
    verb: Callable[[], object]
    every: timedelta


def publish_scheduled() -> None:
    """Publish and unpublish the pages whose time has come."""
    call_command("publish_scheduled")


def clear_old_sessions() -> None:
    """Delete the sessions that have run out."""
    call_command("clearsessions")


def clear_broken_uploads() -> None:
    """Delete what processes that were killed left of files that were being sent to them."""
    before = time.time() - timedelta(days=1).total_seconds()
    for left in Path(settings.FILE_UPLOAD_TEMP_DIR).glob("*.upload*"):
        if left.stat().st_mtime < before:
            left.unlink(missing_ok=True)


SCHEDULE = (
    ScheduledWork("certificates", sweep_outbox, timedelta(seconds=2)),
    ScheduledWork("announcements", sweep_announcements, timedelta(seconds=30)),
    ScheduledWork("bulk-issues", sweep_bulk_issues, timedelta(seconds=2)),
    ScheduledWork("expiry-reminders", remind_of_expiry, timedelta(hours=6)),
    ScheduledWork("messages", deliver_due_messages, timedelta(seconds=5)),
    ScheduledWork("package-uploads", import_due_uploads, timedelta(seconds=2)),
    ScheduledWork("statements", forward_due_statements, timedelta(seconds=20)),
    ScheduledWork("old-statements", forget_old_plays, timedelta(hours=24)),
    ScheduledWork("unused-bytes", sweep_unused_bytes, timedelta(hours=6)),
    ScheduledWork("overdue-attempts", submit_overdue_attempts, timedelta(seconds=30)),
    ScheduledWork("corrected-keys", regrade_due, timedelta(seconds=30)),
    ScheduledWork("question-statistics", count_statistics, timedelta(hours=1)),
    ScheduledWork("question-files", go_on_with_imports, timedelta(seconds=5)),
    ScheduledWork("old-question-files", forget_old_pending_questions, timedelta(hours=6)),
    ScheduledWork("scheduled-pages", publish_scheduled, timedelta(seconds=60)),
    ScheduledWork("workshop-offers", settle_overdue_offers, timedelta(minutes=1)),
    ScheduledWork("workshop-reminders", remind_of_meetings, timedelta(minutes=30)),
    ScheduledWork("workshop-names", forget_old_attendees, timedelta(hours=24)),
    ScheduledWork("erasures", erase_due_people, timedelta(hours=1)),
    ScheduledWork("guest-attempts", forget_old_guest_attempts, timedelta(hours=6)),
    ScheduledWork("ended-classes", end_due_classes, timedelta(hours=6)),
    ScheduledWork("broken-uploads", clear_broken_uploads, timedelta(hours=6)),
    ScheduledWork("sessions", clear_old_sessions, timedelta(hours=24)),
)
