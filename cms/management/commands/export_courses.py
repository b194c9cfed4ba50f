"""Write the site's courses as packages."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cms.starter.errors import PackageError
from cms.starter.exporting import export_courses
from cms.starter.kits import export_kits


class Command(BaseCommand):
    """Export; importing the result gives the same courses."""

    help = "Write the published courses and all service cards into a folder."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("path", type=Path, help="the folder to write into")
        parser.add_argument("--course", default="", help="only the course with this code")

    def handle(self, *args: Any, path: Path, course: str, **options: Any) -> None:
        try:
            written = export_courses(path, course)
            self.stdout.write(" ".join([*written, *([] if course else export_kits(path))]))
        except PackageError as error:
            raise CommandError(str(error)) from error
