"""A package in a lesson: something made elsewhere that the learner does."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, StructBlock, TextBlock

from cms.blocks.practice import practice_id
from cms.editors.package_choosing import PackageChooserBlock
from courses.packages.domain.packs import weight_of


class PackageBlock(StructBlock):
    """An H5P activity. It counts as a practice, by the rule that its package states."""

    id = practice_id()
    title = CharBlock(
        label=_("Title"), max_length=120, required=False, help_text=_("Empty: the package's own.")
    )
    instructions = TextBlock(label=_("Instructions"), rows=2, required=False)
    package = PackageChooserBlock(label=_("Package"))

    def get_context(
        self, value: Mapping[str, Any], parent_context: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        """Add what the phone will fetch; a package that is gone shows nothing."""
        context: dict[str, Any] = super().get_context(value, parent_context)
        package = value["package"]
        return context | {"bytes": weight_of(package) if package else 0}

    class Meta:
        label = _("H5P package")
        icon = "package"
        template = "cms/blocks/package.html"
