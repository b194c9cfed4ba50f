"""Make the demonstration class."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from courses.classes.domain.demo import make_demo_class


class Command(BaseCommand):
    """A class VII A with 32 pupils for the demonstration teacher, for settings that allow it."""

    help = "Make the class of the demonstration teacher."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO_ACCOUNTS:
            message = "Demonstration accounts are switched off in these settings."
            raise CommandError(message)
        school_class = make_demo_class()
        if school_class is None:
            self.stdout.write("There is no demonstration teacher yet.")
            return
        first = school_class.pupils.first()
        card = f", number {first.number}, PIN {first.secret}" if first else ""
        self.stdout.write(f"Class {school_class.name}: code {school_class.code}{card}")
