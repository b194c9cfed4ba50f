#!/usr/bin/env python3
"""Set Literasi up and run it: any python3 and a network are enough.

    python3 run.py           set everything up and serve on http://127.0.0.1:8000
    python3 run.py test      set everything up and run all tests that can run here
    python3 run.py check     lint, types, import contracts, templates, migrations, translations
    python3 run.py load-exam  500 candidates take an exam at once: waiting times, lost answers
    python3 run.py bench     measure processor time and queries of the pages that matter
    python3 run.py chaos-certificates [N]
                             give 10,000 (or N) certificates while workers are killed, and count
    python3 run.py weigh     weigh the pages as a slow phone gets them; 1 if one is too heavy
    python3 run.py bench-certificates   what a certificate costs, beside WeasyPrint and reportlab
    python3 run.py help      show this text

Environment variables: PORT (8000), DATABASE_URL (a SQLite file in var/), VAR_DIR (var/), and the
others of docs/operations.md. Words after `test` and `bench` go to pytest and to the measurement.
This file uses the standard library only, and no syntax newer than Python 3.6.
"""

import contextlib
import errno
import hashlib
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from functools import partial
from pathlib import Path
from typing import Callable, Dict, Iterable, List, Optional, Tuple

HERE = Path(__file__).resolve().parent
VAR = Path(os.environ.get("VAR_DIR") or HERE / "var").resolve()
VENV = HERE / ".venv"
WINDOWS = os.name == "nt"
BIN = VENV / ("Scripts" if WINDOWS else "bin")
PYTHON = str(BIN / ("python.exe" if WINDOWS else "python"))
MANAGE = [PYTHON, "manage.py"]
# What npm has installed is written beside it: npm begins by removing all, these files too.
PARTS_LOCK = [HERE / "package-lock.json"]
PARTS, ALL_PARTS = HERE / "node_modules" / "product.txt", HERE / "node_modules" / "all.txt"
OLDEST, NEWEST = (3, 12), (3, 14)
PORT_EXAMPLE = "Example: PORT=8123 python3 run.py"
SPACE_NEEDED = 800  # megabytes, for the environment and the first database

NO_NETWORK = re.compile(
    "name resolution|Name or service not known|nodename nor servname|Could not resolve|dns error|"
    "error sending request|Failed to establish a new connection|ENOTFOUND|EAI_AGAIN|ECONNREFUSED|"
    "Network is unreachable|getaddrinfo failed|tcp connect error|Connection refused|from versions: none"
)
DISK_FULL = re.compile("No space left on device|ENOSPC|[Dd]isk quota exceeded|disk is full")


class SetUpError(Exception):
    """Something that the person at the terminal can mend; the message says how."""


def main(arguments: List[str]) -> int:
    """Run one command and return its exit code; what goes wrong is told in one sentence."""
    name = arguments[0] if arguments else "serve"
    os.chdir(str(HERE))
    if name not in COMMANDS:
        print(f"run.py knows no command {name!r}.\n\n{__doc__}", file=sys.stderr)
        return 2
    try:
        return COMMANDS[name](arguments[1:])
    except SetUpError as error:
        print(f"\n{error}", file=sys.stderr)
    except KeyboardInterrupt:
        print("\nStopped.")
        return 130
    except OSError as error:
        if error.errno != errno.ENOSPC:
            raise
        print(f"\n{disk_full()}", file=sys.stderr)
    return 1


# --- Commands -------------------------------------------------------------------------------


def show_help(_arguments: List[str]) -> int:
    """List the commands."""
    print(__doc__.strip())
    return 0


def serve(_arguments: List[str]) -> int:
    """Set up, then hand over to the web server and the worker."""
    began = time.time()
    port = chosen_port()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "literasi.settings.development")
    prepare_environment()
    prepare_product("assets", "translations", "database")
    arguments = [PYTHON, "-m", "literasi.crew", str(port), str(began)]
    if not WINDOWS:
        os.execv(PYTHON, arguments)
    return subprocess.call(arguments)


def test(arguments: List[str]) -> int:
    """Run the tests on SQLite, and again on PostgreSQL where there is one."""
    prepare_environment()
    prepare_development()
    prepare_product("assets", "translations")
    prepare_browser()
    return subprocess.call([PYTHON, "-m", "tests", *arguments])


