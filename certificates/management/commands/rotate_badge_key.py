"""Let a new key sign badges and QR codes."""

from django.core.management.base import BaseCommand

from certificates.domain.keys import rotate_key


class Command(BaseCommand):
    """Make a new issuer key; the old one's private half is destroyed, its public half is kept."""

    help = (
        "Let a new key sign badges, status lists and QR codes; what the old one signed stays valid."
    )

    def handle(self, **_options: object) -> None:
        """Rotate the key and name the new one."""
        self.stdout.write(f"From now on {rotate_key().public} signs.")
