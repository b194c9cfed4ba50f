"""What every page knows of the regency."""

from django.conf import settings as django_settings
from django.core.cache import caches
from django.forms.models import model_to_dict
from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.models import Site

from cms.models import SiteSettings

# The one value in the process's own cache that carries no revision: it may be a minute old.
SECONDS = 60


def regency(request: HttpRequest) -> dict[str, object]:
    """Return the regency's name and contacts under `regency`."""
    key = f"regency:{get_language()}"
    kept = caches["local"].get(key)
    if kept is None:
        kept = facts_of_regency()
        caches["local"].set(key, kept, SECONDS)
    return {"regency": kept}


def saving(request: HttpRequest) -> dict[str, bool]:
    """Tell under `saves_data` whether the reader's phone asks for little data."""
    return {"saves_data": saves_data(request)}


def saves_data(request: HttpRequest) -> bool:
    """Tell whether the browser sent Save-Data: its owner pays for every picture."""
    return request.headers.get("Save-Data", "").strip().lower() == "on"


def facts_of_regency() -> dict[str, object]:
    """Return the settings of the default site as plain values."""
    site = Site.objects.filter(is_default_site=True).first()
    settings = (SiteSettings.objects.filter(site=site).first() if site else None) or SiteSettings()
    facts = model_to_dict(settings, exclude=["id", "site"])
    return facts | {"contact_lines": contact_lines(settings), "site_url": site_url()}


def site_url() -> str:
    """Return where this site lives, for addresses that leave it."""
    return str(django_settings.SITE_URL)


def contact_lines(settings: SiteSettings) -> list[str]:
    """Return whom to ask and whom to hold to account, a line each, without the empty ones."""
    said = [
        (_("Help by telephone: %s"), settings.helpdesk_phone),
        (_("Help by WhatsApp: %s"), settings.helpdesk_whatsapp),
        (_("Hours: %s"), settings.helpdesk_hours),
        ("%s", settings.office_address),
        (_("TDPSE number: %s"), settings.tdpse),
    ]
    return [line % value for line, value in said if value]
