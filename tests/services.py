"""Servers that some tests need, started for the run on free ports and ended with it."""

import contextlib
import shutil
import socket
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import redis


def free_port() -> int:
    """Return a port that nothing listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


@pytest.fixture(scope="session")
def redis_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Run a Redis of our own, empty and without files, and return its address."""
    program = shutil.which("redis-server")
    assert program, "redis-server is not installed: apt-get install redis-server"
    url = f"redis://127.0.0.1:{(port := free_port())}/0"
    folder = tmp_path_factory.mktemp("redis")
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
