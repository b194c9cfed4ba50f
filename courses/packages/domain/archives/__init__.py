"""Reading archives that nobody vouches for. Pure Python: no Django, no database."""

from courses.packages.domain.archives.findings import (
    Finding,
    RefusedError,
    Report,
    Severity,
    Verdict,
)
from courses.packages.domain.archives.limits import Limits
from courses.packages.domain.archives.reading import Archive, Entry

__all__ = ["Archive", "Entry", "Finding", "Limits", "RefusedError", "Report", "Severity", "Verdict"]
