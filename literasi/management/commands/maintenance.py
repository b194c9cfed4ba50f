"""Close the site while it is worked on, and open it again."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from literasi.maintenance import close_for, closed_until, open_again


class Command(BaseCommand):
    """Hang up or take down the closed sign; without a word, say how it stands."""

    help = "Close the site for some minutes (it opens by itself afterwards), or open it again."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("what", nargs="?", choices=["on", "off", "status"], default="status")
        parser.add_argument("--minutes", type=int, default=30, help="how long at most (30)")

    def handle(self, *args: Any, what: str, minutes: int, **options: Any) -> None:
        if what == "on":
            close_for(max(1, minutes))
        elif what == "off":
            open_again()
        opens = closed_until()
        self.stdout.write(
            f"Closed until {timezone.localtime(opens):%H:%M}; `manage.py maintenance off` opens it now."
            if opens
            else "The site is open."
        )
