"""`python3 run.py load-exam [candidates] [--minutes 20]`: an exam day against a real server.

Serves a scratch database (PostgreSQL where there is one) with gunicorn, lets everybody begin within
the same minute, and prints requests, errors, waiting times and lost answers. Fails when one was lost.
"""

import argparse
import contextlib
import json
import os
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.services import free_port, running, until

HERE = [sys.executable, "-m", "tests.load"]
SETTINGS = "literasi.settings.bench"
BEGIN_WITHIN = 60


def main() -> int:
    """Run the day, or one of its parts in a process of its own."""
    words = argparse.ArgumentParser(prog="run.py load-exam", description=__doc__)
    words.add_argument("candidates", nargs="?", type=int, default=500, help="how many (500)")
    words.add_argument("--minutes", type=float, default=20, help="how long they answer (20)")
    words.add_argument("--part", choices=["scene", "check"], help=argparse.SUPPRESS)
    given = words.parse_args()
    if given.part:
        return part(given.part, given.candidates)
    with scratch_database() as url, tempfile.TemporaryDirectory() as folder:
        environment = os.environ | {"DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": SETTINGS}
        return run(given.candidates, given.minutes, environment, Path(folder))


def part(name: str, candidates: int) -> int:
    """Make the scene and print it, or read what was acknowledged and print what is missing."""
    import django

    django.setup()
    from tests.load.report import answers_lost, not_handed_in
    from tests.load.scene import make_scene

    if name == "scene":
        print(json.dumps(make_scene(candidates)))
        return 0
    acknowledged = json.load(sys.stdin)
    print(json.dumps([answers_lost(acknowledged), not_handed_in()]))
    return 0


def run(count: int, minutes: float, environment: dict[str, str], folder: Path) -> int:
    """Prepare, let everybody sit, and say what came of it."""
    import django

    os.environ.update(environment)
    django.setup()
    from tests.load.candidate import Candidate, sit_all
    from tests.load.report import lines_of, table

    print(f"Preparing an exam for {count} candidates …", flush=True)
    for words in (["createcachetable"], ["migrate", "--verbosity", "0"]):
        subprocess.run([sys.executable, "manage.py", *words], env=environment, check=True)
    told = child("scene", environment, str(count))
    exam, sessions = json.loads(told.splitlines()[-1])
    port = free_port()
    with running(server(port), folder / "server.txt", env=environment):
        until(lambda: is_up(port), "The server did not start.", seconds=120)
        candidates = [
            Candidate(n, "127.0.0.1", port, session, exam, BEGIN_WITHIN * n / count, minutes)
            for n, session in enumerate(sessions)
        ]
        print(
            f"{count} candidates begin within {BEGIN_WITHIN} s and answer for {minutes:g} minutes.",
            flush=True,
        )
        sit_all(candidates)
    acknowledged = {one.attempt: one.acknowledged for one in candidates if one.attempt}
    lost, left = json.loads(child("check", environment, given=json.dumps(acknowledged)))
    kept = sum(len(answers) for answers in acknowledged.values())
    print(f"\n{table(lines_of(candidates))}\n")
    print(f"answers acknowledged {kept}, lost {lost}; attempts not handed in {left}")
    problems = [one.problem for one in candidates if one.problem]
    for problem in problems[:5]:
        print(f"problem: {problem}")
    errors = lines_of(candidates)[-1].errors
    return 1 if lost or left or problems or errors else 0


def child(name: str, environment: dict[str, str], *more: str, given: str = "") -> str:
    """Run a part of the day beside, where it may open its own connection to the scratch database."""
    done = subprocess.run(
        [*HERE, *more, "--part", name],
        env=environment,
        input=given,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return done.stdout


def server(port: int) -> list[str]:
    """Return the command that serves, as the small server of a regency does: 3 processes of 4 threads."""
    return [
        *(sys.executable, "-m", "gunicorn", "literasi.wsgi", "--bind", f"127.0.0.1:{port}"),
        *(
            "--workers",
            "3",
            "--worker-class",
            "gthread",
            "--threads",
            "4",
            "--log-level",
            "warning",
        ),
    ]


def is_up(port: int) -> bool:
    """Say whether something listens."""

    with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
        return True
    return False


@contextlib.contextmanager
def scratch_database() -> Iterator[str]:
    """Give the address of an empty database: PostgreSQL where there is one, else SQLite."""
    from tests.with_postgresql import postgresql

    with postgresql() as url, tempfile.TemporaryDirectory(prefix="literasi-load-") as folder:
        if url is None:
            print("No PostgreSQL here: the day runs on SQLite.")
            yield f"sqlite:///{folder}/load.sqlite3"
            return
        os.environ["DATABASE_URL"] = url
        from literasi.benchmark import scratch

        with scratch.database() as empty:
            yield empty


if __name__ == "__main__":
    sys.exit(main())
