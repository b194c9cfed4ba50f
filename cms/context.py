"""What every page knows of the regency."""

from django.http import HttpRequest


def regency(request: HttpRequest) -> dict[str, object]:
    """Return the regency's name and contacts under `regency`."""
    return {"regency": {"name": "Kabupaten Lampung Utara", "site_title": "Literasi"}}
