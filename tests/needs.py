"""What some tests need beside Python, and whether this machine has it."""

import os
import shutil
import sys
from pathlib import Path

from django.conf import settings

NEEDS = {
    "postgresql": "a real PostgreSQL",
    "redis": "Redis (the program redis-server)",
    "browser": "Chromium",
}
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PLAYWRIGHT_CACHES = {
    "linux": "~/.cache/ms-playwright",
    "darwin": "~/Library/Caches/ms-playwright",
    "win32": "~/AppData/Local/ms-playwright",
}


def can_run(name: str, *, on_ci: bool) -> bool:
    """Say whether tests marked with this name can run; CI must have everything but the other database."""
    if name == "postgresql":
        return "postgresql" in settings.DATABASES["default"]["ENGINE"]
    if on_ci:
        return True
    if name == "redis":
        return shutil.which("redis-server") is not None
    return installed_chromium() is not None or playwright_has_chromium()


def installed_chromium() -> str | None:
    """Return the path of the machine's own Chromium, or the one that CHROMIUM names."""
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)


def playwright_has_chromium() -> bool:
    """Say whether Playwright's own installer has put a Chromium where it looks for one."""
    folder = os.environ.get("PLAYWRIGHT_BROWSERS_PATH") or PLAYWRIGHT_CACHES.get(sys.platform, "")
    return any(Path(folder).expanduser().glob("chromium*"))
