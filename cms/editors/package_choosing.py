"""Choosing a package for a lesson."""

from collections.abc import Iterable
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.chooser import ChooserViewSet
from wagtail.blocks import ChooserBlock

from courses.packages.models import Package


class ChooserBlockByUUID(ChooserBlock):
    """A chooser whose stored keys are texts: Wagtail looks objects up by the very value that JSON holds."""

    def bulk_to_python(self, values: Iterable[str | UUID | None]) -> list[Package | None]:
        """Return the packages in the order of their keys; None for one that is gone."""
        keys = [UUID(str(value)) if value else None for value in values]
        found: list[Package | None] = super().bulk_to_python(keys)
        return found


class PackageChooserViewSet(ChooserViewSet):
    """The window in which an editor picks a package; new ones are sent on their own page, with a report."""

    model = Package
    base_block_class = ChooserBlockByUUID
    icon = "package"
    choose_one_text = _("Choose a package")
    choose_another_text = _("Choose another package")
    edit_item_text = _("See this package")
    per_page = 20
    register_widget = True
    url_filter_parameters = ["q"]


package_chooser = PackageChooserViewSet("package_chooser")
PackageChooserBlock = package_chooser.get_block_class(
    name="PackageChooserBlock", module_path="cms.editors.package_choosing"
)
