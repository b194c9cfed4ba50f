"""Measure the running product."""

import json
import os
import platform
import re
import subprocess
from argparse import ArgumentParser
from collections.abc import Callable, Iterator
from dataclasses import asdict
from functools import partial
from typing import Any
from uuid import uuid4

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from literasi.benchmark import scratch
from literasi.benchmark.meter import Answer, BenchError, Measurement, Visitor, measure, table
from literasi.benchmark.scene import Scene

SETTINGS = "literasi.settings.bench"


class Command(BaseCommand):
    """Serve a scratch database with gunicorn, ask for the pages that matter, print what they cost."""

    help = "Measure processor time and queries of home, lesson, answer and course completion."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--requests", type=int, default=200, help="requests of each kind (200)")
        parser.add_argument(
            "--scene", type=int, help="only make the scene, and print it as JSON (internal)"
        )

    def handle(self, *args: Any, requests: int, scene: int | None, **options: Any) -> None:
        if scene is not None:
            self.stdout.write(json.dumps(asdict(Scene.make(scene))))
            return
        if requests < 1:
            raise CommandError("--requests must be at least 1.")
        with scratch.database() as url:
            environment = os.environ | {"DJANGO_SETTINGS_MODULE": SETTINGS, "DATABASE_URL": url}
            prepared = _prepare(environment, completions=max(1, requests // 10))
            with scratch.server(environment) as (process, port):
                measurements = list(_measure_all(prepared, process, port, requests))
        self.stdout.write(f"{_conditions()}\n\n{table(measurements)}\n")


def _prepare(environment: dict[str, str], completions: int) -> Scene:
    subprocess.run(
        [*scratch.MANAGE, "prepare", "database"],
        env=environment,
        check=True,
        stdout=subprocess.DEVNULL,
    )
    made = [*scratch.MANAGE, "bench", "--scene", str(completions)]
    told = subprocess.run(made, env=environment, check=True, stdout=subprocess.PIPE, text=True)
    return Scene(**json.loads(told.stdout.splitlines()[-1]))


def _measure_all(scene: Scene, process: int, port: int, requests: int) -> Iterator[Measurement]:
    guest, learner = Visitor(port), Visitor(port, sessionid=scene.session)
    pages = [
        ("home, anonymous", guest, "/"),
        ("catalogue, anonymous", guest, "/katalog/"),
        ("lesson, anonymous", guest, scene.lesson),
        ("lesson, signed in and enrolled", learner, scene.lesson),
    ]
    for name, visitor, path in pages:
        for _warming in range(3):
            visitor.get(path)
        yield measure(name, process, [partial(visitor.get, path)] * requests)
    yield measure("one answer of a quiz", process, _answers(learner, scene.question, requests))
    for code, lessons in scene.courses.items():
        _report(learner, code, lessons[:-1])
    last = [
        partial(_report, learner, code, lessons[-1:]) for code, lessons in scene.courses.items()
    ]
    yield measure("last lesson of 40: completion with certificate", process, last)


def _answers(learner: Visitor, address: str, requests: int) -> Iterator[Callable[[], Answer]]:
    """Answer the first question again and again, each time with another of its choices."""
    path = address.format(position=1)
    fields, choices = form_of(learner.get(path).text)
    for number in range(requests):
        name, value = choices[number % len(choices)]
        yield partial(learner.post_form, path, fields | {name: value})


def form_of(page: str) -> tuple[dict[str, str], list[tuple[str, str]]]:
    """Return the hidden fields and the choices of the question's form."""
    inputs = [
        dict(re.findall(r'([\w-]+)="([^"]*)"', tag)) for tag in re.findall(r"<input[^>]*>", page)
    ]
    hidden = {
        tag["name"]: tag.get("value", "")
        for tag in inputs
        if tag.get("type") == "hidden" and "name" in tag
    }
    return hidden, [
        (tag["name"], tag["value"]) for tag in inputs if tag.get("type") in ("radio", "checkbox")
    ]


def _report(learner: Visitor, course: str, lessons: list[str]) -> Answer:
    """Send the facts that these lessons were read, and see that each was accepted."""
    now = timezone.now().isoformat()
    facts = [
        {
            "id": str(uuid4()),
            "kind": "lesson.read",
            "course": course,
            "lesson": key,
            "occurred": now,
            "body": {},
        }
        for key in lessons
    ]
    answer = learner.post_json("/belajar/fakta/", {"facts": facts})
    statuses = {result["status"] for result in json.loads(answer.body)["results"]}
    if statuses != {"ok"}:
        message = f"The facts of {course} were answered with {statuses}."
        raise BenchError(message)
    return answer


def _conditions() -> str:
    database = (
        "PostgreSQL" if os.environ.get("DATABASE_URL", "").startswith("postgres") else "SQLite"
    )
    cache = "Redis" if os.environ.get("REDIS_URL") else "a table"
    return (
        f"{timezone.localdate():%Y-%m-%d}, {platform.system()} {platform.machine()}, {os.cpu_count()} cores, "
        f"Python {platform.python_version()}, {database}, cache in {cache}, one gunicorn process (gthread)"
    )
