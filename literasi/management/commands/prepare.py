"""Bring a database to the state in which the product can be used."""

import logging
import time
from collections.abc import Callable
from functools import partial
from io import StringIO
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand

from courses.catalogue.models import Course


class Command(BaseCommand):
    """Migrate; fill an empty catalogue with the starter courses; in development make people to try it with."""

    help = "Migrate, and load the starter content where there is none yet. Safe to repeat: it overwrites nothing."

    def handle(self, *args: Any, **options: Any) -> None:
        logging.getLogger("wagtail").setLevel(logging.WARNING)
        self._take("tables", _make_tables)
        if not Course.objects.exists():
            self._take(
                "starter courses",
                partial(call_command, "import_courses", starter=True, stdout=self.stdout),
            )
        if settings.DEMO_ACCOUNTS:
            self._take(
                "demonstration accounts",
                partial(call_command, "demo_accounts", create=True, stdout=StringIO()),
            )

    def _take(self, name: str, step: Callable[[], object]) -> None:
        start = time.monotonic()
        self.stdout.write(f"  {name} …")
        self.stdout.flush()
        step()
        self.stdout.write(f"  {name}: {time.monotonic() - start:.1f} s")


def _make_tables() -> None:
    call_command("createcachetable", verbosity=0)
    call_command("migrate", interactive=False, verbosity=0)
