"""Blocks for what lies outside the page: films elsewhere, files to keep."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, StructBlock, StructValue, URLBlock
from wagtail.documents.blocks import DocumentChooserBlock

from cms.blocks.texts import prose_block
from cms.films import player_of


class MediaBlock(StructBlock):
    """A film on another site: never loaded by itself, and never needed to understand the lesson."""

    address = URLBlock(
        label=_("Address"),
        help_text=_("The address of the film's own page, starting with https://"),
    )
    title = CharBlock(label=_("Title"), max_length=120)
    duration = CharBlock(label=_("Duration"), max_length=40, help_text=_("For example: 3 minutes"))
    size = CharBlock(
        label=_("Size"), max_length=40, help_text=_("For example: 12 MB. People pay for every MB.")
    )
    transcript = prose_block(label=_("What is said and shown"))

    def get_context(
        self, value: StructValue, parent_context: Mapping[str, Any] | None = None
    ) -> dict[str, Any]:
        """Add `film_address`, our own page for the film, unless it cannot be shown in a frame."""
        context: dict[str, Any] = super().get_context(value, parent_context)
        if not player_of(value["address"]):
            context["film_address"] = ""
        return context

    class Meta:
        label = _("Film on another site")
        icon = "media"
        template = "cms/blocks/media.html"


class DownloadBlock(StructBlock):
    """A file to keep or print."""

    document = DocumentChooserBlock(label=_("File"))
    title = CharBlock(label=_("Title"), max_length=120)

    class Meta:
        label = _("Download")
        icon = "download"
        template = "cms/blocks/download.html"
