"""Make the exams of a demonstration ready to be tried."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from courses.people.models import User
from courses.quizzes.domain.demo import make_demo_exam


class Command(BaseCommand):
    """Release the exams, place the demonstration's civil servant, and open a room; repeatable."""

    help = "Release the exams, and open a room with a PIN, for the demonstration accounts."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO_ACCOUNTS:
            raise CommandError("Demonstration accounts are not allowed here (DEMO_ACCOUNTS).")
        people = {
            person.username: person
            for person in User.objects.filter(username__in=("admin", "bkpsdm", "asn"))
        }
        if len(people) < 3:
            raise CommandError(
                "Make the demonstration accounts first: manage.py demo_accounts --create"
            )
        for room in make_demo_exam(people["admin"], people["bkpsdm"], people["asn"]):
            self.stdout.write(f"{room.exam.title}: {room.place}, PIN {room.pin}")
