"""Make the key of PDF_SIGNER=own."""

from argparse import ArgumentParser
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from certificates.domain.signing.making import YEARS, make_signing_key


class Command(BaseCommand):
    """Write a key and its root certificate beside PDF_SIGNER_KEY_FILE."""

    help = "Make the key that signs PDFs when PDF_SIGNER=own. It is not certified by anybody."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Ask for the institution's name."""
        parser.add_argument("--name", required=True, help="who stands in the certificate")
        parser.add_argument("--years", type=int, default=YEARS, help="how long it may sign")

    def handle(self, *, name: str, years: int, **_options: object) -> None:
        """Make it; an existing key is never overwritten."""
        target = Path(settings.PDF_SIGNER_KEY_FILE)
        try:
            made = make_signing_key(target, name, settings.PDF_SIGNER_KEY_PASSWORD, years)
        except FileExistsError:
            raise CommandError(f"{target} is there already. Move it away first.") from None
        self.stdout.write(
            f"{made.key_file} signs until {made.valid_until:%Y-%m-%d}, once PDF_SIGNER=own.\n"
            f"Whoever installs {made.root_file} sees its signatures as trusted."
        )
