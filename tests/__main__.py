"""Run all tests on SQLite and again on PostgreSQL: `python -m tests`, words after it go to pytest."""

import os
import re
import subprocess
import sys

from tests.with_postgresql import postgresql

SUMMARY = re.compile(r"(=+ )?.*\b(\d+ (passed|failed|errors?)|no tests ran)\b.* in [\d.]+s.*")
NO_POSTGRESQL = (
    "Not run here: everything on PostgreSQL. "
    "Install it (Debian: apt-get install postgresql) or name one in DATABASE_URL."
)

# What passes or fails alike on every database has been run by then: see tests/conftest.py.
SECOND = {"TESTS_ON": "the second database"}


def main(arguments: list[str]) -> int:
    """Run both, then say once more at the end how each went and what could not run."""
    on_sqlite = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    print("Tests on SQLite", flush=True)
    said, worst = run(arguments, on_sqlite)
    with postgresql() as url:
        if url:
            print("\nTests on PostgreSQL", flush=True)
            more, code = run(arguments, os.environ | {"DATABASE_URL": url} | SECOND)
            said = [line for line in said if "PostgreSQL" not in line] + more
        else:
            code = 1 if os.environ.get("CI") == "true" else 0
            said.append(NO_POSTGRESQL)
    print()
    for line in dict.fromkeys(line for line in said if line.startswith("Not run here")):
        print(line)
    for line in filter(SUMMARY.fullmatch, said):
        print(line)
    return worst or code


def run(arguments: list[str], environment: dict[str, str]) -> tuple[list[str], int]:
    """Run pytest, show its words as they come, and return them with its exit code."""
    command = [sys.executable, "-m", "pytest", "-n", "auto", "--dist", "worksteal", *arguments]
    process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)
    lines = []
    for line in process.stdout:
        print(line, end="", flush=True)
        lines.append(line.rstrip())
    return lines, process.wait()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
