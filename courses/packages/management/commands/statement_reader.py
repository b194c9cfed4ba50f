"""Let a program outside read the statements, see who may, and shut one out."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from courses.packages.domain.readers import close_reader, make_reader
from courses.packages.models import StatementReader


class Command(BaseCommand):
    """Make, list and close readers of the statement store."""

    help = "Readers of /xapi/statements: add NAME (prints key and secret once), list, close KEY."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take what to do, and with whom."""
        parser.add_argument("action", choices=["add", "list", "close"])
        parser.add_argument("name", nargs="?", default="", help="the reader's name, or its key")

    def handle(self, *args: Any, action: str, name: str, **options: Any) -> None:
        """Do it."""
        if action == "list":
            for reader in StatementReader.objects.all():
                state = "closed" if reader.closed_at else "open"
                self.stdout.write(f"{reader.key}  {state}  {reader.name}")
        elif not name:
            raise CommandError(f"{action} needs the {'name' if action == 'add' else 'key'}.")
        elif action == "add":
            reader, secret = make_reader(name, None)
            self.stdout.write(f"key: {reader.key}\nsecret: {secret}\nThe secret is shown only now.")
        else:
            found = StatementReader.objects.filter(key=name, closed_at=None).first()
            if found is None:
                raise CommandError(f"There is no open reader with the key {name}.")
            close_reader(found, None)
            self.stdout.write(f"{found.name} may read no more.")
