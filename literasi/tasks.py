"""The one task that beat sends."""

from celery import shared_task

from literasi.schedule import SCHEDULE


@shared_task
def do_scheduled_work(name: str) -> None:
    """Call the scheduled verb of this name; safe to run twice, since verbs claim their rows."""
    verbs = {work.name: work.verb for work in SCHEDULE}
    verbs[name]()
