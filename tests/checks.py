"""Everything that can be said about the code without running it: `python -m tests.checks`."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

PROGRAMS = Path(sys.executable).parent
MANAGE = [sys.executable, "manage.py"]
TEST = {"DJANGO_SETTINGS_MODULE": "literasi.settings.test"}
# Made up: only to see that production settings start and leave nothing open.
PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "literasi.settings.production",
    "SECRET_KEY": "0123456789abcdefghijklmnopqrstuvwxyz-for-this-check-only-0123456789",
    "FIELD_ENCRYPTION_KEYS": "for-this-check-only-0123456789abcdefghijklmnopqrstuvwxyz",
    "ALLOWED_HOSTS": "literasi.example",
    "SITE_URL": "https://literasi.example",
    "CONTENT_ORIGIN": "https://isi.literasi.example",
}

type Check = tuple[str, list[str], dict[str, str]]


def checks() -> Iterator[Check]:
    """Yield the title, the command and the additional environment of each check, quick ones first."""
    yield "style (ruff)", tool("ruff", "check", "."), {}
    yield "form (ruff format)", tool("ruff", "format", "--check", "--quiet", "."), {}
    yield "floors and rooms (import-linter)", tool("lint-imports"), {}
    yield "templates (djlint)", tool("djlint", "templates", "--lint", "--quiet"), {}
    node = shutil.which("node", path=f"{PROGRAMS}{os.pathsep}{os.environ.get('PATH', '')}")
    linter = "node_modules/eslint/bin/eslint.js"
    yield "scripts (eslint)", [node or "node", linter, "static/js", "cms/carrying/pieces"], {}
    yield "migrations", [*MANAGE, "makemigrations", "--check", "--dry-run"], TEST
    yield "translations", [*MANAGE, "translations", "--check"], TEST
    yield (
        "production settings",
        [*MANAGE, "check", "--deploy", "--fail-level", "WARNING"],
        PRODUCTION,
    )
    if Path("cms/management/commands/check_courses.py").exists():
        yield "starter courses", [*MANAGE, "check_courses"], TEST
    yield "types (mypy)", tool("mypy"), TEST


def tool(name: str, *arguments: str) -> list[str]:
    """Return the command line of a program installed beside this Python."""
    return [str(PROGRAMS / name), *arguments]


def main() -> int:
    """Run every check, tell how each went, and fail if one failed."""
    failed = []
    for title, command, environment in checks():
        start = time.monotonic()
        code = subprocess.call(command, env=os.environ | environment)
        print(
            f"{'FAILED' if code else 'good  '}  {title}: {time.monotonic() - start:.1f} s",
            flush=True,
        )
        failed += [title] if code else []
    print(f"Failed: {', '.join(failed)}." if failed else "All checks are good.")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
