"""Panels of the page editor."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import Panel, TitleFieldPanel


def title_panel() -> TitleFieldPanel:
    """Return the panel of a page's title, in the editor's language."""
    return TitleFieldPanel("title", placeholder=_("Title"))


class ChecksPanel(Panel):
    """Shows what to look at in a lesson: how it reads, what it weighs, what is missing."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("heading", _("Checks"))
        options.setdefault("icon", "glasses")
        super().__init__(**options)

    class BoundPanel(Panel.BoundPanel):
        """The panel of one lesson, as it was saved last."""

        template_name = "cms/admin/checks.html"
