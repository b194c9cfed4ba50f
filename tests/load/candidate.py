"""One candidate with a phone: asks as the page's script does, and remembers what the server acknowledged."""

import gzip
import http.client
import json
import random
import re
import threading
import time
from dataclasses import dataclass, field
from urllib.parse import urlencode

TOKEN = "a" * 32
# One reply in fifty is lost on its way, and the phone sends the same answer again.
LOST_REPLIES = 0.02
OPTION = re.compile(r'name="(?:choice|choices|order)" value="(\w+)"')
HERE = re.compile(r'<form method="post" action="([^"]+)" data-quiz-form="(\w+)"')
HEARTBEAT = 30
# Gunicorn closes a connection after two idle seconds, and a browser opens another one.
KEPT_OPEN = 1.0


@dataclass(frozen=True)
class Asked:
    """One request: what it was, how long it took from the moment it was due, and its status (0: none)."""

    name: str
    seconds: float
    status: int


@dataclass
class Candidate:
    """Somebody with a seat; `due` are seconds on the clock of the whole run."""

    number: int
    host: str
    port: int
    session: str
    exam: str
    begins: float
    minutes: float
    asked: list[Asked] = field(default_factory=list)
    acknowledged: dict[int, tuple[int, dict[str, object]]] = field(default_factory=dict)
    attempt: str = ""
    problem: str = ""

    def __post_init__(self) -> None:
        self.chance = random.Random(self.number)
        self.connection = http.client.HTTPConnection(self.host, self.port, timeout=60)
        self.last_used = 0.0

    def sit(self, start: float) -> None:
        """Take the whole exam; what goes wrong is kept in `problem`."""
        try:
            self._sit(start)
        except (OSError, http.client.HTTPException, LookupError, ValueError) as problem:
            self.problem = f"{type(problem).__name__}: {problem}"

    def _sit(self, start: float) -> None:
        wait_until(start + self.begins)
        due = start + self.begins
        status, place, _text = self.ask(
            "begin", "POST", f"/ujian/{self.exam}/mulai/", due, {"way": "room"}
        )
        if status != 302 or not re.search(r"/\d+/$", place):
            raise ValueError(f"begin answered {status} {place}")
        self.attempt = place.split("/")[3]
        base = f"/ujian/{self.exam}/{self.attempt}"
        self.ask("question page", "GET", place)
        _status, _place, text = self.ask("whole paper", "GET", f"{base}/lembar/")
        sheets = [
            (HERE.search(sheet), OPTION.findall(sheet)) for sheet in json.loads(text)["sheets"]
        ]
        self._answer(sheets, start + self.begins)
        self.ask("list", "GET", f"{base}/periksa/")
        status, place, _text = self.ask("hand in", "POST", f"{base}/kirim/", None, {})
        status, _place, text = self.ask("result", "GET", place)
        if "R-" not in text:
            raise ValueError(f"the result answered {status} without a receipt")

    def _answer(self, sheets: list[tuple[re.Match[str] | None, list[str]]], since: float) -> None:
        pause = 60 * self.minutes / max(len(sheets), 1)
        beat = since + HEARTBEAT * self.chance.random()
        for position, (form, options) in enumerate(sheets, start=1):
            assert form is not None
            due = since + pause * (position - 1 + self.chance.random())
            wait_until(due)
            if due > beat:
                self.ask("time", "GET", form[1].rsplit("/", 2)[0] + "/waktu/")
                beat = due + HEARTBEAT
            self._save(position, form[1], response_to(form[2], options, self.chance), due)

    def _save(self, position: int, address: str, response: dict[str, object], due: float) -> None:
        sequence = int(time.time() * 1000)
        answer = {"response": response, "sequence": sequence}
        status, _place, text = self.ask("answer", "POST", address, due, answer, as_json=True)
        if self.chance.random() < LOST_REPLIES:
            status, _place, text = self.ask(
                "answer again", "POST", address, None, answer, as_json=True
            )
        if status == 200 and json.loads(text)["status"] == "saved":
            self.acknowledged[position] = (json.loads(text)["sequence"], response)

    def ask(
        self,
        name: str,
        method: str,
        path: str,
        due: float | None = None,
        body: dict[str, object] | None = None,
        *,
        as_json: bool = False,
    ) -> tuple[int, str, str]:
        """Ask, and measure from the moment it was due: who waits behind others waits too."""
        began = time.monotonic() if due is None else min(due, time.monotonic())
        kind = "application/json" if as_json else "application/x-www-form-urlencoded"
        content = None if body is None else json.dumps(body) if as_json else urlencode(body)
        headers = {
            "Cookie": f"sessionid={self.session}; csrftoken={TOKEN}",
            "X-CSRFToken": TOKEN,
            "Content-Type": kind if body is not None else "text/plain",
            "Accept-Encoding": "gzip",
        }
        if time.monotonic() - self.last_used > KEPT_OPEN:
            self.connection.close()
        try:
            self.connection.request(method, path, content, headers)
            reply = self.connection.getresponse()
            data = reply.read()
        except (OSError, http.client.HTTPException):
            self.connection.close()
            self.asked.append(Asked(name, time.monotonic() - began, 0))
            return 0, "", ""
        self.last_used = time.monotonic()
        self.asked.append(Asked(name, self.last_used - began, reply.status))
        packed = reply.headers.get("Content-Encoding") == "gzip"
        text = (gzip.decompress(data) if packed else data).decode()
        return reply.status, reply.headers.get("Location", ""), text


def response_to(kind: str, options: list[str], chance: random.Random) -> dict[str, object]:
    """Return some answer of the right shape."""
    if kind == "ordering":
        return {"order": chance.sample(options, len(options))}
    if kind == "several":
        return {"choices": sorted(chance.sample(options, max(1, len(options) // 2)))}
    return {"choice": chance.choice(options)}


def wait_until(moment: float) -> None:
    """Wait for a moment of the monotonic clock."""
    left = moment - time.monotonic()
    if left > 0:
        threading.Event().wait(left)


def sit_all(candidates: list[Candidate]) -> None:
    """Let all candidates take the exam at the same time."""
    threading.stack_size(512 * 1024)
    start = time.monotonic() + 1
    threads = [threading.Thread(target=one.sit, args=(start,)) for one in candidates]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
