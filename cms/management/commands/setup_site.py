"""Make home, catalogue, groups and review where they are missing."""

from typing import Any

from django.core.management.base import BaseCommand

from cms.founding import set_up_site


class Command(BaseCommand):
    """Found the site; migrating does the same."""

    help = "Make the home page, the catalogue, the editors' groups and the review, where they are missing."

    def handle(self, *args: Any, **options: Any) -> None:
        set_up_site()
