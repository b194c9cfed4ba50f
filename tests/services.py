"""Servers that some tests need, started for the run on free ports and ended with it."""

import contextlib
import os
import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import redis
from celery import current_app
from django.conf import settings
from django.db import connection
from pytest_django.fixtures import Settings


def free_port() -> int:
    """Return a port that nothing listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


@pytest.fixture(scope="session")
def redis_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Run a Redis of our own for the tests."""
    with a_redis(tmp_path_factory.mktemp("redis")) as url:
        yield url


@contextlib.contextmanager
def a_redis(folder: Path) -> Iterator[str]:
    """Run a Redis of our own, empty and without files, and return its address."""
    program = shutil.which("redis-server")
    assert program, "redis-server is not installed: apt-get install redis-server"
    url = f"redis://127.0.0.1:{(port := free_port())}/0"
    arguments = [
        program,
        "--port",
        str(port),
        "--bind",
        "127.0.0.1",
        "--save",
        "",
        "--dir",
        str(folder),
    ]
    with running(arguments, folder / "log.txt"):
        until(lambda: _answers(url), "Redis did not start")
        yield url


@contextlib.contextmanager
def running(
    arguments: list[str], log: Path, **options: object
) -> Iterator[subprocess.Popen[bytes]]:
    """Run a program beside the test, its words in a file, and end it afterwards."""
    with log.open("wb") as words:
        process = subprocess.Popen(arguments, stdout=words, stderr=subprocess.STDOUT, **options)
        try:
            yield process
        finally:
            process.terminate()
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def until(holds: Callable[[], object], otherwise: str, *, seconds: float = 30) -> None:
    """Wait for a condition, looking again ten times a second, and fail with this sentence if it never holds."""
    end = time.monotonic() + seconds
    pause = threading.Event()
    while not holds():
        assert time.monotonic() < end, otherwise
        pause.wait(0.1)


def _answers(url: str) -> bool:
    with contextlib.suppress(redis.ConnectionError):
        return bool(redis.Redis.from_url(url).ping())
    return False


@pytest.fixture
def celery_environment(redis_url: str, transactional_db: None) -> dict[str, str]:
    """Return the environment in which Celery's processes work on this test's own database."""
    return os.environ | {
        "DJANGO_SETTINGS_MODULE": "literasi.settings.test",
        "DATABASE_URL": database_url(),
        "CELERY_BROKER_URL": redis_url,
    }


@pytest.fixture
def celery_worker(
    celery_environment: dict[str, str], tmp_path: Path
) -> Iterator[subprocess.Popen[bytes]]:
    """Run a real Celery worker, ready to work; a test may kill it."""
    with celery(
        "worker", celery_environment, tmp_path, "--pool", "threads", "--concurrency", "2"
    ) as worker:
        until(
            lambda: b" ready." in (tmp_path / "worker.log").read_bytes(),
            "The Celery worker did not start",
            seconds=120,
        )
        yield worker


@pytest.fixture
def celery_sender(
    monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> Iterator[Callable[[str], None]]:
    """Return what makes this process send its tasks to a broker, as a web server in production does.

    Celery keeps its connections and its producers: both are forgotten at every change, so that no
    test sends to the broker of another.
    """

    def send_to(broker: str) -> None:
        settings.CELERY_BROKER_URL = broker
        monkeypatch.setattr(current_app.conf, "broker_url", broker)
        forget_connections()

    yield send_to
    forget_connections()


def forget_connections() -> None:
    """Let Celery connect anew for the next task that this process sends."""
    current_app._pool = None
    current_app.amqp._producer_pool = None


@contextlib.contextmanager
def celery(
    role: str, environment: dict[str, str], folder: Path, *options: str
) -> Iterator[subprocess.Popen[bytes]]:
    """Run one of Celery's programs, worker or beat."""
    arguments = [
        sys.executable,
        "-m",
        "celery",
        "-A",
        "literasi",
        role,
        "--loglevel",
        "info",
        *options,
    ]
    with running(
        arguments, folder / f"{role}.log", env=environment, cwd=settings.BASE_DIR
    ) as process:
        yield process


def database_url() -> str:
    """Return the address of the database that this test writes to."""
    database = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{database['NAME']}"
    return urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{database['NAME']}").geturl()
