"""Choosing a package for a lesson."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.generic.chooser import (
    BaseChooseView,
    ChooseResultsViewMixin,
    ChooseViewMixin,
    CreationFormMixin,
)
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


class PackageFilterForm(BaseFilterForm):
    """Words of the title."""

    q = forms.CharField(label=_("Search"), required=False)

    def filter(self, objects: Any) -> Any:  # noqa: ANN401 - Wagtail's form has no types
        words = self.cleaned_data["q"].strip()
        if not words:
            return objects
        self.is_searching, self.search_query = True, words
        return objects.filter(title__icontains=words)


class _Choosing(BaseChooseView):
    """The packages, what each plays on, and how new it is."""

    filter_form_class = PackageFilterForm

    def get_object_list(self) -> Any:  # noqa: ANN401 - Wagtail's views have no types
        return Package.objects.with_main_library()

    @property
    def columns(self) -> list[Column]:
        return [
            self.title_column,
            Column("type", label=_("Type"), accessor=type_of),
            DateColumn("changed_at", label=_("Changed"), accessor="changed_at"),
        ]


class PackageChooseView(ChooseViewMixin, CreationFormMixin, _Choosing):
    """The window to choose in."""


class PackageResultsView(ChooseResultsViewMixin, CreationFormMixin, _Choosing):
    """The list in it."""


def type_of(package: Package) -> str:
    """Return what the package plays on, in the words of its maker."""
    return package.main_library.title if package.main_library else str(package.get_kind_display())


class PackageChooserViewSet(ChooserViewSet):
    """The window in which an editor picks a package; new ones are sent on their own page, with a report."""

    model = Package
    base_block_class = ChooserBlockByUUID
    icon = "package"
    choose_one_text = _("Choose a package")
    choose_another_text = _("Choose another package")
    edit_item_text = _("See this package")
    choose_view_class = PackageChooseView
    choose_results_view_class = PackageResultsView
    per_page = 20
    register_widget = True


package_chooser = PackageChooserViewSet("package_chooser")
PackageChooserBlock = package_chooser.get_block_class(
    name="PackageChooserBlock", module_path="cms.editors.package_choosing"
)
