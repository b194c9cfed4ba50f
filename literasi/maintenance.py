"""A closed sign for the hours in which the site is worked on: a file that says until when."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from literasi.pages import unavailable

# Supervisors ask these to see whether the process lives; closed is not dead.
ALWAYS_OPEN = ("/healthz/",)
GetResponse = Callable[[HttpRequest], HttpResponse]


def sign() -> Path:
    """Return where the sign hangs: beside the other files of this installation."""
    return Path(settings.VAR_DIR) / "maintenance"


def close_for(minutes: int) -> datetime:
    """Hang up the sign and return when the site opens by itself, should nobody take the sign down."""
    opens = timezone.now() + timedelta(minutes=minutes)
    sign().write_text(opens.isoformat())
    return opens


def open_again() -> bool:
    """Take the sign down; tell whether there was one."""
    was_closed = sign().exists()
    sign().unlink(missing_ok=True)
    return was_closed


def closed_until() -> datetime | None:
    """Return when the site opens again; None while it is open."""
    try:
        opens = datetime.fromisoformat(sign().read_text())
    except (FileNotFoundError, ValueError):
        return None
    return opens if opens > timezone.now() else None


class ClosedForWork:
    """Answer 503 and when to come back while the sign hangs; files and health answer as always."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Let the request through, or say that the site is being worked on."""
        opens = None if request.path.startswith(ALWAYS_OPEN) else closed_until()
        if opens is None:
            return self.get_response(request)
        response = unavailable(request)
        response.headers["Retry-After"] = str(max(1, int((opens - timezone.now()).total_seconds())))
        response.headers["Cache-Control"] = "no-store"
        return response
