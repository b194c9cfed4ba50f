"""The jobs of the chaos test, in processes that die at named points."""

import os
import random
import signal
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from certificates.domain import artifacts, issuing, naming, outbox, programmes, rendering
from certificates.domain.achievement import Achievement, Issuer
from certificates.domain.attaining import Holder, Met
from certificates.domain.naming import PrintedName, confirm_name
from certificates.models import Certificate
from certificates.tasks import do_work_of_certificate
from literasi import celery_app as app
from tests.certificates.awards import ISSUER, an_achievement

TIMES = 3
EXAM = "exam:CHAOS"


def issuer() -> Issuer:
    """Return who awards."""
    return ISSUER


def person_number(number: int) -> str:
    """Return the id of the person of this number."""
    return f"00000000-0000-4000-8000-{number:012d}"


def mortal(point: str, step: Callable[..., Any]) -> Callable[..., Any]:
    """Return the step of a process that may die just before it, and leaves a note of where."""

    def step_or_death(*args: Any, **options: Any) -> Any:
        may_die(point)
        return step(*args, **options)

    return step_or_death


def may_die(point: str) -> None:
    """Die here now and then, as when the machine loses power."""
    if random.random() < float(os.environ.get("CHAOS_DEATHS", "0")):
        note = Path(os.environ["FILES"]) / "deaths.txt"
        with note.open("a") as file:
            file.write(f"{point}\n")
        os.kill(os.getpid(), signal.SIGKILL)


POINTS: dict[str, tuple[Any, str]] = {
    "before the attainment is written": (programmes, "insert_new"),
    "after the number was taken": (issuing, "insert_new"),
    "before the work is queued": (naming, "queue_documents"),
    "before the paper is set": (rendering, "render_pdf"),
    "before the file is kept": (artifacts, "keep_file"),
    "before the file is renamed": (os, "fsync"),
    "before the file is recorded": (artifacts, "_recorded"),
    "before the work is marked done": (outbox, "_mark_done"),
}
for _point, (_place, _name) in POINTS.items():
    setattr(_place, _name, mortal(_point, getattr(_place, _name)))


@app.task
def award(number: int) -> None:
    """Give one person the certificate and let its holder agree to the name; then queue the work."""
    person = person_number(number)
    day = date(2026, 11, 20)
    met = Met(EXAM, "Ujian", f"attempt-{number}", day, day, minutes=75, score=90, supervised=True)
    with transaction.atomic():
        for certificate in programmes.record_met(met, Holder(person, f"Peserta {number}"), ISSUER):
            achievement = Achievement.from_json(certificate.snapshot)
            confirm_name(certificate, PrintedName.of(achievement))
        may_die("before the commit")
    may_die("after the commit")
    for key in Certificate.objects.filter(person_id=person).values_list("pk", flat=True):
        for _time in range(TIMES):
            do_work_of_certificate.delay(str(key))


@app.task
def naive_award(number: int) -> None:
    """Do it as one would at first: look whether it is there, take the highest number and one more.

    The paper is made between looking and writing, which is when somebody else looks too.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT COUNT(*) FROM chaos_naive WHERE person = %s", [number])
        if cursor.fetchone()[0]:
            return
        cursor.execute("SELECT COALESCE(MAX(number), 0) + 1 FROM chaos_naive")
        next_number = cursor.fetchone()[0]
        certificate = issuing.unnumbered(an_achievement(), timezone.now())
        certificate.number, certificate.name_confirmed_at = "1", certificate.awarded_at
        rendering.render_pdf(certificate)
        cursor.execute("INSERT INTO chaos_naive VALUES (%s, %s)", [number, next_number])
