"""The embedded worker: does the scheduled work where there is no Celery."""

import logging
import signal
import threading
import time
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import close_old_connections

from literasi.schedule import SCHEDULE, ScheduledWork

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    """Call each verb of literasi.schedule at its pace until told to stop."""

    help = "Do the background work in this process (certificates, messages, scheduled pages)."

    def add_arguments(self, parser: CommandParser) -> None:
        """Add --once, for tests and for cron."""
        parser.add_argument("--once", action="store_true", help="do what is due now, then stop")

    def handle(self, *args: Any, once: bool, **options: Any) -> None:
        """Work until SIGTERM or Ctrl-C; a verb that fails is logged and tried at its next turn."""
        if once:
            for work in SCHEDULE:
                work.verb()
            return
        stopping = threading.Event()
        for sign in (signal.SIGTERM, signal.SIGINT):
            signal.signal(sign, lambda *_: stopping.set())
        due = {work.name: 0.0 for work in SCHEDULE}
        while not stopping.is_set():
            for work in SCHEDULE:
                if due[work.name] <= time.monotonic() and not stopping.is_set():
                    do_safely(work)
                    due[work.name] = time.monotonic() + work.every.total_seconds()
            stopping.wait(1.0)


def do_safely(work: ScheduledWork) -> None:
    """Do one piece of work; an error of it must not end the others."""
    close_old_connections()
    try:
        work.verb()
    except Exception:
        logger.exception("Background work %s did not finish; it is tried again.", work.name)
