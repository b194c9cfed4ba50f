"""The embedded default: a web server and the worker beside it, watched over by this process.

`python -m literasi.crew 8000` serves until it is told to stop (Ctrl-C or SIGTERM). Either process may
be killed at any moment: it is started again, and nothing is lost, because all work is a row first.
"""

import contextlib
import json
import os
import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from pathlib import Path

MANAGE = [sys.executable, "manage.py"]
AT_ONCE = 10  # seconds: a process that ends sooner than this cannot stay up
PATIENCE = 120  # seconds for the first page
PAUSE = threading.Event()  # nobody sets it: a wait that signals can end


class CrewError(Exception):
    """The server cannot be kept running; the message says what to look at."""


class Crew:
    """Processes that run together: one that ends is started again, all end together."""

    def __init__(self, commands: dict[str, list[str]], environment: dict[str, str]) -> None:
        self.environment = environment
        self.commands: dict[str, list[str]] = {}
        self.falls: dict[str, int] = {}
        self.started: dict[str, float] = {}
        self.running: dict[str, subprocess.Popen[bytes]] = {}
        for name, command in commands.items():
            self.add(name, command)

    def add(self, name: str, command: list[str]) -> None:
        """Start a process and watch over it from now on."""
        self.commands[name], self.falls[name] = command, 0
        self.running[name] = self.start(name)

    def start(self, name: str) -> subprocess.Popen[bytes]:
        """Start one of the processes, for the first time or again."""
        self.started[name] = time.monotonic()
        return subprocess.Popen(self.commands[name], env=self.environment)

    def look(self) -> None:
        """Start again what has ended; give up on what cannot stay up."""
        for name, process in self.running.items():
            if process.poll() is None:
                continue
            fell_at_once = time.monotonic() - self.started[name] < AT_ONCE
            self.falls[name] = self.falls[name] + 1 if fell_at_once else 0
            if self.falls[name] >= 3:
                message = f"The {name} process ends as soon as it starts; its last words are above."
                raise CrewError(message)
            say(f"The {name} process ended (code {process.returncode}); starting it again.")
            self.running[name] = self.start(name)

    def watch(self) -> None:
        """Look twice a second, until somebody says stop."""
        while True:
            PAUSE.wait(0.5)
            self.look()

    def stop(self) -> None:
        """End all processes, gently first."""
        for process in self.running.values():
            process.terminate()
        for process in self.running.values():
            try:
                process.wait(15)
            except subprocess.TimeoutExpired:
                process.kill()


def main(port: int, began: float) -> int:
    """Serve on this port until told to stop; `began` is when the person typed the command."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    address = f"http://127.0.0.1:{port}"
    crew = Crew({"web": web_server(port)}, environment(address))
    try:
        wait_for(f"{address}/healthz/live", crew)
        with contextlib.suppress(OSError):
            wait_for(f"{address}/", crew)  # The first page of all is slow; let nobody wait for it.
        crew.add("worker", [*MANAGE, "work"])
        say(welcome(address, demonstration_accounts(), time.time() - began))
        crew.watch()
    except KeyboardInterrupt:
        say("\nStopping …")
    except CrewError as error:
        say(f"\n{error}")
        return 1
    finally:
        crew.stop()
    return 0


def environment(address: str) -> dict[str, str]:
    """Return the environment of both processes: links lead to this address, unless somebody chose another."""
    return {"SITE_URL": address} | os.environ


def web_server(port: int) -> list[str]:
    """Return the command that serves: gunicorn, or Django's own server on Windows."""
    address = f"127.0.0.1:{port}"
    if os.name == "nt":
        return [*MANAGE, "runserver", "--noreload", address]
    options = [
        "--worker-class",
        "gthread",
        "--workers",
        "2",
        "--threads",
        "4",
        "--log-level",
        "warning",
    ]
    # The code is loaded once, before the processes part: that halves the time to the first page.
    return [
        sys.executable,
        "-m",
        "gunicorn",
        "literasi.wsgi",
        "--preload",
        "--bind",
        address,
        *options,
    ]


def demonstration_accounts() -> list[dict[str, str]]:
    """Return the accounts that `manage.py prepare` made; other settings than development's make none."""
    try:
        listing = Path(os.environ.get("VAR_DIR", "var"), "demo-accounts.json").read_text()
    except FileNotFoundError:
        return []
    return list(json.loads(listing))


def wait_for(address: str, crew: Crew) -> None:
    """Wait until the server answers."""
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            return direct.open(address, timeout=PATIENCE).close()
        except urllib.error.HTTPError:
            raise
        except OSError:
            crew.look()
            PAUSE.wait(0.2)
    message = "The server did not answer within two minutes; its last words are above."
    raise CrewError(message)


def welcome(address: str, people: list[dict[str, str]], seconds: float) -> str:
    """Return what a person needs to begin: the address and the accounts to try it with."""
    lines = [f"\nLiterasi is ready after {seconds:.0f} s: {address}/\n"]
    if people:
        lines.append("Accounts to try it with, on this machine only:")
        lines.append(f"  {'role':<12} {'user name':<12} where, and the passphrase")
    lines += [
        f"  {person['role']:<12} {person['username']:<12} {_way_in(person)}" for person in people
    ]
    return "\n".join([*lines, "\nCtrl-C stops it; the next start finds everything as it was."])


def _way_in(person: dict[str, str]) -> str:
    """Return what a person types, and where."""
    if not person.get("password"):
        return f"{person['sign_in_path']} code {person['activation_code']}, NIP {person['nip']}"
    second = f"  TOTP key {person['totp_secret']}" if person.get("totp_secret") else ""
    return f"{person['sign_in_path']} {person['password']}{second}"


def say(words: str) -> None:
    """Tell the person at the terminal, at once."""
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), float(sys.argv[2]) if len(sys.argv) > 2 else time.time()))
