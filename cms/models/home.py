"""The home page."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, PublishingPanel
from wagtail.models import Page

from cms.editors.panels import title_panel
from cms.models.previewing import PreviewModes


class HomePage(PreviewModes, Page):
    """The entrance: four doors and six needs stand in its template, these are its words."""

    lead = models.CharField(_("sentence below the title"), max_length=300, blank=True)

    template = "cms/home.html"
    max_count = 1
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["cms.CataloguePage", "cms.ServicesPage", "cms.GuidePage", "cms.KitPage"]
    private_page_options: list[str] = []
    content_panels = [title_panel(), FieldPanel("lead")]
    # Its address is known to literasi/urls.py, so it is not offered for change.
    promote_panels: list[object] = [FieldPanel("search_description")]
    settings_panels = [PublishingPanel()]

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")
