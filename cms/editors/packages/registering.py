"""What the admin is told of packages: addresses, menu, chooser, icon."""

from typing import Any, cast

from django.http import HttpRequest
from django.urls import URLPattern, include, path, reverse
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from cms.editors.package_choosing import package_chooser
from cms.editors.packages import keeping, libraries, sending
from courses.packages.rules import rights_of
from courses.people.models import User

ADDRESSES: list[URLPattern] = [
    path("", keeping.index, name="index"),
    path("kirim/", sending.upload, name="upload"),
    path("kirim/<uuid:upload>/", sending.report, name="report"),
    path("pustaka/", libraries.libraries, name="libraries"),
    path("pustaka/<int:library>/", libraries.library, name="library"),
    path("pustaka/<int:library>/hapus/", libraries.remove_library, name="remove-library"),
    path("<uuid:package>/", keeping.detail, name="detail"),
    path("<uuid:package>/teks/", keeping.texts, name="texts"),
    path("<uuid:package>/ganti/", sending.upload, name="replace"),
    path("<uuid:package>/ekspor/", keeping.export, name="export"),
    path("<uuid:package>/hapus/", keeping.delete, name="delete"),
]


@hooks.register("register_admin_urls")
def package_addresses() -> list[Any]:
    """Give packages their pages in the admin."""
    return [path("paket/", include((ADDRESSES, "packages_admin"), namespace="packages_admin"))]


@hooks.register("register_admin_viewset")
def package_chooser_viewset() -> object:
    """Let blocks choose a package."""
    return package_chooser


class PackagesMenuItem(MenuItem):
    """Leads to the packages whoever may do something with them."""

    def is_shown(self, request: HttpRequest) -> bool:
        return rights_of(cast(User, request.user)).may_look


@hooks.register("register_admin_menu_item")
def packages_menu_item() -> MenuItem:
    """Lead to the packages."""
    return PackagesMenuItem(
        gettext_lazy("Packages (H5P)"),
        reverse("packages_admin:index"),
        icon_name="package",
        order=160,
    )


@hooks.register("register_icons")
def package_icon(icons: list[str]) -> list[str]:
    """Bring the icon of packages."""
    return [*icons, "cms/admin/icons/package.svg"]
