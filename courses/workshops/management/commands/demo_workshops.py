"""Make the demonstration workshops."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from courses.workshops.domain.demo import make_demo_workshops


class Command(BaseCommand):
    """Workshops of the demonstration trainer, for settings that allow the demonstration accounts."""

    help = "Make one planned, one running and one reported workshop, unless there are any."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO_ACCOUNTS:
            message = "Demonstration accounts are switched off in these settings."
            raise CommandError(message)
        made = make_demo_workshops()
        self.stdout.write("three workshops" if made else "nothing new")
