"""Bring a database to the state in which the product can be used."""

from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand

from courses.catalogue.models import Course


class Command(BaseCommand):
    """Migrate; fill an empty catalogue with the starter courses; in development make people to try it with."""

    help = "Migrate, and load the starter content where there is none yet. Safe to repeat: it overwrites nothing."

    def handle(self, *args: Any, **options: Any) -> None:
        call_command("createcachetable", verbosity=0)
        call_command("migrate", interactive=False, verbosity=0)
        if not Course.objects.exists():
            call_command("import_courses", starter=True)
        if settings.DEMO_ACCOUNTS:
            call_command("demo_accounts", create=True)
