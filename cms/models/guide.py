"""Pages beside the courses: guides, and the list of services."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    ObjectList,
    PublishingPanel,
    TabbedInterface,
)
from wagtail.fields import StreamField
from wagtail.models import Page

from cms.blocks import GuideBlock
from cms.editors.panels import title_panel
from cms.models.previewing import PreviewModes


class GuidePage(PreviewModes, Page):
    """A page to read: a guide, a notice, a piece of news with a date when it expires."""

    lead = models.CharField(_("sentence below the title"), max_length=300, blank=True)
    body = StreamField(GuideBlock(), verbose_name=_("text"), blank=True)
    source = models.CharField(_("source"), max_length=500, blank=True)
    checked_on = models.DateField(_("checked on"), null=True, blank=True)

    template = "cms/guide.html"
    parent_page_types = ["cms.HomePage"]
    subpage_types: list[str] = []
    private_page_options: list[str] = []
    content_panels = [
        title_panel(),
        FieldPanel("lead"),
        FieldPanel("body"),
        FieldRowPanel([FieldPanel("source"), FieldPanel("checked_on")]),
    ]
    edit_handler = TabbedInterface(
        [
            ObjectList(content_panels, heading=_("Text")),
            ObjectList([FieldPanel("slug"), PublishingPanel()], heading=_("Address and time")),
        ]
    )

    class Meta:
        verbose_name = _("guide")
        verbose_name_plural = _("guides")


class ServicesPage(PreviewModes, Page):
    """All published service cards on one page; the cards themselves are snippets."""

    lead = models.CharField(_("sentence below the title"), max_length=300, blank=True)

    template = "cms/services.html"
    max_count = 1
    parent_page_types = ["cms.HomePage"]
    subpage_types: list[str] = []
    private_page_options: list[str] = []
    content_panels = [title_panel(), FieldPanel("lead")]
    promote_panels: list[object] = [FieldPanel("search_description")]
    settings_panels = [PublishingPanel()]

    class Meta:
        verbose_name = _("services page")
        verbose_name_plural = _("services pages")