def check(_arguments: List[str]) -> int:
    """Run every check, tell how each went, and fail if one failed."""
    prepare_environment()
    prepare_development()
    prepare_product("assets", "translations")
    return subprocess.call([PYTHON, "-m", "tests.checks"])


def bench(arguments: List[str]) -> int:
    """Measure the running product."""
    prepare_environment()
    prepare_product("assets", "translations")
    return subprocess.call([*MANAGE, "bench", *arguments])


def weigh(_arguments: List[str]) -> int:
    """Weigh the pages on a slow line."""
    prepare_environment()
    prepare_development()
    prepare_browser()
    return subprocess.call([PYTHON, "-m", "tests.weighing"])


def chaos_certificates(arguments: List[str]) -> int:
    """Give many certificates while workers die, and print what came of it."""
    prepare_environment()
    prepare_development()
    prepare_product("assets", "translations")
    return subprocess.call([PYTHON, "-m", "tests.faults.certificate_chaos", *arguments])


def bench_certificates(_arguments: List[str]) -> int:
    """Measure what a certificate costs, beside two other ways of making one."""
    prepare_environment()
    prepare_development()
    prepare_product("assets", "translations")
    return subprocess.call([PYTHON, "-m", "tests.certificates.bench"])


def load_exam(arguments: List[str]) -> int:
    """Let many candidates take an exam at once, and print what came of it."""
    prepare_environment()
    prepare_development()
    prepare_product("assets", "translations")
    return subprocess.call([PYTHON, "-m", "tests.load", *arguments])


COMMANDS: Dict[str, Callable[[List[str]], int]] = {
    "serve": serve,
    "test": test,
    "check": check,
    "bench": bench,
    "bench-certificates": bench_certificates,
    "chaos-certificates": chaos_certificates,
    "load-exam": load_exam,
    "weigh": weigh,
    "help": show_help,
    "--help": show_help,
    "-h": show_help,
}


# --- Setting up -----------------------------------------------------------------------------


def prepare_environment() -> None:
    """Make .venv with everything in it, and fetch the front-end parts."""
    if version_of(PYTHON) < OLDEST:
        python = find_python()
        require_space()
        step("Making .venv", partial(make_venv, python))
    locks = [HERE / "requirements-setup.txt", HERE / "requirements.txt"]
    step("Installing what the product needs", install_product, VENV / "product.txt", locks)
    if text_of(ALL_PARTS) != fingerprint(PARTS_LOCK):
        fetch = partial(fetch_parts, "--omit=dev")
        step("Fetching the front-end parts", fetch, PARTS, PARTS_LOCK)


def prepare_development() -> None:
    """Add what the tests and the checks need."""
    lock = HERE / "requirements-dev.txt"
    step("Installing what the tests need", partial(install, lock.name), VENV / "tests.txt", [lock])
    step("Fetching the linter of scripts", fetch_parts, ALL_PARTS, PARTS_LOCK)


def prepare_product(*names: str) -> None:
    """Let one process build what is out of date: assets, translations, database."""
    sources = {
        "assets": [
            HERE / "package-lock.json",
            HERE / "literasi" / "assets.py",
            *files_in("static"),
        ],
        "translations": sorted((HERE / "locale").rglob("*.po")),
        "database": [*files_in("cms/starter"), *HERE.glob("c*/**/migrations/*.py")],
    }
    if os.environ.get("DATABASE_URL") or not (VAR / "literasi.sqlite3").exists():
        forget(VAR / "database.txt")  # Only the database itself knows what state it is in.
    stamps = {VAR / f"{name}.txt": (name, fingerprint(sources[name])) for name in names}
    old = {stamp: made for stamp, made in stamps.items() if text_of(stamp) != made[1]}
    if old:
        step(
            "Preparing the product", partial(manage, "prepare", *(name for name, _ in old.values()))
        )
    for stamp, (_name, state) in old.items():
        stamp.write_text(state)


def step(
    title: str, work: Callable[[], None], stamp: Optional[Path] = None, sources: Iterable[Path] = ()
) -> None:
    """Do a piece of work and say how long it took; leave it out while its sources are as the stamp says."""
    state = fingerprint(sources)
    if stamp and state == text_of(stamp):
        return
    start = time.time()
    print(f"{title} …", flush=True)
    work()
    print(f"{title}: {time.time() - start:.1f} s", flush=True)
    if stamp:
        stamp.parent.mkdir(parents=True, exist_ok=True)
        stamp.write_text(state)


