"""Make and list the demonstration accounts."""

import json
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from courses.people.domain.demo import list_demo_accounts, make_demo_accounts


class Command(BaseCommand):
    """Accounts with public passwords, for settings that allow them."""

    help = "Make (--create) and list (--json) the demonstration accounts."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--create", action="store_true", help="make those that are missing")
        parser.add_argument(
            "--json", action="store_true", help="print a JSON list instead of a table"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO_ACCOUNTS:
            message = "Demonstration accounts are switched off in these settings: their passwords are public."
            raise CommandError(message)
        if options["create"]:
            make_demo_accounts()
        accounts = list_demo_accounts()
        if options["json"]:
            self.stdout.write(json.dumps(accounts, indent=1))
        else:
            self.stdout.write("\n".join(map(_line, accounts)))


def _line(account: dict[str, Any]) -> str:
    secret = account.get("password") or f"{account['activation_code']} + NIP {account['nip']}"
    return f"{account['role']:<12} {account['username']:<12} {secret:<24} {account.get('totp_secret', '')}"
