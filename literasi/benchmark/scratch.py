"""A database and a server for the measurement, gone afterwards."""

import contextlib
import os
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from urllib.parse import urlsplit

import psycopg
from psycopg import sql

from literasi.benchmark.meter import BenchError

NAME = "literasi_bench"
MANAGE = [sys.executable, "manage.py"]


@contextlib.contextmanager
def database() -> Iterator[str]:
    """Give the address of an empty database: on the PostgreSQL that DATABASE_URL names, else SQLite."""
    named = os.environ.get("DATABASE_URL", "")
    if not named.startswith("postgres"):
        with tempfile.TemporaryDirectory(prefix="literasi-bench-") as folder:
            yield f"sqlite:///{folder}/bench.sqlite3"
        return
    name = sql.Identifier(NAME)
    with psycopg.connect(named, autocommit=True) as server:
        server.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(name))
        server.execute(sql.SQL("CREATE DATABASE {}").format(name))
        try:
            yield urlsplit(named)._replace(path=f"/{NAME}").geturl()
        finally:
            server.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(name))


@contextlib.contextmanager
def server(environment: dict[str, str]) -> Iterator[tuple[int, int]]:
    """Run gunicorn with one process, and give its number and its port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    options = ["--worker-class", "gthread", "--threads", "4", "--log-level", "warning"]
    command = [
        sys.executable,
        "-m",
        "gunicorn",
        "literasi.wsgi",
        "--bind",
        f"127.0.0.1:{port}",
        *options,
    ]
    process = subprocess.Popen(command, env=environment)
    try:
        _wait_for(port, process)
        yield process.pid, port
    finally:
        process.terminate()
        process.wait(30)


def _wait_for(port: int, process: "subprocess.Popen[bytes]") -> None:
    end = time.monotonic() + 60
    pause = threading.Event()
    while time.monotonic() < end and process.poll() is None:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        pause.wait(0.2)
    message = "The server for the measurement did not start; its last words are above."
    raise BenchError(message)
