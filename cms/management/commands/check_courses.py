"""Check course packages before they are loaded."""

import json
from argparse import ArgumentParser
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.checking.packages.report import Report, check_packages
from cms.management.commands.import_courses import STARTER


class Command(BaseCommand):
    """Tell what is wrong with packages and how much they hold; only errors make it fail."""

    help = "Check course packages: structure, tags, words, pictures, questions, the exam's bank."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "path", nargs="?", type=Path, default=STARTER, help="a folder of packages, or one"
        )
        parser.add_argument("--json", action="store_true", help="counts and findings as JSON")

    def handle(self, *args: Any, path: Path, **options: Any) -> None:
        report = check_packages(path)
        if options["json"]:
            findings = [asdict(finding) for finding in report.findings]
            self.stdout.write(
                json.dumps(report.counts() | {"findings": findings}, ensure_ascii=False, indent=2)
            )
        else:
            self._tell(report)
        if report.errors:
            message = ngettext(
                "%(count)d error to mend.", "%(count)d errors to mend.", report.errors
            )
            raise CommandError(message % {"count": report.errors})

    def _tell(self, report: Report) -> None:
        names = {"error": _("error"), "advice": _("advice")}
        for finding in report.findings:
            kind = names[finding.severity]
            self.stdout.write(f"{finding.place}: {kind} [{finding.code}] {finding.message}")
        counts = report.counts()
        total = sum(sum(depths.values()) for depths in counts["exam_items"].values())
        self.stdout.write(
            _(
                "%(courses)d courses, %(lessons)d lessons, %(practices)d practices, "
                "%(quiz_items)d quiz questions, %(exam_items)d exam questions."
            )
            % {**counts, "exam_items": total}
        )
        self.stdout.write(
            "LIX: " + ", ".join(f"{code} {lix}" for code, lix in counts["lix"].items())
        )
        advice = len(report.findings) - report.errors
        self.stdout.write(
            ngettext("%(count)d piece of advice.", "%(count)d pieces of advice.", advice)
            % {"count": advice}
        )
