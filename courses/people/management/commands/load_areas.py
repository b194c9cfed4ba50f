"""Replace the areas by another regency's."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from courses.people.domain.places import load_areas, read_areas


class Command(BaseCommand):
    """Load a CSV with the columns kode, kode_kecamatan, kecamatan, jenis, nama."""

    help = (
        "Load the areas of a regency from a CSV file; areas that are gone and unused are dropped."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        try:
            kept, dropped = load_areas(read_areas(file))
        except (OSError, UnicodeDecodeError, ValidationError) as error:
            message = f"{file} could not be read: {error}"
            raise CommandError(message) from error
        self.stdout.write(f"{kept} areas loaded, {dropped} dropped.")
