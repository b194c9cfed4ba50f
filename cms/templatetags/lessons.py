"""What the templates of lessons need: pictures made small, and service cards with their age."""

import re
from typing import Any

from django import template
from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from wagtail.images.models import Image

from cms.models import ServiceCard
from cms.pictures import ShownPicture, shown

register = template.Library()

DOMAIN = re.compile(r"^[a-z0-9-]+(\.[a-z0-9-]+)+(/\S*)?$", re.IGNORECASE)


@register.simple_tag
def shown_picture(image: Image | None) -> ShownPicture | None:
    """Return the picture as a page shows it."""
    return shown(image)


@register.simple_tag
def published_cards() -> QuerySet[ServiceCard]:
    """Return all service cards that people see."""
    return ServiceCard.objects.published()


@register.inclusion_tag("cms/service_card.html")
def service_card(card: ServiceCard | None) -> dict[str, Any]:
    """Show a published card with the day it was checked; a draft shows nothing."""
    if card is None or not card.live:
        return {}
    address = web_address(card.official_address)
    place = card.where if address else " ".join(filter(None, [card.official_address, card.where]))
    return {
        "card": card,
        "address": address,
        "place": place,
        "is_old": card.is_stale(),
        "checked": words_on_age(card),
    }


def web_address(stated: str) -> str:
    """Return an address that a link can lead to; nothing for the name of an app."""
    if stated.startswith(("https://", "http://")):
        return stated
    return f"https://{stated}" if DOMAIN.match(stated) else ""


def words_on_age(card: ServiceCard) -> str:
    """Say when the card was checked, and what to do when that was long ago."""
    if card.checked_on is None:
        return _("Not yet checked with its owner. It may have changed: ask the office first.")
    checked = date_format(card.checked_on, "j F Y")
    if card.is_stale():
        return _("Last checked on %(date)s. It may have changed: ask the office first.") % {
            "date": checked
        }
    return _("Checked on %(date)s.") % {"date": checked}
