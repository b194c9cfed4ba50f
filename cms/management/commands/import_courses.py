"""Load course packages into the site."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from cms.starter.errors import PackageError
from cms.starter.folders import read_packages
from cms.starter.importing import import_packages
from cms.starter.kits import import_kits, read_kits

STARTER = settings.BASE_DIR / "cms" / "starter"


class Command(BaseCommand):
    """Read all packages first; then write them, a transaction for each course."""

    help = "Load courses from folders: each a course, or a folder of courses. Safe to repeat."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("paths", nargs="*", type=Path, help="folders of courses")
        parser.add_argument("--starter", action="store_true", help="load the starter courses")

    def handle(self, *args: Any, paths: list[Path], starter: bool, **options: Any) -> None:
        folders = [*paths, *([STARTER] if starter else [])]
        if not folders:
            raise CommandError(_("Name at least one folder, or --starter."))
        try:
            packages, kits = read_packages(folders), read_kits(folders)
            for code, changed in (import_packages(packages) | import_kits(kits)).items():
                self.stdout.write(f"{code}: {_('loaded') if changed else _('nothing new')}")
        except PackageError as error:
            raise CommandError(
                f"{error} {_('Nothing of this course has been changed.')}"
            ) from error
