"""Bring a copy of the product to the state in which it can be used."""

import json
import logging
import time
from argparse import ArgumentParser
from io import StringIO
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from courses.catalogue.models import Course

PARTS = ("assets", "translations", "database")


class Command(BaseCommand):
    """Build styles and fonts, compile the translations, migrate and fill an empty database."""

    help = "Build assets, compile translations, migrate, and load the starter content where there is none. Repeatable."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("parts", nargs="*", help=f"only these of {', '.join(PARTS)}")

    def handle(self, *args: Any, parts: list[str], **options: Any) -> None:
        logging.getLogger("wagtail").setLevel(logging.WARNING)
        chosen = parts or PARTS
        if unknown := sorted(set(chosen) - set(PARTS)):
            message = f"prepare knows {', '.join(PARTS)}, not {', '.join(unknown)}."
            raise CommandError(message)
        if "assets" in chosen:
            self._take("styles, scripts and fonts", "build_assets", stdout=StringIO())
        if "translations" in chosen:
            self._take("translations", "translations", compile=True)
        if "database" in chosen:
            self._prepare_database()

    def _prepare_database(self) -> None:
        call_command("createcachetable", verbosity=0)
        self._take("tables", "migrate", interactive=False, verbosity=0)
        if not Course.objects.exists():
            self._take("starter courses", "import_courses", starter=True, stdout=self.stdout)
        # In a demonstration somebody has agreed to the JP already; elsewhere BKPSDM does.
        agreeing = {"agree": "bkpsdm"} if settings.DEMO_ACCOUNTS else {}
        if settings.DEMO_ACCOUNTS:
            listing = StringIO()
            self._take(
                "demonstration accounts", "demo_accounts", create=True, json=True, stdout=listing
            )
            self._take("demonstration workshops", "demo_workshops", stdout=StringIO())
            # For the welcome, which should not wait for a process of its own.
            (settings.VAR_DIR / "demo-accounts.json").write_text(
                json.dumps(json.loads(listing.getvalue()))
            )
            self._take("demonstration class", "demo_class", stdout=StringIO())
            self._take("demonstration exam", "demo_exam", stdout=StringIO())
        self._take("certificate programmes", "setup_programmes", stdout=StringIO(), **agreeing)

    def _take(self, name: str, command: str, **options: Any) -> None:
        start = time.monotonic()
        self.stdout.write(f"  {name} …")
        self.stdout.flush()
        call_command(command, **options)
        self.stdout.write(f"  {name}: {time.monotonic() - start:.1f} s")
