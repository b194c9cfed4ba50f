"""Panels of the page editor."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, Panel, TitleFieldPanel


def title_panel() -> TitleFieldPanel:
    """Return the panel of a page's title, in the editor's language."""
    return TitleFieldPanel("title", placeholder=_("Title"))


def code_panel() -> FieldPanel:
    """Return the panel of a code; Wagtail's own field for slugs would write W6 as w6."""
    return FieldPanel("code", widget=forms.TextInput)


class ChecksPanel(Panel):
    """Shows what to look at in a lesson: how it reads, what it weighs, what is missing."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("heading", _("Checks"))
        options.setdefault("icon", "glasses")
        super().__init__(**options)

    class BoundPanel(Panel.BoundPanel):
        """The panel of one lesson, as it was saved last."""

        template_name = "cms/admin/checks.html"
