"""Make what screens read again from the log of what learners did."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from courses.learning.domain.rebuilding import find_differences, rebuild


class Command(BaseCommand):
    """Compare enrolments and results with a replay of the log, and mend them."""

    help = "Rebuild enrolments and results from the log; --check only prints where they differ."

    def add_arguments(self, parser: CommandParser) -> None:
        """Add --check."""
        parser.add_argument(
            "--check", action="store_true", help="print differences, change nothing, exit 1 if any"
        )

    def handle(self, *args: Any, check: bool, **options: Any) -> None:
        """Print each difference; with --check fail when there is one."""
        differences = list(find_differences()) if check else rebuild()
        for difference in differences:
            self.stdout.write(str(difference))
        if check and differences:
            message = f"{len(differences)} differences. Run rebuild_projections to mend them."
            raise CommandError(message)
        self.stdout.write("Nothing differs." if check else f"{len(differences)} values mended.")
