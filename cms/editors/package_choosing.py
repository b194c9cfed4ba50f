"""Choosing a package for a lesson."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.chooser import ChooserViewSet

from courses.packages.models import Package


class PackageChooserViewSet(ChooserViewSet):
    """The window in which an editor picks a package; new ones are sent on their own page, with a report."""

    model = Package
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
