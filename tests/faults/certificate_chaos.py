"""Certificates while workers die: python3 run.py chaos-certificates [N] (10,000 unless told).

Real Redis, real Celery: two groups of two processes. Every job is queued three times; a process
dies by SIGKILL at named points, and again and again, from the first award to the last paper, a whole
group does and is started anew. At the end there must be one certificate a person, numbers 1 to N,
one file each, nothing open.
"""

import contextlib
import os
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
GROUPS = 2
PROCESSES = 2
DEATHS = 0.01
TIMES = 3
# Of each award: that it was told of, its badge, its paper and its picture.
PIECES = 4


@dataclass
class Outcome:
    """What was left when the storm was over; `faults` is empty when all is as it must be."""

    awards: int
    people: list[str]
    numbers: list[int]
    artifacts: int = 0
    broken_files: int = 0
    announced: int = 0
    open: int = 0
    parked: int = 0
    deaths: Counter[str] = field(default_factory=Counter)
    groups_killed: int = 0
    seconds: float = 0

    def faults(self) -> list[str]:
        """Return what is wrong, a sentence each."""
        checks = {
            f"{len(self.people)} certificates": len(self.people) == self.awards,
            "somebody has two": len(set(self.people)) == len(self.people),
            "numbers are not 1 to N": sorted(self.numbers) == list(range(1, self.awards + 1)),
            f"{self.artifacts} PDFs": self.artifacts == self.awards,
            f"{self.broken_files} files are not what the register says": self.broken_files == 0,
            f"{self.announced} holders were told": self.announced == self.awards,
            f"{self.open} pieces of work are open": self.open == 0,
            f"{self.parked} pieces were given up": self.parked == 0,
        }
        return [sentence for sentence, holds in checks.items() if not holds]

    def table(self) -> str:
        """Return everything as a table for the terminal."""
        rows = {
            "awards": self.awards,
            "jobs queued for each": TIMES,
            "certificates": len(self.people),
            "different people": len(set(self.people)),
            "numbers": f"{min(self.numbers, default=0)} to {max(self.numbers, default=0)},"
            f" {len(set(self.numbers))} different",
            "PDFs as the register says": self.artifacts - self.broken_files,
            "holders told": self.announced,
            "work open at the end": self.open,
            "work given up": self.parked,
            "processes that died": sum(self.deaths.values()),
            **{f"  {point}": count for point, count in sorted(self.deaths.items())},
            "groups killed": self.groups_killed,
            "seconds": round(self.seconds, 1),
            "verdict": "; ".join(self.faults()) or "as it must be",
        }
        return "\n".join(f"{name:<40} {value}" for name, value in rows.items())


