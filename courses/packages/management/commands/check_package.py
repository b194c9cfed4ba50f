"""Say what importing a package would say, without importing it."""

import json
import sys
from argparse import ArgumentParser
from contextlib import suppress
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.db import DatabaseError, connection
from django.utils.translation import override

from courses.packages.domain.archives import Verdict
from courses.packages.domain.h5p.libraries import Registry, Shelf
from courses.packages.domain.inspecting import inspect_file
from courses.packages.domain.registry import Installed
from courses.packages.domain.wording import VERDICTS, told

FINE = (Verdict.ACCEPTED, Verdict.WITH_WARNINGS)


class Command(BaseCommand):
    """Check an H5P or SCORM package: exit code 0 when it would be accepted, 1 when not."""

    help = "Check a package file; --json prints the importer's report."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the file, and the form of the answer."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--json", action="store_true", help="print the report as JSON")

    def handle(self, *args: Any, file: Path, json: bool, **options: Any) -> None:
        """Print the report and end with its code."""
        with override("id"):
            report = inspect_file(file, _installed())
            findings = [told(finding) for finding in report.findings]
            if json:
                self._print_json(str(report.verdict), report.main_library, findings)
            else:
                self._print_words(str(VERDICTS[report.verdict]), findings)
        if report.verdict not in FINE:
            sys.exit(1)

    def _print_json(self, verdict: str, main: str | None, findings: list[dict[str, Any]]) -> None:
        report = {"verdict": verdict, "main_library": main, "findings": findings}
        self.stdout.write(json.dumps(report, ensure_ascii=False, indent=2))

    def _print_words(self, verdict: str, findings: list[dict[str, Any]]) -> None:
        self.stdout.write(verdict)
        for finding in findings:
            place = f"{finding['path']}: " if finding["path"] else ""
            self.stdout.write(f"  [{finding['severity']}] {place}{finding['message']}")


def _installed() -> Registry:
    """Return the installed libraries; none where there is no database to ask."""
    installed = Installed()
    with suppress(DatabaseError):
        if "packages_library" in connection.introspection.table_names():
            _rows = installed.rows
            return installed
    return Shelf()