def make_venv(python: str) -> None:
    """Make .venv with pip in it, also where the system's Python comes without ensurepip."""
    run([python, "-m", "venv", "--clear", "--without-pip", ".venv"])
    try:
        run([PYTHON, "-m", "ensurepip", "--default-pip"])
    except SetUpError:
        wheel = fetch_pip()
        run([PYTHON, str(wheel / "pip"), "install", "--no-index", str(wheel)])


def fetch_pip() -> Path:
    """Download pip's newest wheel from the package index, check its digest and return its path."""
    index = os.environ.get("PIP_INDEX_URL", "https://pypi.org/simple").rstrip("/")
    listing = json.loads(download(f"{index}/pip/").decode())["files"]
    newest = [
        file for file in listing if re.match(r"pip-[\d.]+-py3-none-any\.whl$", file["filename"])
    ][-1]
    content = download(newest["url"])
    if hashlib.sha256(content).hexdigest() != newest["hashes"]["sha256"]:
        raise SetUpError("The download of pip is damaged. Run this again.")
    wheel = VENV / newest["filename"]
    wheel.write_bytes(content)
    return wheel


def download(address: str) -> bytes:
    """Fetch something from the package index."""
    request = urllib.request.Request(
        address, headers={"Accept": "application/vnd.pypi.simple.v1+json, */*;q=0.5"}
    )
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            return answer.read()
    except urllib.error.URLError as error:
        raise SetUpError(no_network()) from error


def install_product() -> None:
    """Install what the running product needs."""
    require_space()
    install("requirements.txt")


def install(lock: str) -> None:
    """Install a lock file with uv, which is quick, or with pip where uv cannot be had."""
    options = ["--require-hashes", "--only-binary", ":all:", "-r"]
    pip = [PYTHON, "-m", "pip", "install", "--quiet", "--retries", "2", *options]
    run([*pip, "requirements-setup.txt"])
    try:
        run([PYTHON, "-m", "uv", "pip", "install", "--quiet", "--python", PYTHON, *options, lock])
    except SetUpError as error:
        if str(error) == disk_full():
            raise
        print("uv did not do it; with pip it takes longer …", flush=True)
        run([*pip, lock])


def fetch_parts(*options: str) -> None:
    """Install the front-end parts with the machine's npm, or with one from the package index."""
    arguments = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", *options]
    npm = shutil.which("npm")
    if npm:
        with contextlib.suppress(SetUpError):
            run([npm, *arguments])
            return
    install("requirements-node.txt")
    path = os.pathsep.join([str(BIN), os.environ.get("PATH", "")])
    run([str(BIN / ("npm.exe" if WINDOWS else "npm")), *arguments], PATH=path)


def prepare_browser() -> None:
    """See that the journeys have a Chromium: an installed one, Debian's, or Playwright's."""
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    if os.environ.get("CHROMIUM") or any(map(shutil.which, names)):
        return
    with contextlib.suppress(
        SetUpError
    ):  # The tests say themselves what they cannot do without it.
        if shutil.which("apt-get") and os.geteuid() == 0:
            step("Installing Chromium", install_debian_chromium)
        else:
            playwright = [PYTHON, "-m", "playwright", "install", "chromium", "--only-shell"]
            step("Installing Chromium", partial(run, playwright))


def install_debian_chromium() -> None:
    """Install Debian's own Chromium."""
    run(["apt-get", "update", "-qq"])
    run(["apt-get", "install", "-y", "-qq", "chromium"], DEBIAN_FRONTEND="noninteractive")


def find_python() -> str:
    """Return the path of a Python that is new enough, looking where such things are kept."""
    names = ["python3.13", "python3.12", "python3.14", "python3"]
    candidates = [sys.executable, *filter(None, map(shutil.which, names))]
    pyenv = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv")
    candidates += sorted(map(str, pyenv.glob("versions/3.1[234]*/bin/python")), reverse=True)
    if shutil.which("uv"):
        found = subprocess.run(["uv", "python", "find", ">=3.12,<3.15"], stdout=subprocess.PIPE)
        candidates += found.stdout.decode().split("\n")[:1]
    versions = {python: version_of(python) for python in candidates}
    for python, version in versions.items():
        if OLDEST <= version <= NEWEST:
            return python
    raise SetUpError(python_missing(max([*versions.values(), tuple(sys.version_info[:2])])))


