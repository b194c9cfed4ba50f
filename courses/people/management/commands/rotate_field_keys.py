"""Encrypt everything with the newest of FIELD_ENCRYPTION_KEYS."""

from typing import Any

from django.core.management.base import BaseCommand

from courses.people.domain.key_rotation import rotate_field_keys


class Command(BaseCommand):
    """Run it after putting a new key in front; afterwards the old key may be dropped."""

    help = "Encrypt every encrypted value again with the newest key, and hash look-up digests anew."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(
            f"{rotate_field_keys()} values encrypted with the newest key. Keep the old key listed for 60 days, "
            "so that activation letters that are on their way still work."
        )
