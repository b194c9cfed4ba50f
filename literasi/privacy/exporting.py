"""A person's data in one file: for machines as JSON, for people as a page."""

import json
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from django.template.loader import render_to_string
from django.utils import timezone

from courses.people.domain.audit import note
from courses.people.models import User
from literasi.privacy.holdings import HOLDINGS
from literasi.privacy.reading import readable

DOCUMENTS = "dokumen"


def collect(person: User) -> list[dict[str, Any]]:
    """Return what every app holds, the account first, with why and until when."""
    return [
        {
            "title": holding.title,
            "why": holding.why,
            "until": holding.until,
            "data": holding.export_for(person),
        }
        for holding in reversed(HOLDINGS)
    ]


def shown(person: User) -> list[dict[str, Any]]:
    """Return the same in lines to read on the screen, with the long numbers masked."""
    return [part | {"lines": readable(part["data"])} for part in collect(person)]


def archive_of(person: User) -> bytes:
    """Return a ZIP of data.json, data.html and the person's documents, and log that it was taken."""
    sections = collect(person)
    readable_sections = [part | {"lines": readable(part["data"], masks={})} for part in sections]
    page = render_to_string(
        "privacy/archive.html",
        {"sections": readable_sections, "person": person, "made_at": timezone.now()},
    )
    plain = {
        "made_at": timezone.now().isoformat(),
        **{key: value for part in sections for key, value in part["data"].items()},
    }
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        archive.writestr("data.json", json.dumps(plain, ensure_ascii=False, indent=1, default=str))
        archive.writestr("data.html", page)
        for holding in HOLDINGS:
            for name, content in holding.files_for(person):
                archive.writestr(f"{DOCUMENTS}/{name}", content)
    note(person, "own_data.exported", person)
    return file.getvalue()
