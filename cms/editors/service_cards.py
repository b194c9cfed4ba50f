"""The list of service cards in the admin."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import LiveStatusTagColumn
from wagtail.snippets.views.snippets import SnippetViewSet

from cms.models import ServiceCard


class ServiceCardViewSet(SnippetViewSet):
    """Kartu Layanan, with the day each was checked in plain sight."""

    model = ServiceCard
    icon = "tag"
    menu_label = _("Service cards")
    menu_order = 150
    add_to_admin_menu = True
    list_display = ["name", "owner", "checked_on", LiveStatusTagColumn()]
    list_filter = ["owner", "live"]
    search_fields = ["name", "owner", "slug"]
    list_export = [
        "slug",
        "name",
        "owner",
        "official_address",
        "cost",
        "where",
        "checked_on",
        "source",
    ]
    ordering = ["name"]
