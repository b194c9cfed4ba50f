"""A worker that sweeps the outbox and kills itself at a named point: python -m tests.faults.certificate_worker.

    point      where it dies, by SIGKILL, as when the machine loses power; "never" works to the end
    pieces     at which piece of work it dies

The files go to the folder that FILES names, shared by all workers of a test.
"""

import os
import signal
import sys
from collections.abc import Callable
from typing import Any

import django
from django.conf import settings


def main(point: str, pieces: int) -> None:
    """Sweep until nothing is open, or until death."""
    settings.STORAGES["private"]["OPTIONS"]["location"] = os.environ["FILES"]
    django.setup()
    from certificates.domain import artifacts, outbox, rendering
    from certificates.models import OutboxEntry

    points: dict[str, tuple[Any, str]] = {
        "before the paper is set": (rendering, "render_pdf"),
        "before the file is kept": (artifacts, "keep_file"),
        "before the file is renamed": (os, "fsync"),
        "before the file is recorded": (artifacts, "_recorded"),
        "before the work is marked done": (outbox, "_mark_done"),
    }
    if point != "never":
        place, name = points[point]
        setattr(place, name, dying(getattr(place, name), pieces))
    while OutboxEntry.objects.open().exists():
        outbox.sweep_outbox()


def dying(step: Callable[..., Any], pieces: int) -> Callable[..., Any]:
    """Return the step, killing the whole process when it is reached for the n-th time."""
    reached = 0

    def step_or_death(*args: Any, **options: Any) -> Any:
        nonlocal reached
        reached += 1
        if reached == pieces:
            os.kill(os.getpid(), signal.SIGKILL)
        return step(*args, **options)

    return step_or_death


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
