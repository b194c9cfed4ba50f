"""Measure what opening a gradebook costs."""

import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.db import connection, transaction
from django.template.loader import render_to_string
from django.test.utils import CaptureQueriesContext

from courses.classes.domain.gradebook import gradebook_of
from courses.classes.domain.measuring import a_class_for_measuring

ROUNDS = 9


class Command(BaseCommand):
    """Open a made-up gradebook several times; nothing of it stays in the database."""

    help = "Say how many queries and how much processor time a gradebook costs."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--pupils", type=int, default=40)
        parser.add_argument("--assignments", type=int, default=30)

    def handle(self, *args: Any, pupils: int, assignments: int, **options: Any) -> None:
        with transaction.atomic():
            school_class = a_class_for_measuring(pupils, assignments)
            times, queries = [], 0
            for _round in range(ROUNDS):
                with CaptureQueriesContext(connection) as captured:
                    begun = time.process_time()
                    book = gradebook_of(school_class)
                    render_to_string("courses/classes/gradebook_table.html", {"book": book})
                    times.append(1000 * (time.process_time() - begun))
                queries = len(captured)
            transaction.set_rollback(True)
        times.sort()
        self.stdout.write(
            f"{pupils} × {assignments}: {queries} queries, processor time"
            f" {times[0]:.0f} ms at best, {times[ROUNDS // 2]:.0f} ms in the middle of {ROUNDS}"
        )
