"""The catalogue page, below which all courses are written."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, PublishingPanel
from wagtail.models import Page

from cms.editors.panels import title_panel
from cms.models.previewing import PreviewModes


class CataloguePage(PreviewModes, Page):
    """The list of courses; what it lists comes from the published outlines."""

    lead = models.CharField(_("sentence below the title"), max_length=300, blank=True)

    template = "cms/catalogue.html"
    max_count = 1
    parent_page_types = ["cms.HomePage"]
    subpage_types = ["cms.CoursePage"]
    private_page_options: list[str] = []
    admin_default_ordering = "title"
    content_panels = [title_panel(), FieldPanel("lead")]
    promote_panels: list[object] = [FieldPanel("search_description")]
    settings_panels = [PublishingPanel()]

    class Meta:
        verbose_name = _("catalogue")
        verbose_name_plural = _("catalogues")
