"""The background schedule, whoever runs it."""

from datetime import timedelta

import pytest
from django.core.management import call_command

from literasi import celery_app, schedule, tasks
from literasi.management.commands.work import do_safely
from literasi.schedule import SCHEDULE, ScheduledWork


def test_the_embedded_worker_does_every_scheduled_verb_once_when_asked(db: None) -> None:
    call_command("work", once=True)


def test_beat_sends_every_scheduled_verb(db: None) -> None:
    celery_app.finalize()

    assert set(celery_app.conf.beat_schedule) == {work.name for work in SCHEDULE}


def test_the_task_calls_the_verb_of_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    called: list[str] = []
    work = ScheduledWork("tidy", lambda: called.append("tidy"), timedelta(seconds=1))
    monkeypatch.setattr(tasks, "SCHEDULE", (work,))

    tasks.do_scheduled_work("tidy")

    assert called == ["tidy"]


def test_work_that_fails_does_not_end_the_worker(
    db: None, caplog: pytest.LogCaptureFixture
) -> None:
    def fail() -> None:
        raise ValueError("the disk is full")

    do_safely(ScheduledWork("broken", fail, timedelta(seconds=1)))

    assert "Background work broken did not finish; it is tried again." in caplog.text
    assert schedule.SCHEDULE