def version_of(python: str) -> Tuple[int, ...]:
    """Return the version of a Python that starts and can make environments; (0, 0) if it cannot."""
    question = "import sys, ssl, sqlite3, venv; print(*sys.version_info[:2])"
    try:
        told = subprocess.run(
            [python, "-c", question], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
    except OSError:
        return (0, 0)
    return tuple(map(int, told.stdout.split())) if told.returncode == 0 else (0, 0)


# --- The port -------------------------------------------------------------------------------


def chosen_port() -> int:
    """Return the port to serve on, after seeing that it is free."""
    told = os.environ.get("PORT") or "8000"
    if not (re.match("[0-9]{1,5}$", told) and 0 < int(told) < 65536):
        raise SetUpError(
            f"PORT must be a whole number from 1 to 65535, not {told!r}. {PORT_EXAMPLE}"
        )
    with socket.socket() as probe:
        if not WINDOWS:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", int(told)))
        except PermissionError as error:
            raise SetUpError(
                f"Port {told} is for administrators; choose one above 1023. {PORT_EXAMPLE}"
            ) from error
        except OSError as error:
            raise SetUpError(
                f"Port {told} is in use by another program; choose another. {PORT_EXAMPLE}"
            ) from error
    return int(told)


# --- Small things ---------------------------------------------------------------------------


def manage(*arguments: str) -> None:
    """Run a management command and let it talk."""
    if subprocess.call([*MANAGE, *arguments]):
        raise SetUpError(f"`manage.py {' '.join(arguments)}` failed; what it said is above.")


def run(arguments: List[str], **environment: str) -> None:
    """Run a program quietly; turn its failure into a sentence."""
    done = subprocess.run(
        arguments,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env={**os.environ, **environment},
    )
    if done.returncode:
        raise SetUpError(explained(" ".join(arguments[:4]), done.stdout.decode(errors="replace")))


def explained(command: str, words: str) -> str:
    """Return one sentence on why a program failed, or its last words if the reason is a new one."""
    if DISK_FULL.search(words):
        return disk_full()
    if NO_NETWORK.search(words):
        return no_network()
    last = "\n".join(words.splitlines()[-15:])
    return f"`{command}` failed. Its last words:\n{last}"


def no_network() -> str:
    """Return what to do without a network."""
    return (
        "The package indexes (pypi.org, registry.npmjs.org) cannot be reached. Connect this machine to the "
        "network, or name a proxy in HTTPS_PROXY, and run this again."
    )


def disk_full() -> str:
    """Return what to do when the disk is full."""
    return f"The disk is full: set-up needs about {SPACE_NEEDED} MB in {HERE}. Free some space and run this again."


def python_missing(newest: Tuple[int, ...]) -> str:
    """Return how to get a Python that is new enough."""
    version = ".".join(map(str, newest))
    return (
        f"Literasi needs Python 3.12, 3.13 or 3.14, and this machine has only {version}. Install one (Debian and "
        "Ubuntu: apt-get install python3.13 python3.13-venv; macOS: brew install python@3.13; Windows: winget "
        "install Python.Python.3.13; anywhere: pip install uv, then uv python install 3.13) and run this again."
    )


def require_space() -> None:
    """Stop before the work begins if it could not end."""
    if shutil.disk_usage(str(HERE)).free < SPACE_NEEDED * 2**20:
        raise SetUpError(disk_full())


def files_in(folder: str) -> List[Path]:
    """Return every file below a folder of the project."""
    return [path for path in (HERE / folder).rglob("*") if path.is_file()]


def fingerprint(paths: Iterable[Path]) -> str:
    """Return a digest of files' names and contents; empty if there are none."""
    digest = hashlib.sha256()
    files = sorted(set(paths))
    for path in files:
        digest.update(f"{path}\n{len(path.read_bytes())}\n".encode() + path.read_bytes())
    return digest.hexdigest() if files else ""


def text_of(path: Path) -> str:
    """Return a file's text, empty if there is no such file."""
    return path.read_text() if path.exists() else ""


def forget(path: Path) -> None:
    """Remove a file if it is there."""
    with contextlib.suppress(FileNotFoundError):
        path.unlink()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
