"""A PostgreSQL for a test run: the one that DATABASE_URL names, or one of our own, gone afterwards."""

import contextlib
import getpass
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg

from tests.services import free_port, running, until

# The data lasts minutes: speed is worth more than surviving a power cut.
QUICK = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "200",
}


@contextlib.contextmanager
def postgresql() -> Iterator[str | None]:
    """Give the address of a PostgreSQL, or None where there is none and none can be started."""
    named = os.environ.get("DATABASE_URL", "")
    if named.startswith(("postgres:", "postgresql:")):
        yield named
    elif programs := _programs():
        with (
            tempfile.TemporaryDirectory(prefix="literasi-pg-") as folder,
            _own(programs, Path(folder)) as url,
        ):
            yield url
    else:
        yield None


@contextlib.contextmanager
def _own(programs: Path, folder: Path) -> Iterator[str]:
    data, port = folder / "data", free_port()
    as_owner = _give_away(folder)
    init = [
        programs / "initdb",
        "-D",
        data,
        "-U",
        "literasi",
        "-A",
        "trust",
        "-E",
        "UTF8",
        "--locale=C.UTF-8",
    ]
    subprocess.run(
        [*as_owner, *init, "--no-sync"], check=True, stdout=subprocess.DEVNULL, cwd=folder
    )
    settings = QUICK | {"listen_addresses": "127.0.0.1", "unix_socket_directories": str(folder)}
    options = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
    start = [*as_owner, str(programs / "postgres"), "-D", str(data), "-p", str(port), *options]
    url = f"postgres://literasi@127.0.0.1:{port}/postgres"
    with running(start, folder / "log.txt", cwd=folder):
        until(lambda: _answers(url), "PostgreSQL did not start")
        yield url


def _programs() -> Path | None:
    """Return the folder of PostgreSQL's programs; Debian keeps them off the PATH."""
    if on_path := shutil.which("initdb"):
        return Path(on_path).parent
    debian = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    newest = sorted(debian, key=lambda path: int(path.parts[-3]))
    return newest[-1].parent if newest else None


def _give_away(folder: Path) -> list[str]:
    """PostgreSQL does not run as root: let its own user own the folder and start the programs."""
    if getpass.getuser() != "root":
        return []
    shutil.chown(folder, "postgres")
    return ["runuser", "-u", "postgres", "--"]


def _answers(url: str) -> bool:
    with contextlib.suppress(psycopg.OperationalError), psycopg.connect(url, connect_timeout=2):
        return True
    return False
