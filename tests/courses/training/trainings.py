"""Training of others, and documents that can be its evidence, for tests."""

from datetime import date
from typing import Any

from certificates.domain.training import StatedTraining

SCAN = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def stated(**changes: Any) -> StatedTraining:
    """Return a workshop of one day in October."""
    return StatedTraining(
        **{
            "kind": "workshop",
            "title": "Bimtek Pengelolaan Arsip",
            "organiser": "ANRI",
            "number": "123/ANRI/2026",
            "material": "Arsip dinamis",
            "started_on": date(2026, 10, 6),
            "finished_on": date(2026, 10, 7),
            "jp": 8,
            **changes,
        }
    )
