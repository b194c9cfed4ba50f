"""Write a course as a SCORM 1.2 package."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from cms.carrying.gathering import StaysHereError
from cms.carrying.scorm import write_scorm
from cms.models import CoursePage


class Command(BaseCommand):
    """Export; what stays here is named on the way."""

    help = "Write a published course as a SCORM 1.2 package for Moodle and others."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("course", help="the code of the course, for example W6")
        parser.add_argument("file", type=Path, help="the .zip file to write")

    def handle(self, *args: Any, course: str, file: Path, **options: Any) -> None:
        page = CoursePage.objects.live().filter(code=course).first()
        if page is None:
            raise CommandError(_("There is no published course %(code)s.") % {"code": course})
        try:
            written = write_scorm(page)
            file.write_bytes(written.content)
        except (StaysHereError, OSError) as error:
            raise CommandError(str(error)) from error
        for loss in written.losses:
            self.stdout.write(f"{loss.ref}: {loss.sentence}")
        self.stdout.write(f"{file} ({len(written.content)} B)")
