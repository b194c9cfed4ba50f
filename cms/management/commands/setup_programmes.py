"""Make the certificate programmes that ship with the product."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from certificates.domain.jp_agreement import agree_to_jp, waiting_proposal
from certificates.models import Programme
from cms.starter.programmes import found_programmes
from courses.people.models import User


class Command(BaseCommand):
    """Repeatable; with --agree in the name of an account, for demonstrations only."""

    help = "Make the certificate programmes that are missing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--agree", metavar="USER", help="agree to their JP in this person's name"
        )

    def handle(self, *args: Any, agree: str | None, **options: Any) -> None:
        made = found_programmes()
        self.stdout.write(f"{len(made)} programmes made.")
        person = User.objects.filter(username=agree).first() if agree else None
        if person is None:
            return
        for programme in Programme.objects.filter(is_example=True).wait_for_jp():
            if proposal := waiting_proposal(programme):
                agree_to_jp(proposal, person)
