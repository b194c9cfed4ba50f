"""Celery's own worker and beat do the scheduled work, and nothing is lost when they are killed."""

import os
import signal

import pytest

from courses.notices.models import Message
from literasi.tasks import do_scheduled_work
from tests.services import celery, until


@pytest.fixture
def message(transactional_db):
    """A message that waits for its mail."""
    return Message.objects.create(
        kind="test", key="celery", subject="Halo", body="Isi", address="sari@example.org"
    )


def is_sent(message):
    message.refresh_from_db()
    return message.sent_at is not None


def test_a_worker_does_what_it_is_sent(message, celery_worker, redis_url, celery_sender):
    celery_sender(redis_url)

    do_scheduled_work.delay("messages")

    until(lambda: is_sent(message), "The worker did not send the message", seconds=60)


def test_after_a_killed_worker_beat_and_the_next_worker_do_the_work(
    celery_worker, celery_environment, message, tmp_path
):
    os.kill(celery_worker.pid, signal.SIGKILL)
    celery_worker.wait(10)

    schedule = ("--schedule", str(tmp_path / "beat-schedule"))
    with (
        celery("beat", celery_environment, tmp_path, *schedule),
        celery("worker", celery_environment, tmp_path, "--pool", "solo"),
    ):
        late = "Beat and the next worker did not send the message"
        until(lambda: is_sent(message), late, seconds=120)
