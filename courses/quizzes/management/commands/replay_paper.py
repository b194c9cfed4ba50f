"""Let an auditor draw a paper again, and see that it is the one that was taken."""

from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandParser
from django.utils.html import strip_tags

from courses.quizzes.domain.papers import PaperItem
from courses.quizzes.domain.pools import replay
from courses.quizzes.models import Attempt, QuestionVersion


class Command(BaseCommand):
    """Print the paper that an attempt's seed and rules draw, and compare it with the stored one."""

    help = "Draw the paper of an attempt again from its seed, and compare it with the stored one."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("attempt", type=UUID, help="id of the attempt")

    def handle(self, *args: Any, **options: Any) -> None:
        attempt = Attempt.objects.with_rules().get(pk=options["attempt"])
        drawn = replay(attempt)
        wordings = QuestionVersion.objects.select_related("question").in_bulk(
            [item.question for item in drawn]
        )
        self.stdout.write(
            f"{attempt.version.title}, version {attempt.version.number}, seed {attempt.seed}"
        )
        for position, item in enumerate(drawn, start=1):
            self.stdout.write(_line(position, item, wordings[item.question]))
        if [item.to_json() for item in drawn] != _stored(attempt):
            self.stderr.write("The stored paper differs from the one that the seed draws.")
            raise SystemExit(1)
        self.stdout.write("The stored paper is the one that the seed draws.")


def _line(position: int, item: PaperItem, wording: QuestionVersion) -> str:
    tags = ", ".join(f"{name} {value}" for name, value in sorted(wording.tags.items()))
    heading = strip_tags(wording.content["heading"])
    shown = " ".join(item.options)
    return f"{position}. {wording.question.ref} ({tags}) {heading} [{shown}]"


def _stored(attempt: Attempt) -> list[dict[str, Any]]:
    return [PaperItem.from_json(item).to_json() for item in attempt.paper]
