"""Merge, check and compile the translations."""

from argparse import ArgumentParser

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation.reloader import translation_file_changed

from literasi import translating


class Command(BaseCommand):
    """Gather every message, write locale/*/LC_MESSAGES/django.po and compile it."""

    help = "Merge and compile the translations; --check lists what is missing and changes nothing."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="list problems, write nothing")
        parser.add_argument("--compile", action="store_true", help="only compile what is there")

    def handle(self, **options: bool) -> None:
        base = settings.BASE_DIR
        if options["compile"]:
            self._compile()
            return
        catalogs, report = translating.translate_project(base)
        problems = list(report.lines())
        if options["check"]:
            problems += [
                f"out of date, run manage.py translations: {translating.po_file(language, base)}"
                for language, catalog in catalogs.items()
                if not translating.is_up_to_date(catalog, language, base)
            ]
        else:
            for language, catalog in catalogs.items():
                translating.write_catalog(catalog, language, base)
            self._compile()
        self._tell(problems, len(catalogs["id"]))
        if problems and options["check"]:
            message = (
                f"Translations: {len(problems)} problems. Mend them in locale/id and run it again."
            )
            raise CommandError(message)

    def _compile(self) -> None:
        for language in translating.PLURALS:
            translating.compile_catalog(language, settings.BASE_DIR)
        translating.compile_for_packages(settings.BASE_DIR)
        translating.compile_for_pupils(settings.BASE_DIR)
        # What this process does next (found the site, say) speaks with the new words.
        translation_file_changed(
            None, translating.po_file("id", settings.BASE_DIR).with_suffix(".mo")
        )

    def _tell(self, problems: list[str], messages: int) -> None:
        for line in problems:
            self.stdout.write(line)
        self.stdout.write(f"{messages} messages, {len(problems)} problems")