class Storm:
    """Groups of workers that are killed and started again until somebody calls it off."""

    def __init__(self, environment: Mapping[str, str], folder: Path) -> None:
        self.environment = dict(environment)
        self.folder = folder
        self.groups: list[subprocess.Popen[bytes]] = []
        self.killed = 0

    @contextlib.contextmanager
    def blowing(self) -> Iterator[None]:
        """Run the groups, and end them afterwards."""
        self.groups = [self._start(number) for number in range(GROUPS)]
        try:
            yield
        finally:
            for group in self.groups:
                self._kill(group)

    def strike(self) -> None:
        """Kill a whole group at once and put a new one in its place."""
        number = random.randrange(GROUPS)
        self._kill(self.groups[number])
        self.killed += 1
        self.groups[number] = self._start(number)

    def stands(self) -> None:
        """Raise when a group has ended by itself: then nothing is tested."""
        if any(group.poll() is not None for group in self.groups):
            words = (self.folder / "workers.log").read_text(errors="replace")
            raise RuntimeError(f"A group of workers ended by itself:\n{words[-3000:]}")

    def _start(self, number: int) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "celery", "-A", "tests.faults.chaos_app", "worker"]
        options = ["--concurrency", str(PROCESSES), "--loglevel", "error", "--without-mingle"]
        name = ["--hostname", f"chaos{number}-{time.monotonic_ns()}@%h", "--without-gossip"]
        with (self.folder / "workers.log").open("ab") as log:
            return subprocess.Popen(
                [*command, *options, *name],
                env=self.environment,
                cwd=ROOT,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def _kill(self, group: subprocess.Popen[bytes]) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(group.pid, signal.SIGKILL)
        group.wait()


def environment_of(database: str, broker: str, folder: Path) -> dict[str, str]:
    """Return what the workers are told."""
    return os.environ | {
        "DJANGO_SETTINGS_MODULE": "literasi.settings.test",
        "DATABASE_URL": database,
        "CELERY_BROKER_URL": broker,
        "FILES": str(folder),
        "OUTBOX_LEASE_SECONDS": "10",
        "CHAOS_DEATHS": str(DEATHS),
    }


def weather(storm: Storm, awards: int, *, strikes: int, patience: float) -> Outcome:
    """Queue every award three times, let the storm blow until nothing is left to do, and look.

    The strikes fall at equal parts of the work, so that none of it happens in calm. It ends early
    when nothing has been done for `patience` seconds. Called in a process that has Django set up
    on the workers' database and broker.
    """
    began, done = time.monotonic(), 0
    make_programme()
    pause = threading.Event()
    with storm.blowing():
        send("tests.faults.chaos_jobs.award", awards)
        # To queue ten thousand three times takes minutes.
        moved = time.monotonic()
        while not is_quiet(awards) and time.monotonic() - moved < patience:
            if (now_done := pieces_done()) > done:
                done, moved = now_done, time.monotonic()
            if storm.killed < strikes and done * (strikes + 1) >= (
                (storm.killed + 1) * awards * PIECES
            ):
                print(f"{done} of {awards * PIECES} pieces are done; a group dies.", flush=True)
                storm.strike()
            storm.stands()
            sweep()
            pause.wait(1)
    outcome = look(awards, storm)
    outcome.seconds = time.monotonic() - began
    return outcome


def make_programme() -> None:
    """Make the programme that everybody completes."""
    from certificates.domain.requirements import Requirement
    from certificates.models import Programme

    Programme.objects.create(
        code="CHAOS",
        title="Sertifikasi dalam badai",
        kind="pass",
        requirements=[Requirement("exam", "CHAOS", supervision="supervised").to_json()],
        series_key="CHAOS",
        jp=0,
        is_open=True,
    )


def send(task: str, count: int, *, in_order: bool = False) -> None:
    """Queue the task for each number, three times: in no order, or each number's three in a row."""
    from literasi import celery_app

    jobs = [number for number in range(1, count + 1) for _time in range(TIMES)]
    if not in_order:
        random.shuffle(jobs)
    for number in jobs:
        celery_app.send_task(task, (number,))


def sweep() -> None:
    """Do what beat does: ask for the sweeps."""
    from literasi import celery_app

    for name in ("certificates", "announcements"):
        celery_app.send_task("literasi.tasks.do_scheduled_work", (name,), expires=5)


def is_quiet(awards: int) -> bool:
    """Tell whether everybody has theirs and no work is open."""
    from certificates.models import Certificate, OutboxEntry

    return (
        Certificate.objects.filter(announced_at__isnull=False).count() >= awards
        and not OutboxEntry.objects.open().exists()
    )


def pieces_done() -> int:
    """Return how much of the work is done."""
    from certificates.models import Certificate, OutboxEntry

    told = Certificate.objects.filter(announced_at__isnull=False).count()
    return told + OutboxEntry.objects.filter(done_at__isnull=False).count()


def look(awards: int, storm: Storm) -> Outcome:
    """Return what is there."""
    import hashlib

    from certificates.models import Artifact, Certificate, OutboxEntry

    rows = list(Certificate.objects.values_list("person_id", "sequence"))
    pdfs = Artifact.objects.filter(kind="pdf")
    broken = sum(
        hashlib.sha256((storm.folder / path).read_bytes()).hexdigest() != sha256
        for path, sha256 in pdfs.values_list("path", "sha256").iterator()
    )
    deaths = storm.folder / "deaths.txt"
    return Outcome(
        awards=awards,
        people=[person for person, _number in rows],
        numbers=[number for _person, number in rows],
        artifacts=pdfs.count(),
        broken_files=broken,
        announced=Certificate.objects.filter(announced_at__isnull=False).count(),
        open=OutboxEntry.objects.open().count(),
        parked=OutboxEntry.objects.parked().count(),
        deaths=Counter(deaths.read_text().splitlines() if deaths.exists() else []),
        groups_killed=storm.killed,
    )


def main(arguments: list[str]) -> int:
    """Start PostgreSQL and Redis of our own, weather the storm and print the table."""
    from tests.services import a_redis
    from tests.with_postgresql import postgresql

    awards = int(arguments[0]) if arguments else 10_000
    with tempfile.TemporaryDirectory(prefix="literasi-chaos-") as name, postgresql() as address:
        folder = Path(name)
        if address is None:
            print("This needs PostgreSQL: apt-get install postgresql")
            return 1
        with a_redis(folder) as broker:
            environment = environment_of(address, broker, folder)
            os.environ |= environment
            import django

            django.setup()
            from django.core.management import call_command

            print("Making the tables …", flush=True)
            call_command("migrate", verbosity=0)
            call_command("createcachetable", verbosity=0)
            print(f"{awards} awards, each queued {TIMES} times …", flush=True)
            storm = Storm(environment, folder)
            outcome = weather(storm, awards, strikes=max(3, awards // 100), patience=300)
    print(outcome.table())
    return len(outcome.faults())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
