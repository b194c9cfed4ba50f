"""Ask the running product for pages, and read what that cost its processes."""

import gzip
import http.client
import json
import os
import re
import statistics
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

from literasi.benchmark.counting import HEADER

TICKS_A_SECOND = os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 100


@dataclass(frozen=True)
class Measurement:
    """What one kind of request costs: milliseconds of processor and of waiting, queries, kilobytes."""

    name: str
    requests: int
    cpu_ms: float | None
    wall_ms: float
    queries: str
    kilobytes: float


@dataclass(frozen=True)
class Answer:
    """What the server said."""

    status: int
    body: bytes
    queries: int

    @property
    def text(self) -> str:
        """Return the page, unpacked."""
        packed = self.body.startswith(b"\x1f\x8b")
        return (gzip.decompress(self.body) if packed else self.body).decode()


class BenchError(Exception):
    """The product did not answer as it should; the message says where."""


class Visitor:
    """A browser of sorts: one connection that keeps cookies and sends the token with what it posts."""

    def __init__(self, port: int, **cookies: str) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self.cookies = cookies

    def get(self, path: str) -> Answer:
        """Ask for a page, compressed as browsers do."""
        return self._ask("GET", path, None, {"Accept-Encoding": "gzip"})

    def post(self, path: str, body: str, kind: str) -> Answer:
        """Send something."""
        token = self.cookies.get("csrftoken", "")
        return self._ask("POST", path, body, {"Content-Type": kind, "X-CSRFToken": token})

    def post_form(self, path: str, fields: dict[str, str]) -> Answer:
        """Send a form as a browser does."""
        return self.post(path, urlencode(fields), "application/x-www-form-urlencoded")

    def post_json(self, path: str, value: object) -> Answer:
        """Send JSON as our scripts do."""
        return self.post(path, json.dumps(value), "application/json")

    def _ask(self, method: str, path: str, body: str | None, headers: dict[str, str]) -> Answer:
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        self.connection.request(
            method, path, body, headers | ({"Cookie": cookies} if cookies else {})
        )
        response = self.connection.getresponse()
        content = response.read()
        for line in response.headers.get_all("Set-Cookie") or []:
            if found := re.match(r"(\w+)=([^;]*)", line):
                self.cookies[found[1]] = found[2]
        if response.status >= 400:
            message = f"{method} {path} answered {response.status}."
            raise BenchError(message)
        queries = int(response.headers.get(HEADER, "-1"))
        return Answer(response.status, content, queries)


def measure(name: str, server: int, requests: Iterable[Callable[[], Answer]]) -> Measurement:
    """Do each request once, one after the other, and read the server's clocks before and after."""
    answers, times = [], []
    before = processor_ms(server)
    for request in requests:
        start = time.perf_counter()
        answers.append(request())
        times.append((time.perf_counter() - start) * 1000)
    after = processor_ms(server)
    queries = sorted({answer.queries for answer in answers})
    return Measurement(
        name=name,
        requests=len(answers),
        cpu_ms=None if before is None or after is None else (after - before) / len(answers),
        wall_ms=statistics.median(times),
        queries="–".join(map(str, dict.fromkeys((queries[0], queries[-1])))),
        kilobytes=max(len(answer.body) for answer in answers) / 1024,
    )


def processor_ms(server: int) -> float | None:
    """Return the processor time of a process and its children, or None where the system does not tell."""
    if not Path("/proc/self/stat").exists():
        return None
    stats = [_stat(path) for path in Path("/proc").glob("[0-9]*/stat")]
    ticks = [user + system for pid, parent, user, system in stats if server in (pid, parent)]
    return sum(ticks) * 1000 / TICKS_A_SECOND


def _stat(path: Path) -> tuple[int, int, int, int]:
    """Return a process's number, its parent's, and its ticks for itself and in the system."""
    try:
        text = path.read_text()
    except OSError:  # It ended while we looked.
        return (0, 0, 0, 0)
    pid, rest = text.split(" ", 1)
    fields = rest.rsplit(") ", 1)[1].split()
    return int(pid), int(fields[1]), int(fields[11]), int(fields[12])


def table(measurements: Iterable[Measurement]) -> str:
    """Return the measurements as a Markdown table."""
    rows = [
        "| request | requests | CPU ms | median wall ms | queries | KB |",
        "|---|---:|---:|---:|---:|---:|",
    ]
    for m in measurements:
        cpu = "not told here" if m.cpu_ms is None else f"{m.cpu_ms:.1f}"
        rows.append(
            f"| {m.name} | {m.requests} | {cpu} | {m.wall_ms:.1f} | {m.queries} | {m.kilobytes:.1f} |"
        )
    return "\n".join(rows)
